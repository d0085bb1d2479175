"""The ledger: no address that was released is ever lost, whatever editors and branches do."""

import re
import subprocess
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from generator.build.request import BuildReport, BuildRequest
from generator.build.run import build
from generator.commands import main
from generator.problems.messages import message, remedy
from tests.support.site import BUILD_DATE, Site, where

PAGE = "vi/2014/01/a.html"
YEAR = "ledger/2026.txt"
TOMBSTONE = """
-- ledger/tombstones/bai-a.yml --
title: Bài cũ
addresses: [/vi/2014/01/a.html]
date: 20/11/2026
reason:
  vi: Bài có thông tin cá nhân.
  en: It held personal data.
authority: Sở Khoa học và Công nghệ
"""


def release(site: Site, day: date = BUILD_DATE) -> BuildReport:
    return build(BuildRequest(site.folder, site.output, day, 1, release=True))


def ledger(site: Site, path: str = YEAR) -> dict[str, str]:
    """What follows each address in a file of the ledger."""
    lines = (site.folder / path).read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)


def draw(site: Site, path: str) -> None:
    file = site.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 3), "red").save(file)


def text_of(site: Site, path: str) -> str:
    main = re.search(r"<main.*?</main>", site.page(path), re.DOTALL)
    assert main
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


@pytest.fixture
def released(site: Site) -> Site:
    """A site of which an article with an English translation, an old address and a picture was released."""
    draw(site, "content/tin-tuc/anh.png")
    site.article("tin-tuc/a.md", title="Bài cũ", cover="anh.png", aliases="[/tin/45.html, '/?id=45']")
    site.write("-- content/tin-tuc/a.en.md --\n---\ntitle: Old news\n---\n\nText.")
    site.article("tin-tuc/b.md", date="2015-03-01", author="Lê Thị Bình", province="Hà Nam")
    assert not release(site).problems
    return site


# --- what is recorded -------------------------------------------------------------------------------------


def test_every_address_is_recorded_with_its_day_and_its_file(released: Site) -> None:
    known = ledger(released)
    assert known[PAGE] == "2026-01-01 content/tin-tuc/a.md"
    assert known["en/2014/01/a.html"] == "2026-01-01 content/tin-tuc/a.en.md"
    assert known["static/media/tin-tuc/anh.png"] == "2026-01-01 content/tin-tuc/anh.png"
    assert known["tin/45.html"] == known["?id=45"] == "2026-01-01 content/tin-tuc/a.md"
    assert known["vi/tinh/nam-dinh.html"] == "2026-01-01"
    pages = {path for path in released.files() if path.endswith(".html")} - {"404.html"}
    assert pages <= known.keys()
    assert list(known) == sorted(known)
    assert not any(name.startswith(("static/style", "search/", "old/", "robots")) for name in known)


def test_a_release_without_news_changes_nothing(released: Site) -> None:
    file = released.folder / YEAR
    before = file.stat()
    assert release(released, date(2027, 5, 1)).recorded == 0
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not (released.folder / "ledger/2027.txt").exists()


def test_a_release_of_another_year_has_a_file_of_its_own(released: Site) -> None:
    before = (released.folder / YEAR).read_bytes()
    released.article("tin-tuc/c.md")
    report = release(released, date(2027, 5, 1))
    assert report.recorded == len(ledger(released, "ledger/2027.txt"))
    assert ledger(released, "ledger/2027.txt")["vi/2014/01/c.html"] == "2027-05-01 content/tin-tuc/c.md"
    assert (released.folder / YEAR).read_bytes() == before


def test_a_build_that_is_no_release_records_nothing(site: Site) -> None:
    site.article("tin-tuc/a.md")
    assert site.build().impact
    assert not (site.folder / "ledger").exists()


def test_a_release_records_what_an_earlier_build_made(site: Site) -> None:
    """The build finds nothing changed, and records all the same."""
    site.article("tin-tuc/a.md")
    site.build()
    assert release(site).recorded
    assert PAGE in ledger(site)


def test_a_release_with_problems_records_nothing(released: Site) -> None:
    before = (released.folder / YEAR).read_bytes()
    released.article("tin-tuc/c.md", date="hôm qua")
    assert release(released).impact is None
    assert (released.folder / YEAR).read_bytes() == before


def test_the_command_says_what_it_recorded(site: Site) -> None:
    site.article("tin-tuc/a.md")
    arguments = ["build", "--site", str(site.folder), "--release", "--date", "2026-01-01", "--lang"]
    said = CliRunner().invoke(main, [*arguments, "vi"])
    assert said.exit_code == 0
    assert "commit thư mục ledger/" in said.output
    site.delete("content/tin-tuc/a.md")
    said = CliRunner().invoke(main, [*arguments, "en"])
    assert said.exit_code == 1
    assert (
        f"The address {PAGE}, released on 2026-01-01 from content/tin-tuc/a.md, would be lost." in said.output
    )
    assert "ledger/tombstones/a.yml" in said.output


