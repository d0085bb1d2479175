"""A check tells of everything for which a build would refuse to publish, in the same place."""

import shutil
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from PIL import Image

from generator.build.request import BuildRequest
from generator.build.run import build
from generator.check.run import CheckRequest, check
from generator.commands import main
from generator.model.problem import Problem
from generator.problems.messages import message, remedy, severity
from tests.support.site import BUILD_DATE, SETTINGS, Site, where

VI, EN = "content/tin-tuc/a.md", "content/tin-tuc/a.en.md"


def checked(site: Site) -> list[Problem]:
    return list(check(CheckRequest(site.folder, site.output, BUILD_DATE, 1)).problems)


@pytest.fixture
def released(site: Site) -> Site:
    """A site of which an article with an English translation and a picture was released."""
    (site.folder / "content/tin-tuc").mkdir()
    Image.new("RGB", (4, 3), "red").save(site.folder / "content/tin-tuc/anh.png")
    picture = "{src: anh.png, alt: {vi: Ô đỏ, en: Red}}"
    site.article("tin-tuc/a.md", title="Bài cũ", cover=picture)
    site.write(f"-- {EN} --\n---\ntitle: Old news\n---\n\nText.")
    site.article("tin-tuc/b.md", title="Bài hai", date="2015-03-01")
    report = build(BuildRequest(site.folder, site.output, BUILD_DATE, 1, release=True))
    assert report.recorded
    assert checked(site) == []
    return site


def renamed(site: Site) -> None:
    (site.folder / VI).rename(site.folder / "content/tin-tuc/khac.md")
    (site.folder / EN).rename(site.folder / "content/tin-tuc/khac.en.md")


def without_picture(site: Site) -> None:
    site.article("tin-tuc/a.md", title="Bài cũ")


def drafted(site: Site) -> None:
    site.article("tin-tuc/b.md", date="2015-03-01", draft="true")


def redated(site: Site) -> None:
    site.article("tin-tuc/b.md", date="2016-03-01")


def merged_by_hand(site: Site) -> None:
    with (site.folder / "ledger/2026.txt").open("a") as file:
        file.write("<<<<<<< HEAD\n")


def half_a_tombstone(site: Site) -> None:
    site.delete(EN)
    site.write("-- ledger/tombstones/cu.yml --\naddresses: [/en/2014/01/a.html]\ndate: 2026-01-01\n")


def aliases(*values: str) -> Callable[[Site], None]:
    def change(site: Site) -> None:
        site.article("tin-tuc/b.md", date="2015-03-01", aliases=f"[{', '.join(values)}]")

    return change


def faulty_settings(site: Site) -> None:
    site.write(f'-- site.toml --\n{SETTINGS}\n[check]\nfounded = "31/02/1997"\nfound = 1\n')


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (renamed, {"address-lost"}),
        (without_picture, {"media-lost"}),
        (drafted, {"address-hidden"}),
        (redated, {"address-moved"}),
        (merged_by_hand, {"ledger-line"}),
        (half_a_tombstone, {"tombstone-part", "address-lost"}),
        (aliases("/vi/2014/01/a.html"), {"alias-is-page"}),
        (aliases("/"), {"alias-is-own"}),
        (aliases("/vi/2014/01"), {"alias-is-own"}),
        (aliases("/vi/tinh/nam-dinh.html", "/en/search.html"), {"alias-is-own"}),
        (aliases("/sitemap.xml", "/static/style.css"), {"alias-reserved"}),
        (aliases("/tin/1.html", "'mailto:a@b.vn'"), {"old-address"}),
        (faulty_settings, {"date", "setting-unknown"}),
    ],
)
def test_what_a_build_refuses_a_check_tells(
    released: Site, change: Callable[[Site], None], codes: set[str]
) -> None:
    change(released)
    told = [problem for problem in checked(released) if severity(problem) == "error"]
    refused = released.build()
    assert refused.impact is None
    assert told == [problem for problem in refused.problems if severity(problem) == "error"]
    assert {problem.code for problem in told} == codes


def test_what_leads_on_is_no_problem(released: Site) -> None:
    released.article("tin-tuc/b.md", title="Bài hai", date="2016-03-01", aliases="[/vi/2015/03/b.html]")
    assert checked(released) == []


def test_a_picture_that_was_released_is_not_called_unused(released: Site) -> None:
    without_picture(released)
    assert [problem.code for problem in checked(released)] == ["media-lost"]


@pytest.mark.parametrize("revision", ["{digest}", "{{sha256: {digest}, date: 2026-01-01}}"])
def test_a_translation_whose_original_changed_is_noted_in_its_line(site: Site, revision: str) -> None:
    site.article("tin-tuc/a.md")
    line = f"translated_from: {revision.format(digest='ab' * 32)}"
    site.write(f"-- {EN} --\n---\ntitle: News\n{line}\n---\n\nText.")
    [problem] = checked(site)
    assert (severity(problem), *where(problem)) == ("note", EN, 3, "translation-outdated")
    assert problem.column == line.index("ab" * 32) + 1
    assert "Bản gốc đã đổi" in message(problem, "vi")
    assert f"“khotin translations accept {EN}”" in remedy(problem, "en")
    site.article("tin-tuc/a.md", draft="true")
    assert checked(site) == []


def why(site: Site, path: str) -> str:
    options = ["--site", str(site.folder), "--json"]
    return CliRunner().invoke(main, ["why", path, *options], catch_exceptions=False).stdout


def test_a_check_before_a_build_hides_nothing_from_why(released: Site) -> None:
    twin = Site(released.folder.with_name("twin"))
    shutil.copytree(released.folder, twin.folder)
    for site, checks in ((released, True), (twin, False)):
        for title in ("Bài hai", "Bài hai, sửa"):
            site.article("tin-tuc/b.md", title=title, date="2015-03-01")
            if checks:
                checked(site)
            assert site.build().impact
            if checks:
                checked(site)
    told = why(released, "vi/2015/03/b.html")
    assert told == why(twin, "vi/2015/03/b.html")
    assert "content/tin-tuc/b.md" in told
