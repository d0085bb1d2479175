"""Shelves: the articles of the archive, put together by what readers look for. Newest first on each."""

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
    by_section: Mapping[str, Articles]
    by_province: Mapping[str, Articles]  # by the slug of the name
    by_author: Mapping[Author, Articles]
    by_tag: Mapping[str, Articles]  # by tag_key
    by_year: Mapping[int, Articles]
    undated: Articles
    tag_spellings: Mapping[str, str]


@lru_cache(maxsize=16384)
def tag_key(tag: str) -> str:
    """What makes two spellings one tag: "Khoa Học" and "khoa học", "hoà" and "hòa"."""
    return old_tone_placement(tag.casefold())


def taxonomies_of(articles: Articles) -> Taxonomies:
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
        by_section=_filled(sections),
        by_province=_filled(provinces),
        by_author=_filled(authors),
        by_tag=_filled(tags),
        by_year=_filled(years),
        undated=tuple(article for article in articles if article.facts.date is None),
        tag_spellings={tag_key(tag): tag for tag in spellings},
    )


def _filled(taxonomies: Mapping[K, Iterable[Article]]) -> dict[K, Articles]:
    return {key: tuple(articles) for key, articles in taxonomies.items()}
