"""What is nearly everywhere has one list for all its forms: its accents still count where they are asked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from generator.search import ranking
from generator.search.tree import segments
from tests.browser.search.conftest import addressed
from tests.support.search_counts import counts
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


def test_a_word_that_is_common_in_the_past_alone_is_counted_in_recent_quarters_too(
    window: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The past has one list for all forms of "hoa", the recent quarters have a list for each."""
    monkeypatch.setattr(ranking, "MANY", 12)
    monkeypatch.setattr(segments, "STEP", 8)
    for number in range(14):
        form, day = ("hoa", "hoà")[number % 2], "2025-12-01" if number > 11 else f"2014-02-{number + 1:02}"
        site.article(f"tin-tuc/a{number}.md", f"Vườn có {form} thơm.", title=f"Bản tin {number}", date=day)
    assert not site.build().problems
    window.goto(f"{site.output.as_uri()}/{PAGE}")
    rows = counts(window, ["hòa", "vườn. Hòa", "hòa. thơm"])
    assert [row.tiers[0] for row in rows] == [7, 7, 7]
