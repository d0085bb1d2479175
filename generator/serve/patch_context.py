"""Patches the plan context after a few articles were rewritten, without planning all others again."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import TypeVar

from msgspec.structs import replace

from generator.model.archive import Archive, Article
from generator.plan.context import PlanContext
from generator.plan.lineage import lands_of
from generator.plan.taxonomies import Articles, Taxonomies, by_day_of_the_year, series_key, tag_key
from generator.serve.live_related import live_related

K = TypeVar("K")
V = TypeVar("V")
ArticlePair = tuple[Article, Article]  # an article before and after the change


def patched_context(ctx: PlanContext, archive: Archive, pairs: Sequence[ArticlePair]) -> PlanContext:
    """Returns the context of a patched archive (see `patch_archive.py`)."""
    taxonomies = ctx.taxonomies
    for before, after in pairs:
        taxonomies = _replaced(taxonomies, before, after)
    moved = [after for before, after in pairs if before.facts.date != after.facts.date]
    if moved:
        order = {article.key: place for place, article in enumerate(archive.articles)}
        for article in moved:
            taxonomies = _sorted(taxonomies, article, order)
    taxonomies = replace(taxonomies, by_day=by_day_of_the_year(archive.articles))
    keys = {after.key for _, after in pairs}
    rewritten = {each.source_path: after for _, after in pairs for each in after.translations}
    return replace(
        ctx,
        archive=archive,
        taxonomies=taxonomies,
        related=live_related(archive, ctx),
        by_key={**ctx.by_key, **{after.key: after for _, after in pairs}},
        articles={**ctx.articles, **rewritten},
        localised_articles=_without(ctx.localised_articles, keys),
        items=_without(ctx.items, keys),
        titled_inputs={key: known for key, known in ctx.titled_inputs.items() if key not in keys},
    )


def _replaced(taxonomies: Taxonomies, before: Article, after: Article) -> Taxonomies:
    """The taxonomies with one article in place of another."""
    return _changed_lists(
        taxonomies, before, lambda articles: tuple(after if a is before else a for a in articles)
    )


def _sorted(taxonomies: Taxonomies, article: Article, order: Mapping[str, int]) -> Taxonomies:
    """The taxonomies, with the lists of this article sorted. `order` is the place of each key."""
    return _changed_lists(
        taxonomies, article, lambda articles: tuple(sorted(articles, key=lambda a: order[a.key]))
    )


def _changed_lists(
    taxonomies: Taxonomies, article: Article, change: Callable[[Articles], Articles]
) -> Taxonomies:
    """The taxonomies with a change to every list that has this article."""
    facts = article.facts
    return replace(
        taxonomies,
        by_section=_with(taxonomies.by_section, (article.section,), change),
        by_province=_with(taxonomies.by_province, {ref.slug for ref in facts.provinces}, change),
        by_land=_with(taxonomies.by_land, lands_of(article), change),
        by_author=_with(taxonomies.by_author, facts.authors, change),
        by_tag=_with(taxonomies.by_tag, {tag_key(tag) for tag in facts.tags}, change),
        by_series=_with(taxonomies.by_series, (series_key(facts.series),) if facts.series else (), change),
        by_year=_with(taxonomies.by_year, (facts.date.year,) if facts.date else (), change),
        undated=taxonomies.undated if facts.date else change(taxonomies.undated),
    )


def _with(
    taxonomies: Mapping[K, Articles], keys: Iterable[K], change: Callable[[Articles], Articles]
) -> Mapping[K, Articles]:
    """The mapping with a change to the lists with these keys."""
    return {**taxonomies, **{key: change(taxonomies[key]) for key in keys}}


def _without(cache: Mapping[tuple[str, str], V], keys: Set[str]) -> dict[tuple[str, str], V]:
    """Copy of a cache without the articles with these keys.

    Another thread may fill the cache meanwhile, so its entries are listed first.
    """
    return {of: value for of, value in tuple(cache.items()) if of[0] not in keys}
