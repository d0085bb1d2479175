"""Taxonomies: the articles by section, province, author, tag and year, the newest first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from generator.model.archive import Article
from generator.model.content import Author
from generator.text.unicode import old_tone_placement

Articles = tuple[Article, ...]
K = TypeVar("K")


class Taxonomies(Struct, frozen=True):
    """The articles by each of their terms. `tag_spellings` is the spelling of each tag that is shown."""

    by_section: Mapping[str, Articles]
    by_province: Mapping[str, Articles]  # by the slug of the name
    by_author: Mapping[Author, Articles]
    by_tag: Mapping[str, Articles]  # by tag_key
    by_year: Mapping[int, Articles]
    undated: Articles
    tag_spellings: Mapping[str, str]


@lru_cache(maxsize=16384)
def tag_key(tag: str) -> str:
    """The key of a tag: the same for "Khoa Học" and "khoa học", for "hoà" and "hòa"."""
    return old_tone_placement(tag.casefold())


def taxonomies_of(articles: Articles) -> Taxonomies:
    """The taxonomies of these articles, which are in order."""
    sections: dict[str, list[Article]] = defaultdict(list)
    provinces: dict[str, list[Article]] = defaultdict(list)
    authors: dict[Author, list[Article]] = defaultdict(list)
    tags: dict[str, list[Article]] = defaultdict(list)
    years: dict[int, list[Article]] = defaultdict(list)
    for article in articles:
        facts = article.facts
        sections[article.section].append(article)
        for slug in dict.fromkeys([ref.slug for ref in facts.provinces]):
            provinces[slug].append(article)
        for author in facts.authors:
            authors[author].append(article)
        for key in dict.fromkeys(map(tag_key, facts.tags)):
            tags[key].append(article)
        if facts.date:
            years[facts.date.year].append(article)
    spellings = sorted({tag for article in articles for tag in article.facts.tags}, reverse=True)
    return Taxonomies(
        by_section=_as_tuples(sections),
        by_province=_as_tuples(provinces),
        by_author=_as_tuples(authors),
        by_tag=_as_tuples(tags),
        by_year=_as_tuples(years),
        undated=tuple(article for article in articles if article.facts.date is None),
        tag_spellings={tag_key(tag): tag for tag in spellings},
    )


def _as_tuples(lists: Mapping[K, Iterable[Article]]) -> dict[K, Articles]:
    return {key: tuple(articles) for key, articles in lists.items()}