# --- what is refused, and how it is fixed ----------------------------------------------------------------


def refused(site: Site) -> dict[str, str]:
    """The codes of what would be lost, by address; the site stays as it was, and so does the ledger."""
    before, known = site.files(), (site.folder / YEAR).read_bytes()
    reports = (site.build(), release(site))
    assert [report.impact for report in reports] == [None, None]
    assert reports[0].problems == reports[1].problems
    assert (site.files(), (site.folder / YEAR).read_bytes()) == (before, known)
    assert all(remedy(problem, lang) for problem in reports[0].problems for lang in ("vi", "en"))
    return {dict(problem.details)["address"]: problem.code for problem in reports[0].problems}


def test_a_changed_slug_is_refused_until_an_alias_is_given(released: Site) -> None:
    fields = {"title": "Bài cũ", "cover": "anh.png", "slug": "moi"}
    released.article("tin-tuc/a.md", **fields, aliases="[/tin/45.html, '/?id=45']")
    assert refused(released) == {PAGE: "address-moved", "en/2014/01/a.html": "address-moved"}
    problem = released.build().problems[1]
    assert where(problem) == ("content/tin-tuc/a.md", 1, "address-moved")
    assert "vi/2014/01/moi.html" in message(problem, "vi")
    assert "/vi/2014/01/a.html" in remedy(problem, "en")
    released.article(
        "tin-tuc/a.md", **fields, aliases=f"[/tin/45.html, '/?id=45', /{PAGE}, /en/2014/01/a.html]"
    )
    assert not release(released).problems
    assert 'url=../../../vi/2014/01/moi.html"' in released.page(PAGE)
    assert "vi/2014/01/moi.html" in ledger(released)


def test_a_renamed_file_is_refused_until_an_alias_is_given(released: Site) -> None:
    for suffix in (".md", ".en.md"):
        (released.folder / f"content/tin-tuc/a{suffix}").rename(
            released.folder / f"content/tin-tuc/moi{suffix}"
        )
    assert refused(released) == {PAGE: "address-lost", "en/2014/01/a.html": "address-lost"}
    problem = next(p for p in released.build().problems if "vi/" in dict(p.details)["address"])
    lines = (released.folder / YEAR).read_text("utf-8").splitlines()
    assert problem.path == YEAR
    assert lines[problem.line - 1].startswith(PAGE)
    fields = {"title": "Bài cũ", "cover": "anh.png"}
    released.article("tin-tuc/moi.md", **fields, aliases=f"[/tin/45.html, '/?id=45', /{PAGE}]")
    released.write(
        "-- content/tin-tuc/moi.en.md --\n---\ntitle: N\naliases: /en/2014/01/a.html\n---\n\nText."
    )
    assert not release(released).problems
    assert 'url=../../../en/2014/01/moi.html"' in released.page("en/2014/01/a.html")


def test_a_file_that_moves_and_keeps_its_address_is_no_matter(released: Site) -> None:
    (released.folder / "content/tin-tuc/cu").mkdir()
    (released.folder / "content/tin-tuc/b.md").rename(released.folder / "content/tin-tuc/cu/b.md")
    assert not release(released).problems


def test_a_date_that_moves_is_refused(released: Site) -> None:
    released.article("tin-tuc/b.md", date="2015-04-01")
    assert refused(released) == {"vi/2015/03/b.html": "address-moved"}


def test_a_draft_is_refused(released: Site) -> None:
    released.article("tin-tuc/b.md", date="2015-03-01", draft="true")
    assert refused(released) == {"vi/2015/03/b.html": "address-hidden"}
    assert where(released.build().problems[0]) == ("content/tin-tuc/b.md", 1, "address-hidden")


def test_an_old_address_that_is_dropped_is_refused(released: Site) -> None:
    released.article("tin-tuc/a.md", title="Bài cũ", cover="anh.png")
    assert refused(released) == {"tin/45.html": "address-moved", "?id=45": "address-moved"}


def test_a_picture_that_is_dropped_is_refused(released: Site) -> None:
    released.article("tin-tuc/a.md", title="Bài cũ", aliases="[/tin/45.html, '/?id=45']")
    picture = "static/media/tin-tuc/anh.png"
    assert refused(released) == {picture: "media-lost"}
    released.article("tin-tuc/a.md", title="Bài cũ", aliases=f"[/tin/45.html, '/?id=45', /{picture}]")
    assert not release(released).problems
    assert f"/luu-tru/{picture} /luu-tru/{PAGE} 301" in released.page("_redirects")


