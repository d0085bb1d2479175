"""Series: articles that continue one another, in the order of their dates."""

from collections.abc import Iterator
from functools import partial

from generator import permalinks
from generator.model.archive import Article
from generator.model.values import Text
from generator.model.views.lists import SeriesPlace
from generator.model.views.page import Link, Own
from generator.plan.context import PlanContext
from generator.plan.frame import in_languages
from generator.plan.items import titled, titled_inputs
from generator.plan.links import text_link
from generator.plan.lists import ListSource, list_page, list_page_sets
from generator.plan.page_sets import PageSet
from generator.plan.taxonomies import Articles, series_key


def series_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The page sets of the lists of all series."""
    for articles in ctx.taxonomies.by_series.values():
        source = _source(ctx, articles)
        yield from list_page_sets(ctx, source, partial(list_page, ctx, source))


def series_place(ctx: PlanContext, article: Article, lang: str) -> SeriesPlace | None:
    """The place of an article in its series; None if it is in none."""
    if not article.facts.series:
        return None
    before, after, number = _around(ctx, article)
    return SeriesPlace(
        text_link(_name(ctx, article, lang), _path(ctx, article, lang), lang),
        number,
        titled(before, lang) if before else None,
        titled(after, lang) if after else None,
    )


def series_inputs(ctx: PlanContext, article: Article) -> tuple[object, ...]:
    """What the pages of an article depend on by its series."""
    if not article.facts.series:
        return ()
    before, after, number = _around(ctx, article)
    first = _parts(ctx, article)[-1].facts.series
    return (number, first, *(titled_inputs(ctx, each) for each in (before, after)))


def _parts(ctx: PlanContext, article: Article) -> Articles:
    return ctx.taxonomies.by_series[series_key(article.facts.series)]


def _around(ctx: PlanContext, article: Article) -> tuple[Article | None, Article | None, int]:
    """The part before an article, the part after it, and its own number."""
    parts = _parts(ctx, article)
    at = next(at for at, part in enumerate(parts) if part.key == article.key)
    before = parts[at + 1] if at + 1 < len(parts) else None
    return before, parts[at - 1] if at else None, len(parts) - at


def _name(ctx: PlanContext, article: Article, lang: str) -> Text:
    """The name as the oldest part spells it."""
    return _parts(ctx, article)[-1].facts.series.best(lang)


def _path(ctx: PlanContext, article: Article, lang: str) -> str:
    return permalinks.series(lang, series_key(article.facts.series))


def _source(ctx: PlanContext, articles: Articles) -> ListSource:
    home = in_languages(ctx, lambda lang: (Link(Own.SITE_MAP, permalinks.site_map(lang), own=True),))
    return ListSource(
        kind="series",
        names=in_languages(ctx, lambda lang: _name(ctx, articles[0], lang)),
        paths=in_languages(ctx, lambda lang: _path(ctx, articles[0], lang)),
        articles=articles,
        crumbs=home,
    )
