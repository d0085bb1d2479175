"""Taxonomies: the articles by section, province, author, tag and year, the newest first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from generator.model.archive import Article
from generator.model.content import Author
from generator.model.values import LocalText
from generator.plan.lineage import lands_of
from generator.text.unicode import old_tone_placement

Articles = tuple[Article, ...]
K = TypeVar("K")


class Taxonomies(Struct, frozen=True):
    """The articles by each of their terms. `tag_spellings` is the spelling of each tag that is shown.

    `by_land` has the articles of a name and of the names whose land it took over (see `lineage.py`),
    `names_in_land` how many of them have each name.
    """

    by_section: Mapping[str, Articles]
    by_province: Mapping[str, Articles]  # by the slug of the name
    by_land: Mapping[str, Articles]  # by the slug of the name
    names_in_land: Mapping[str, Mapping[str, int]]
    by_author: Mapping[Author, Articles]
    by_tag: Mapping[str, Articles]  # by tag_key
    by_series: Mapping[str, Articles]  # by tag_key of the name
    by_year: Mapping[int, Articles]
    by_day: Mapping[tuple[int, int], Articles]  # by month and day
    undated: Articles
    tag_spellings: Mapping[str, str]


@lru_cache(maxsize=16384)
def tag_key(tag: str) -> str:
    """The key of a tag: the same for "Khoa Học" and "khoa học", for "hoà" and "hòa"."""
    return old_tone_placement(tag.casefold())


def series_key(name: LocalText) -> str:
    """The key of a series: its first name, as a tag's."""
    return tag_key(name.texts[0].value)


def taxonomies_of(articles: Articles) -> Taxonomies:
    """The taxonomies of these articles, which are in order."""
    sections: dict[str, list[Article]] = defaultdict(list)
    provinces: dict[str, list[Article]] = defaultdict(list)
    lands: dict[str, list[Article]] = defaultdict(list)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    authors: dict[Author, list[Article]] = defaultdict(list)
    tags: dict[str, list[Article]] = defaultdict(list)
    series: dict[str, list[Article]] = defaultdict(list)
    years: dict[int, list[Article]] = defaultdict(list)
    for article in articles:
        facts = article.facts
        sections[article.section].append(article)
        own = dict.fromkeys([ref.slug for ref in facts.provinces])
        for slug in own:
            provinces[slug].append(article)
        for slug in lands_of(article):
            lands[slug].append(article)
            counts = names[slug]  # `Counter.update` takes ten times as long for one name
            for name in own:
                counts[name] += 1
        for author in facts.authors:
            authors[author].append(article)
        for key in dict.fromkeys(map(tag_key, facts.tags)):
            tags[key].append(article)
        if facts.series:
            series[series_key(facts.series)].append(article)
        if facts.date:
            years[facts.date.year].append(article)
    spellings = sorted({tag for article in articles for tag in article.facts.tags}, reverse=True)
    return Taxonomies(
        by_section=_as_tuples(sections),
        by_province=_as_tuples(provinces),
        by_land=_as_tuples(lands),
        names_in_land=names,
        by_author=_as_tuples(authors),
        by_tag=_as_tuples(tags),
        by_series=_as_tuples(series),
        by_day=by_day_of_the_year(articles),
        by_year=_as_tuples(years),
        undated=tuple(article for article in articles if article.facts.date is None),
        tag_spellings={tag_key(tag): tag for tag in spellings},
    )


def by_day_of_the_year(articles: Articles) -> dict[tuple[int, int], Articles]:
    """The articles by month and day of all years, in their order."""
    days: dict[tuple[int, int], list[Article]] = defaultdict(list)
    for article in articles:
        when = article.facts.date
        if when and when.month and when.day:
            days[when.month, when.day].append(article)
    return _as_tuples(days)


def _as_tuples(lists: Mapping[K, Iterable[Article]]) -> dict[K, Articles]:
    return {key: tuple(articles) for key, articles in lists.items()}