def test_a_file_that_cannot_be_read_is_not_said_to_be_lost(released: Site) -> None:
    released.write("-- content/tin-tuc/b.md --\n---\ntitle: [\n---\n\nX.")
    assert {problem.code for problem in released.build().problems} == {"yaml-syntax"}


# --- what is withdrawn ------------------------------------------------------------------------------------


def test_a_withdrawn_article_keeps_its_page(released: Site) -> None:
    released.article(
        "tin-tuc/b.md",
        date="2015-03-01",
        withdrawn="{date: 2025-12-01, reason: Sai số liệu, authority: Sở KH&CN, text: kept}",
    )
    assert not release(released).problems
    assert "Sai số liệu" in released.page("vi/2015/03/b.html")


def test_a_deleted_file_is_refused_until_its_withdrawal_is_recorded(released: Site) -> None:
    for path in ("content/tin-tuc/a.md", "content/tin-tuc/a.en.md", "content/tin-tuc/anh.png"):
        released.delete(path)
    lost = refused(released)
    assert set(lost.values()) == {"address-lost", "media-lost"}
    assert lost.keys() == {
        PAGE,
        "en/2014/01/a.html",
        "tin/45.html",
        "?id=45",
        "static/media/tin-tuc/anh.png",
    }
    addresses = ", ".join(f'"/{address}"' for address in lost)
    released.write(TOMBSTONE.replace("/vi/2014/01/a.html", addresses).replace('["', '["').replace("[[", "["))
    assert not release(released, date(2026, 11, 21)).problems
    for path in (PAGE, "vi/da-go/bai-a.html", "en/withdrawn/bai-a.html", "en/2014/01/a.html", "tin/45.html"):
        said = text_of(released, path)
        assert "Bài có thông tin cá nhân." in said
        assert "It held personal data." in said
        assert "20 tháng 11 năm 2026" in said
        assert "20 November 2026" in said
        assert "Sở Khoa học và Công nghệ" in said
        assert 'content="noindex"' in released.page(path)
    assert '<html lang="en">' in released.page("en/2014/01/a.html")
    picture = "/luu-tru/static/media/tin-tuc/anh.png /luu-tru/vi/da-go/bai-a.html 301"
    assert picture in released.page("_redirects")
    assert "vi/da-go/bai-a.html" in ledger(released)


def test_a_record_that_goes_is_refused_too(released: Site) -> None:
    released.delete("content/tin-tuc/b.md")
    released.write(TOMBSTONE.replace(PAGE, "vi/2015/03/b.html"))
    assert not release(released).problems
    released.delete("ledger/tombstones/bai-a.yml")
    assert refused(released).keys() == {
        "vi/2015/03/b.html",
        "vi/da-go/bai-a.html",
        "en/withdrawn/bai-a.html",
    }


def test_a_record_of_an_article_that_is_there_is_a_mistake(released: Site) -> None:
    released.write(TOMBSTONE)
    [problem] = released.build().problems
    assert where(problem) == ("ledger/tombstones/bai-a.yml", 2, "alias-is-page")


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("bai-a.yml", "reason:", "raeson:", ("unknown-field", "tombstone-part")),
        ("bai-a.yml", "20/11/2026", "20/13/2026", ("date",)),
        ("bai-a.yml", "[/vi/2014/01/a.html]", "[]", ("tombstone-part",)),
        ("bai-a.yml", "[/vi/2014/01/a.html]", "['mailto:a@b.vn']", ("old-address",)),
        ("Bài A.yml", "title", "title", ("tombstone-name",)),
        ("bai-a.md", "title", "title", ("tombstone-name",)),
        ("bai-a.yml", "reason:", "  reason", ("yaml-indent",)),
    ],
)
def test_a_faulty_record_is_reported_with_its_place(
    site: Site, name: str, old: str, new: str, found: tuple[str, ...]
) -> None:
    site.article("tin-tuc/b.md")
    text = TOMBSTONE.replace("bai-a.yml", name).replace(old, new)
    site.write(text)
    problems = site.build().problems
    assert tuple(sorted({p.code for p in problems})) == tuple(sorted(found))
    assert {p.path for p in problems} == {f"ledger/tombstones/{name}"}


def test_what_expires_leaves_a_notice_and_no_problem(released: Site) -> None:
    fields = {"title": "Bài cũ", "cover": "anh.png", "expires": "2026-06-01"}
    released.article("tin-tuc/a.md", **fields, aliases="[/tin/45.html, '/?id=45']")
    assert not release(released, date(2026, 5, 31)).problems
    assert "đã hết" not in text_of(released, PAGE)
    assert not release(released, date(2026, 6, 1)).problems
    assert "đã hết từ 1 tháng 6 năm 2026" in text_of(released, PAGE)
    assert "1 June 2026" in text_of(released, "en/2014/01/a.html")
    assert not released.has("static/media/tin-tuc/anh.png")
    assert f'url=../{PAGE}"' in released.page("tin/45.html")


