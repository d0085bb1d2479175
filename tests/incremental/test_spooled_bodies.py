"""Bodies in spool files: after many edits the cache is small, the site right, and the last change known."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cache import spool
from generator.cache.location import cache_folder
from generator.commands.why import why_command
from tests.support.builds import tree
from tests.support.site import Site

PAGE = "vi/2014/01/dong-ho.html"
LONG = "Một câu dài về đồng hồ nước của thành phố. " * 40


@pytest.fixture(autouse=True)
def no_waste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_WASTE", 0)


def edit(site: Site, turn: int) -> None:
    site.article("tin-tuc/dong-ho.md", date="2014-01-08", body=f"Lần sửa {turn}.\n\n{LONG}")


def test_edited_bodies_are_collected(site: Site, tmp_path: Path) -> None:
    site.article("tin-tuc/khac.md", body=LONG)
    for turn in range(8):
        edit(site, turn)
        site.build()
        assert f"Lần sửa {turn}." in site.page(PAGE)
    site.build(output=tmp_path / "clean")
    assert tree(site.output) == tree(tmp_path / "clean")
    files = list((cache_folder(site.folder, site.output) / "spool").iterdir())
    assert sum(file.stat().st_size for file in files) < 6 * len(LONG.encode())


@pytest.mark.parametrize("builds", range(2, 7))
def test_the_text_before_the_last_edit_is_known_after_a_collection(site: Site, builds: int) -> None:
    site.article("tin-tuc/khac.md", body=LONG)
    for turn in range(builds):
        edit(site, turn)
        site.build()
    said = CliRunner().invoke(why_command, [PAGE, "--site", str(site.folder), "--lang", "en"]).output
    assert f"Lần sửa {builds - 2}." in said, said
    assert f"Lần sửa {builds - 1}." in said, said
