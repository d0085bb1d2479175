"""Shelves: the articles of the archive, put together by what readers look for. Newest first on each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from generator.model import Article, Author
from generator.text.unicode import old_tone_placement

Shelf = tuple[Article, ...]
K = TypeVar("K")


class Shelves(Struct, frozen=True):
    by_section: Mapping[str, Shelf]
    by_province: Mapping[str, Shelf]  # by the slug of the name
    by_author: Mapping[Author, Shelf]
    by_tag: Mapping[str, Shelf]  # by tag_key
    by_year: Mapping[int, Shelf]
    undated: Shelf
    tag_spellings: Mapping[str, str]


@lru_cache(maxsize=16384)
def tag_key(tag: str) -> str:
    """What makes two spellings one tag: "Khoa Học" and "khoa học", "hoà" and "hòa"."""
    return old_tone_placement(tag.casefold())


def fill_shelves(articles: Shelf) -> Shelves:
    spellings = sorted({tag for article in articles for tag in article.facts.tags}, reverse=True)
    return Shelves(
        by_section=_shelved(articles, lambda a: (a.section,)),
        by_province=_shelved(articles, lambda a: {ref.slug: None for ref in a.facts.provinces}),
        by_author=_shelved(articles, lambda a: a.facts.authors),
        by_tag=_shelved(articles, lambda a: dict.fromkeys(map(tag_key, a.facts.tags))),
        by_year=_shelved(articles, lambda a: (a.facts.date.year,) if a.facts.date else ()),
        undated=tuple(a for a in articles if a.facts.date is None),
        tag_spellings={tag_key(tag): tag for tag in spellings},
    )


def _shelved(articles: Iterable[Article], keys: Callable[[Article], Iterable[K]]) -> dict[K, Shelf]:
    shelves: dict[K, list[Article]] = defaultdict(list)
    for article in articles:
        for key in keys(article):
            shelves[key].append(article)
    return {key: tuple(shelf) for key, shelf in shelves.items()}