def test_what_expires_unreleased_leaves_nothing(site: Site) -> None:
    site.article("tin-tuc/a.md", expires="2025-06-01")
    assert not release(site).problems
    assert not site.has(PAGE)


# --- pages of the archive itself --------------------------------------------------------------------------


def test_a_list_that_is_no_more_leads_to_what_holds_its_articles(released: Site) -> None:
    author = next(name for name in ledger(released) if name.startswith("vi/tinh/ha-nam"))
    released.article("tin-tuc/b.md", date="2015-03-01", author="Lê Thị Bình", province="Nam Định")
    assert not release(released).problems
    assert author == "vi/tinh/ha-nam.html"
    assert 'url=../../vi/tinh/index.html"' in released.page("vi/tinh/ha-nam.html")
    assert "/luu-tru/vi/tinh/ha-nam/atom.xml /luu-tru/vi/atom.xml 301" in released.page("_redirects")


def test_a_list_that_comes_back_has_its_page_again(released: Site) -> None:
    fields = {"date": "2015-03-01", "author": "Lê Thị Bình"}
    released.article("tin-tuc/b.md", **fields, province="Nam Định")
    released.build()
    released.article("tin-tuc/b.md", **fields, province="Hà Nam")
    assert not released.build().problems
    assert "refresh" not in released.page("vi/tinh/ha-nam.html")


# --- branches ---------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(site: Site, words: str) -> None:
    git(site.folder, "add", "--all")
    git(site.folder, "commit", "--quiet", "--message", words)


@pytest.fixture
def shared(site: Site) -> Site:
    """A site in a Git repository."""
    git(site.folder, "init", "--quiet", "--initial-branch", "main")
    site.write("-- .gitignore --\n/output/\n/.output.khotin/")
    site.article("tin-tuc/giua.md", date="2026-01-01")
    return site


@pytest.mark.parametrize("first_release", ["before the branches", "on both branches"])
def test_two_branches_that_each_add_articles_merge_without_conflict(shared: Site, first_release: str) -> None:
    """Next to each other in the ledger, and before, between and after what was there."""
    if first_release == "before the branches":
        assert not release(shared).problems
    commit(shared, "Start")
    for branch, names in (("an", ("an", "hoa", "tam")), ("binh", ("binh", "hoa-2", "tan"))):
        git(shared.folder, "switch", "--quiet", "--create", branch, "main")
        for name in names:
            shared.article(f"tin-tuc/{name}.md", date="2026-01-01", author=f"Nguyễn {name}")
        assert not release(shared).problems
        commit(shared, branch)
    git(shared.folder, "merge", "--quiet", "--no-edit", "an")
    known = ledger(shared)
    for name in ("an", "binh", "giua", "hoa", "hoa-2", "tam", "tan"):
        assert known[f"vi/2026/01/{name}.html"] == f"2026-01-01 content/tin-tuc/{name}.md"
    report = release(shared)
    assert not report.problems
    assert "<<<<" not in (shared.folder / YEAR).read_text("utf-8")
    shared.article("tin-tuc/them.md", date="2026-01-01")
    assert release(shared).recorded
    lines = (shared.folder / YEAR).read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))


def test_what_one_branch_deletes_and_another_released_is_reported_after_the_merge(shared: Site) -> None:
    commit(shared, "Start")
    git(shared.folder, "switch", "--quiet", "--create", "an")
    assert not release(shared).problems
    commit(shared, "Release")
    git(shared.folder, "switch", "--quiet", "main")
    git(shared.folder, "rm", "--quiet", "content/tin-tuc/giua.md")
    commit(shared, "Delete")
    git(shared.folder, "merge", "--quiet", "--no-edit", "an")
    assert refused(shared) == {"vi/2026/01/giua.html": "address-lost"}


def test_the_marks_of_a_conflict_are_reported_with_their_line(released: Site) -> None:
    file = released.folder / YEAR
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([*lines[:2], "<<<<<<< HEAD", *lines[2:], ""]), "utf-8")
    [problem] = released.build().problems
    assert where(problem) == (YEAR, 3, "ledger-line")


def test_line_ends_of_windows_and_a_missing_last_one_are_no_matter(released: Site) -> None:
    file = released.folder / YEAR
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n").rstrip())
    assert not released.build().problems
    released.delete("content/tin-tuc/b.md")
    assert released.build().problems
