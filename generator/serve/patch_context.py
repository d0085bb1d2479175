"""Amending: the desk after some articles were rewritten, without laying out all the others anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from generator.model.archive import Archive, Article
from generator.plan.context import Desk
from generator.plan.taxonomies import Shelf, Shelves, tag_key

K = TypeVar("K")
Pair = tuple[Article, Article]  # an article as it was and as it is


def relaid(desk: Desk, archive: Archive, pairs: Sequence[Pair]) -> Desk:
    """The desk of an amended archive (see `join.amending`), in which these articles are rewritten."""
    shelves = desk.shelves
    for before, after in pairs:
        shelves = _refilled(shelves, before, after)
    moved = [after for before, after in pairs if before.facts.date != after.facts.date]
    if moved:
        order = {article.key: place for place, article in enumerate(archive.articles)}
        for article in moved:
            shelves = _sorted(shelves, article, order)
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
    """The shelves with one article in the place of another."""
    return _rearranged(shelves, before, lambda shelf: tuple([after if a is before else a for a in shelf]))


def _sorted(shelves: Shelves, article: Article, order: Mapping[str, int]) -> Shelves:
    """The shelves, those of this article in the order of the archive, which says the place of each key."""
    return _rearranged(shelves, article, lambda shelf: tuple(sorted(shelf, key=lambda a: order[a.key])))


def _rearranged(shelves: Shelves, article: Article, change: Callable[[Shelf], Shelf]) -> Shelves:
    """The shelves with a change of all on which this article stands."""
    facts = article.facts
    return replace(
        shelves,
        by_section=_with(shelves.by_section, (article.section,), change),
        by_province=_with(shelves.by_province, {ref.slug for ref in facts.provinces}, change),
        by_author=_with(shelves.by_author, facts.authors, change),
        by_tag=_with(shelves.by_tag, {tag_key(tag) for tag in facts.tags}, change),
        by_year=_with(shelves.by_year, (facts.date.year,) if facts.date else (), change),
        undated=shelves.undated if facts.date else change(shelves.undated),
    )


def _with(
    shelves: Mapping[K, Shelf], keys: Iterable[K], change: Callable[[Shelf], Shelf]
) -> Mapping[K, Shelf]:
    return {**shelves, **{key: change(shelves[key]) for key in keys}}
