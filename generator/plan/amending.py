"""Amending: the desk after some articles were rewritten, without laying out all the others anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.model import Archive, Article
from generator.plan.desk import Desk
from generator.plan.shelves import Shelf, Shelves, tag_key

K = TypeVar("K")
Pair = tuple[Article, Article]  # an article as it was and as it is


def relaid(desk: Desk, archive: Archive, pairs: Sequence[Pair]) -> Desk:
    """The desk of an amended archive (see `join.amending`), in which these articles are rewritten."""
    shelves = desk.shelves
    for before, after in pairs:
        shelves = _refilled(shelves, before, after)
    keys = {after.key for _, after in pairs}
    rewritten = {each.source_path: after for _, after in pairs for each in after.translations}
    return replace(
        desk,
        archive=archive,
        shelves=shelves,
        articles={**desk.articles, **rewritten},
        items={of: item for of, item in tuple(desk.items.items()) if of[0] not in keys},
    )


def _refilled(shelves: Shelves, before: Article, after: Article) -> Shelves:
    facts = before.facts
    return replace(
        shelves,
        by_section=_with(shelves.by_section, (before.section,), before, after),
        by_province=_with(shelves.by_province, {ref.slug for ref in facts.provinces}, before, after),
        by_author=_with(shelves.by_author, facts.authors, before, after),
        by_tag=_with(shelves.by_tag, {tag_key(tag) for tag in facts.tags}, before, after),
        by_year=_with(shelves.by_year, (facts.date.year,) if facts.date else (), before, after),
        undated=shelves.undated if facts.date else _in_place(shelves.undated, before, after),
    )


def _with(
    shelves: Mapping[K, Shelf], keys: Iterable[K], before: Article, after: Article
) -> Mapping[K, Shelf]:
    return {**shelves, **{key: _in_place(shelves[key], before, after) for key in keys}}


def _in_place(shelf: Shelf, before: Article, after: Article) -> Shelf:
    return tuple([after if each is before else each for each in shelf])
