"""`khotin mv`: what is moved is found at its old address, and every link leads where it led."""

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.commands import main
from tests.support.site import Site

TRANSLATED = "{sha256: %s, date: 2025-01-01}"


def mv(site: Site, old: str, new: str, *options: str) -> Result:
    command = ["mv", "--site", str(site.folder), "--lang", "en", old, new, *options]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def check(site: Site) -> set[str]:
    """Codes of all problems that a check finds, those of wording aside."""
    command = ["check", "--site", str(site.folder), "--date", "2026-01-01", "--json", "--level", "note"]
    found = json.loads(CliRunner().invoke(main, command).stdout)["problems"]
    return {problem["code"] for problem in found}


def accept(site: Site, path: str) -> None:
    command = ["translations", "accept", "--site", str(site.folder), str(site.folder / path)]
    assert CliRunner().invoke(main, command).exit_code == 0


@pytest.fixture
def linked(site: Site) -> Site:
    """An article with a translation, its own and a shared picture, and links in both directions."""
    folder = site.folder / "content/tin-tuc/2014"
    folder.mkdir(parents=True)
    for number, name in enumerate(("rieng.png", "chung.png", "Ảnh bìa.png")):
        Image.new("RGB", (4, 3 + number), "red").save(folder / name)
    body = (
        "Xem [bài khác](khac.md#muc) và [tệp](<Ảnh bìa.png>).\n\n![Ô đỏ](rieng.png)\n\n![Ô đỏ](chung.png)\n\n"
        "[Ghi chú][1] trong `[x](khac.md)`.\n\n[1]: /tin-tuc/2014/khac.md"
    )
    cover = "{src: Ảnh bìa.png, alt: Ô, caption: Ô}"
    site.article("tin-tuc/2014/bai.md", body, title="Bài", cover=cover, province="Nam Định")
    english = "See [another](khac.en.md).\n\n![Red](rieng.png)\n\n![Red](chung.png)"
    site.article("tin-tuc/2014/bai.en.md", english, title="A", date="", author="", province="", slug="news-a")
    there = "Xem [bài](bai.md), ![Ô](chung.png), <a href='bai.md'>bài</a>.\n\n## Mục\n\nHết."
    site.article("tin-tuc/2014/khac.md", there, title="Bài khác")
    site.article(
        "tin-tuc/2014/khac.en.md", "The [news](bai.en.md).", title="B", date="", author="", province=""
    )
    accept(site, "content/tin-tuc/2014/bai.en.md")
    accept(site, "content/tin-tuc/2014/khac.en.md")
    return site


def test_an_article_moves_with_its_translation_and_own_pictures(linked: Site) -> None:
    before = check(linked)
    result = mv(linked, f"{linked.folder}/content/tin-tuc/2014/bai.md", "content/anh/2015/bai-moi.md")
    assert result.exit_code == 0, result.stderr
    content = linked.folder / "content"
    assert {file.name for file in (content / "anh/2015").iterdir()} == {
        "bai-moi.md", "bai-moi.en.md", "rieng.png", "Ảnh bìa.png"
    }  # fmt: skip
    assert {file.name for file in (content / "tin-tuc/2014").iterdir()} == {
        "khac.md", "khac.en.md", "chung.png"
    }  # fmt: skip
    moved = (content / "anh/2015/bai-moi.md").read_text("utf-8")
    assert "[bài khác](../../tin-tuc/2014/khac.md#muc)" in moved
    assert "![Ô đỏ](rieng.png)" in moved
    assert "![Ô đỏ](../../tin-tuc/2014/chung.png)" in moved
    assert "`[x](khac.md)`" in moved
    assert 'aliases: ["/vi/2014/01/bai.html"]' in moved
    assert "aliases" not in (content / "anh/2015/bai-moi.en.md").read_text("utf-8")
    there = (content / "tin-tuc/2014/khac.md").read_text("utf-8")
    assert "[bài](../../anh/2015/bai-moi.md)" in there
    assert "href='../../anh/2015/bai-moi.md'" in there
    assert check(linked) == before  # no link is broken, no translation outdated
    linked.build()
    assert "bai-moi.html" in linked.page("vi/2014/01/bai.html")


