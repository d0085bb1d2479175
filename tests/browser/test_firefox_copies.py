"""A copy in Firefox, with its origin check on and no network, in a folder as readers call theirs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.copies import reader_copy
from tests.support.firefox import Firefox, firefox

pytestmark = pytest.mark.long

READY = "document.getElementById('search-form')?.dataset.state === 'results'"


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as window:
        assert window.pref("security.fileuri.strict_origin_policy") is True
        yield window


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reader_copy(tmp_path_factory.mktemp("copy"))


def test_a_reader_goes_from_the_first_page_to_an_article(fox: Firefox, copy: Path) -> None:
    fox.open((copy / "DOC-TRUOC.html").as_uri())
    fox.click("a[href='data/index.html']")
    fox.click("a.choice")
    fox.click("main a[href$='/sat-lo.html']")
    assert fox.text("h1") == "Sạt lở ở Đắk Lắk"


def test_a_page_says_that_it_is_a_copy(fox: Firefox, copy: Path) -> None:
    fox.open((copy / "data/en/2014/01/sat-lo.html").as_uri())
    fox.wait_for("document.querySelector('.copy-notice')")
    assert "1 January 2026" in fox.text(".copy-notice")


@pytest.mark.parametrize("query", ["sạt lở", "sat lo", "Đắk Lắk", "dak lak"])
def test_the_search_finds_with_and_without_accents(query: str, fox: Firefox, copy: Path) -> None:
    fox.open((copy / "data/vi/index.html").as_uri())
    fox.type(".search-box input", f"{query}\ue007")
    fox.wait_for(READY)
    assert "Sạt lở ở Đắk Lắk" in fox.texts("#search-results .item-title a")
