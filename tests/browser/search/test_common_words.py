"""What is nearly everywhere has one list for all its forms: its accents still count where they are asked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from generator.search import ranking
from tests.browser.search.conftest import addressed
from tests.support.search_page import found
from tests.support.site import SETTINGS, Site

PAGE = "vi/tim-kiem.html"
TITLES = {"hoa": ("a", "b", "c"), "hoà": ("d", "e"), "họa": ("f",)}


@pytest.fixture(scope="module")
def common_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Six of eight articles have a form of "hoa", as if they were thousands."""
    site = Site(tmp_path_factory.mktemp("common"))
    site.write(f"-- site.toml --\n{SETTINGS}")
    for form, names in TITLES.items():
        for name in names:
            site.article(f"tin-tuc/{name}.md", f"Vườn có {form} thơm.", title=f"Bản tin {name}")
    for name in "gh":
        site.article(f"tin-tuc/{name}.md", "Vườn có chanh thơm.", title=f"Bản tin {name}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "MANY", 0)
        assert not site.build().problems
    with addressed(site.output, "file") as address:
        yield address


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("hoa", "abcdef"),
        ("vuon co hoa", "abcdef"),
        ('"hòa"', "de"),
        ('"họa"', "f"),
        ('"hoa"', "abcdef"),
        ('"có hòa"', "de"),
        ("vườn -hòa", "abcfgh"),
        ("vườn -hoa", "gh"),
    ],
)
def test_a_common_word_finds_its_forms(window: Page, common_site: str, query: str, finds: str) -> None:
    assert set(found(window, common_site + PAGE, query)) == set(finds)


@pytest.mark.parametrize(("query", "first"), [("hòa", "de"), ("họa", "f"), ("có họa", "f")])
def test_accents_are_preferred(window: Page, common_site: str, query: str, first: str) -> None:
    names = found(window, common_site + PAGE, query)
    assert set(names[: len(first)]) == set(first)
    assert set(names) == set("abcdef")