def test_a_move_and_back_leaves_the_bytes_as_they_were(linked: Site) -> None:
    files = {file: file.read_bytes() for file in linked.folder.rglob("content/**/*") if file.is_file()}
    assert mv(linked, "content/tin-tuc/2014/bai.md", "content/anh/x/").exit_code == 0
    assert (linked.folder / "content/anh/x/bai.md").is_file()
    assert mv(linked, "content/anh/x/bai.md", "content/tin-tuc/2014/").exit_code == 0
    now = {file: file.read_bytes() for file in linked.folder.rglob("content/**/*") if file.is_file()}
    assert now == files
    assert not (linked.folder / "content/anh/x").exists()


def test_a_name_that_is_given_back_needs_no_alias(linked: Site) -> None:
    mv(linked, "content/tin-tuc/2014/bai.md", "content/tin-tuc/2014/moi.md")
    mv(linked, "content/tin-tuc/2014/moi.md", "content/tin-tuc/2014/bai.md")
    assert 'aliases: ["/vi/2014/01/moi.html"]' in (linked.folder / "content/tin-tuc/2014/bai.md").read_text(
        "utf-8"
    )


def test_a_folder_moves_with_all_that_is_in_it(linked: Site) -> None:
    linked.article(
        "anh/ngoai.md", "Xem [bài](../tin-tuc/2014/bai.md) và [kia](/tin-tuc/2014/khac.md).", title="N"
    )
    before = check(linked)
    assert mv(linked, "content/tin-tuc/2014", "content/anh/kho").exit_code == 0
    assert (linked.folder / "content/anh/kho/bai.en.md").is_file()
    assert not (linked.folder / "content/tin-tuc/2014").exists()
    outside = (linked.folder / "content/anh/ngoai.md").read_text("utf-8")
    assert "[bài](kho/bai.md) và [kia](/anh/kho/khac.md)" in outside
    assert check(linked) == before


def test_released_addresses_of_pictures_lead_on(linked: Site) -> None:
    linked.write(
        "-- ledger/2026.txt --\nstatic/media/tin-tuc/2014/rieng.png 2026-01-01 content/tin-tuc/2014/rieng.png"
    )
    mv(linked, "content/tin-tuc/2014/bai.md", "content/anh/bai.md")
    assert "/static/media/tin-tuc/2014/rieng.png" in (linked.folder / "content/anh/bai.md").read_text("utf-8")
    assert not {"media-lost", "address-lost"} & check(linked)


def test_a_dry_run_shows_everything_and_changes_nothing(linked: Site) -> None:
    files = {file: file.read_bytes() for file in linked.folder.rglob("content/**/*") if file.is_file()}
    result = mv(linked, "content/tin-tuc/2014/bai.md", "content/anh/moi.md", "--dry-run")
    assert result.exit_code == 0
    assert "content/tin-tuc/2014/bai.en.md → content/anh/moi.en.md" in result.stdout
    assert "+Xem [bài](../../anh/moi.md)" in result.stdout
    assert "No file was changed." in result.stderr
    assert {f: f.read_bytes() for f in linked.folder.rglob("content/**/*") if f.is_file()} == files


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("content/tin-tuc/2014/bai.md", "content/tin-tuc/2014/khac.md", "move-taken"),
        ("content/tin-tuc/2014/bai.md", "content/tin-tuc/2014/bai.md", "move-taken"),
        ("content/tin-tuc/2014/bai.md", "content/anh/khac.md", "move-taken"),  # the address is taken
        ("content/tin-tuc/2014/bai.md", "content/la/bai.md", "move-section"),
        ("content/tin-tuc/2014/bai.md", "content/bai.md", "move-section"),
        ("content/tin-tuc/2014/bai.md", "content/anh/bai", "move-target"),
        ("content/tin-tuc/2014", "content/tin-tuc/2014/trong", "move-target"),
        ("content/tin-tuc/2014/khong-co.md", "content/anh/a.md", "no-article-file"),
        ("content/tin-tuc/2014/chung.png", "content/anh/a.png", "no-article-file"),
        ("content/tin-tuc/2014/bai.md", "content/anh/a:b.md", "write-refused"),
    ],
)
def test_what_cannot_be_moved_stays_with_all_its_links(linked: Site, old: str, new: str, code: str) -> None:
    files = {file: file.read_bytes() for file in linked.folder.rglob("content/**/*") if file.is_file()}
    result = mv(linked, old, new)
    assert result.exit_code == 1
    assert f"[{code}]" in result.stderr
    assert {f: f.read_bytes() for f in linked.folder.rglob("content/**/*") if f.is_file()} == files


_BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
_HOSTILE = {
    "deep": "images: " + "[" * 3000,
    "a list for a name": "? [a]\n: b\nimages: [{? [c] : d}]",
    "a bomb": f"a0: &a0 [x]\n{_BOMB}images: *a11",
    "signs": "title: x\n---\n" + "`" * 300_000,
    "fences": "title: x\n---\n" + "```a\n" * 60_000,
    "links": "title: x\n---\n" + "[a](" * 75_000,
    "definitions": "title: x\n---\n" + "[a" * 150_000,
}


@pytest.mark.parametrize("header", _HOSTILE.values(), ids=_HOSTILE)
def test_no_other_article_stops_a_move(site: Site, header: str) -> None:
    site.article("tin-tuc/a.md")
    site.write(f"-- content/tin-tuc/odd.md --\n---\n{header}\n---\n\n[a](a.md)")
    begin = time.process_time()
    assert mv(site, "content/tin-tuc/a.md", "content/tin-tuc/b.md").exit_code == 0
    assert time.process_time() - begin < 10


@pytest.mark.parametrize("new", ["../ngoai.md", "/etc/bai.md", "content/../bai.md", "content/../../x/"])
def test_nothing_leaves_the_content(linked: Site, new: str) -> None:
    result = mv(linked, "content/tin-tuc/2014/bai.md", new)
    assert result.exit_code == 2
    assert (linked.folder / "content/tin-tuc/2014/bai.md").is_file()


def test_no_link_is_followed(linked: Site, tmp_path: Path) -> None:
    (tmp_path / "ngoai").mkdir()
    (linked.folder / "content/anh").mkdir(exist_ok=True)
    (linked.folder / "content/anh/ra").symlink_to(tmp_path / "ngoai")
    assert mv(linked, "content/tin-tuc/2014/bai.md", "content/anh/ra/").exit_code in {1, 2}
    (linked.folder / "content/tin-tuc/2014/la.md").symlink_to("bai.md")
    assert "[write-refused]" in mv(linked, "content/tin-tuc/2014/la.md", "content/anh/la.md").stderr
    assert not list((tmp_path / "ngoai").iterdir())


def test_an_article_with_errors_is_mended_first(linked: Site) -> None:
    linked.article("tin-tuc/2014/loi.md", date="31/02/2014")
    result = mv(linked, "content/tin-tuc/2014/loi.md", "content/anh/loi.md")
    assert "[date]" in result.stderr
    assert (linked.folder / "content/tin-tuc/2014/loi.md").is_file()


def test_a_failing_disk_leaves_everything_in_its_place(linked: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {file: file.read_bytes() for file in linked.folder.rglob("content/**/*") if file.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.authoring.carried_out.replace_file", full)
    result = mv(linked, "content/tin-tuc/2014/bai.md", "content/anh/bai.md")
    assert result.exit_code == 3
    assert {f: f.read_bytes() for f in linked.folder.rglob("content/**/*") if f.is_file()} == files


def test_a_draft_needs_no_alias_and_a_standing_page_gets_one(site: Site) -> None:
    site.article("tin-tuc/a.md", draft="true")
    site.write("-- content/gioi-thieu.md --\n---\ntitle: Giới thiệu\n---\n\nLời.")
    assert mv(site, "content/tin-tuc/a.md", "content/tin-tuc/b.md").exit_code == 0
    assert "aliases" not in (site.folder / "content/tin-tuc/b.md").read_text("utf-8")
    assert mv(site, "content/gioi-thieu.md", "content/lien-he.md").exit_code == 0
    assert '"/vi/gioi-thieu.html"' in (site.folder / "content/lien-he.md").read_text("utf-8")
