"""Every number that the search says is the number that brute force finds."""

from collections.abc import Mapping, Sequence

import pytest
from playwright.sync_api import Page

from generator.text.unicode import fold
from tests.browser.search.conftest import addressed
from tests.support.amounts import amount
from tests.support.judged_collection import load_collection
from tests.support.search_counts import (
    Count,
    Sentences,
    counts,
    drawn_queries,
    number_of,
    sentences_of,
    text_of,
)
from tests.support.search_names import AUTHORS, NUMBERS, places, write_names_site
from tests.support.site import Site

PAGE = "vi/tim-kiem.html"


def wrong(page: Page, articles: Mapping[str, Sentences], queries: Sequence[str]) -> list[tuple[Count, int]]:
    """The queries whose number is not that of brute force."""
    found = []
    texts = {name: [text_of(sentences)] for name, sentences in articles.items()}
    for row in counts(page, queries):
        counted = number_of(texts, row.typed, [(unit.text, unit.is_name) for unit in row.units])
        if row.tiers[0] != counted:
            found.append((row, counted))
    return found


def test_drawn_queries_are_counted_right(window: Page, judged_site: str) -> None:
    collection = list(load_collection().articles.values())
    articles = {article.id: sentences_of(article) for article in collection}
    window.goto(judged_site + PAGE)
    drawn = drawn_queries(collection, amount(180, 560))
    # What has synonyms is counted by all of them: see the rules.
    plain = [row.typed for row in counts(window, drawn) if not any(unit.synonyms for unit in row.units)]
    assert len(plain) >= amount(160, 500)
    assert wrong(window, articles, plain) == []


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Mapping[str, Sentences]]:
    site, articles = write_names_site(tmp_path_factory.mktemp("names"))
    assert not site.build().problems
    return site, articles


def test_every_province_is_one_unit_with_and_without_accents(
    window: Page, named: tuple[Site, Mapping[str, Sentences]]
) -> None:
    site, articles = named
    names = [place.name for place in places()]
    assert len(names) > 80
    with addressed(site.output, "file") as address:
        window.goto(address + PAGE)
        queries = [*names, *map(fold, names), *(name.upper() for name in names)]
        assert wrong(window, articles, queries) == []
        for row in counts(window, queries):
            assert len(row.units) == 1, row


@pytest.mark.parametrize("typed", [*AUTHORS[:4], *NUMBERS])
def test_authors_and_numbers_are_one_unit(
    window: Page, named: tuple[Site, Mapping[str, Sentences]], typed: str
) -> None:
    site, articles = named
    ways = [typed, fold(typed), typed.lower(), typed.replace("-", "/") if typed[0].isdigit() else typed]
    with addressed(site.output, "file") as address:
        window.goto(address + PAGE)
        assert wrong(window, articles, ways) == []
        for row in counts(window, ways):
            assert len(row.units) == 1, row
            assert row.tiers[0] >= 1, row


def test_the_second_tier_has_what_has_the_syllables(
    window: Page, named: tuple[Site, Mapping[str, Sentences]]
) -> None:
    site, articles = named
    with addressed(site.output, "file") as address:
        window.goto(address + PAGE)
        for row in counts(window, ["Nam Định", "Thái Bình", "Hà Giang"]):
            syllables = fold(row.typed).split()
            both = sum(folded_words(sentences).issuperset(syllables) for sentences in articles.values())
            assert sum(row.tiers[:2]) == both
            assert row.tiers[1] > 0


def folded_words(sentences: Sentences) -> set[str]:
    return {term.folded for sentence in sentences for term in sentence}
