"""Lists by section, province, author and tag. Long lists are cut by year, then by month, never by count.

So a new article changes only the first page of a list and the pages of its own period.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from msgspec import Struct

from generator import permalinks
from generator.model.archive import Article
from generator.model.values import PartialDate, Text
from generator.model.views.lists import Group, ListView
from generator.model.views.output_page import Page
from generator.model.views.page import Counted, Link, Neighbour
from generator.plan.context import PlanContext
from generator.plan.frame import frame
from generator.plan.items import item
from generator.plan.links import text_link
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet

WHOLE = 60  # articles; a longer list is cut by year
NEWEST = 20  # articles on the first page of a list that is cut
YEAR_WHOLE = 100  # articles; a year with more is cut by month

Period = PartialDate | None  # a year, a month, or None for the undated


class ListSource(Struct, frozen=True):
    """The inputs of a list. `names`, `paths` and `crumbs` are by language; the newest article comes first."""

    kind: str
    names: Mapping[str, Text]
    paths: Mapping[str, str]
    articles: tuple[Article, ...]
    crumbs: Mapping[str, tuple[Link, ...]]
    feed: bool = False
    organisation: bool = False

    def period_path(self, lang: str, period: Period) -> str:
        """The path of the page of a period."""
        return permalinks.list_period(self.paths[lang], period, lang)


def year_of(article: Article) -> Period:
    """The year of an article."""
    return PartialDate(article.facts.date.year) if article.facts.date else None


def month_of(article: Article) -> Period:
    """The month of an article, or its year if the month is not known."""
    when = article.facts.date
    return PartialDate(when.year, when.month) if when else None


def grouped(
    ctx: PlanContext, articles: Sequence[Article], period: Callable[[Article], Period], lang: str
) -> tuple[Group, ...]:
    """The articles, which are in order, by period."""
    return tuple(
        Group(when, tuple(item(ctx, article, lang) for article in group))
        for when, group in groupby(articles, key=period)
    )


def list_page_sets(
    ctx: PlanContext,
    source: ListSource,
    first: Callable[[str], Page],
    template: str = "list.html",
    extra_inputs: object = None,
) -> Iterator[PageSet]:
    """Page sets for the first page of a list and for each year.

    A list that is not cut has no pages of years. `first` plans the first page in a language, which may depend
    on `extra_inputs`. The set of a year has its page and the pages of its months.
    """
    years = _years(source)
    shown = source.articles[:NEWEST] if years else source.articles
    counts = [(year.period, len(year.articles)) for year in years]
    common = (source.names, source.organisation)
    languages = ctx.settings.languages
    yield PageSet(
        name=f"list {source.paths[ctx.settings.default_language]}",
        templates=(template,),
        pages=lambda: map(first, languages),
        articles=shown,
        extra_inputs=(*common, len(source.articles), counts, extra_inputs),
        outputs=tuple(source.paths.values()),
    )
    for year in years:
        periods = (year, *year.months)
        yield PageSet(
            name=f"list {source.period_path(ctx.settings.default_language, year.period)}",
            templates=("list.html",),
            pages=partial(_year_pages, ctx, source, year),
            articles=year.articles,
            extra_inputs=(*common, year.newer, year.older),
            outputs=tuple(source.period_path(lang, each.period) for lang in languages for each in periods),
        )


def list_page(ctx: PlanContext, source: ListSource, lang: str) -> Page:
    """The first page of a list. Unless the list is cut, it is the only one."""
    view = ListView(**first_page(ctx, source, lang))
    # An empty list stays out of the sitemap.
    return listed_page(view, "list.html") if view.count else Page(view.path, "list.html", view)


def first_page(ctx: PlanContext, source: ListSource, lang: str) -> dict[str, Any]:
    """The fields of a list's first page."""
    name = source.names[lang]
    cut = len(source.articles) > WHOLE
    shown = source.articles[:NEWEST] if cut else source.articles
    periods = _periods(source, source.articles, year_of, lang) if cut else ()
    return {
        **frame(ctx, lang, source.paths.__getitem__, name, source.crumbs[lang]),
        "kind": source.kind,
        "name": name,
        "period": None,
        "count": len(source.articles),
        "groups": grouped(ctx, shown, year_of, lang),
        "periods": periods,
        "partial": cut,
        "feed": permalinks.list_feed(source.paths[lang]) if source.feed else None,
        "organisation": source.organisation,
    }


class _ListPeriod(Struct, frozen=True):
    """A year or a month of a list that is cut.

    `articles` are newest first. `newer` and `older` hold the neighbouring period. They are empty at the ends
    of the list; a None in them is the period of undated articles.
    """

    period: Period
    articles: tuple[Article, ...]
    newer: tuple[Period, ...]
    older: tuple[Period, ...]

    @property
    def cut(self) -> bool:
        """Whether it is a year whose months have pages of their own."""
        return self.period is not None and self.period.month is None and len(self.articles) > YEAR_WHOLE

    @property
    def months(self) -> Sequence["_ListPeriod"]:
        """The months that have pages."""
        return _cut(self.articles, month_of, lambda when: bool(when and when.month)) if self.cut else ()


def _years(source: ListSource) -> Sequence[_ListPeriod]:
    return _cut(source.articles, year_of, lambda _: True) if len(source.articles) > WHOLE else ()


def _cut(
    articles: Sequence[Article], period: Callable[[Article], Period], has_page: Callable[[Period], bool]
) -> Sequence[_ListPeriod]:
    groups = [(when, tuple(group)) for when, group in groupby(articles, key=period) if has_page(when)]
    order: list[tuple[Period, ...]] = [(), *((when,) for when, _ in groups), ()]
    return [
        _ListPeriod(when, group, order[number], order[number + 2])
        for number, (when, group) in enumerate(groups)
    ]


def _year_pages(ctx: PlanContext, source: ListSource, year: _ListPeriod) -> Iterator[Page]:
    for lang in ctx.settings.languages:
        for part in (year, *year.months):
            yield _period_page(ctx, source, part, lang)


def _period_page(ctx: PlanContext, source: ListSource, part: _ListPeriod, lang: str) -> Page:
    name, articles = source.names[lang], part.articles
    whole = text_link(name, source.paths[lang], lang)

    def path(each: str) -> str:
        return source.period_path(each, part.period)

    def neighbour(periods: Sequence[Period]) -> Neighbour | None:
        return next((Neighbour(source.period_path(lang, each), each) for each in periods), None)

    view = ListView(
        **frame(ctx, lang, path, name, (*source.crumbs[lang], whole)),
        kind=source.kind,
        name=name,
        period=part.period,
        count=len(articles),
        groups=grouped(ctx, shown_of_year(articles) if part.cut else articles, month_of, lang),
        periods=_periods(source, articles, month_of, lang) if part.cut else (),
        partial=part.cut,
        newer=neighbour(part.newer),
        older=neighbour(part.older),
        whole=whole,
        undated=part.period is None,
        organisation=source.organisation,
    )
    return listed_page(view, "list.html")


def shown_of_year(articles: Sequence[Article]) -> list[Article]:
    """The articles on the page of a year that is cut: the newest, and all without a month."""
    newest = list(articles[:NEWEST])
    return newest + [a for a in articles[NEWEST:] if a.facts.date and a.facts.date.month is None]


def _periods(
    source: ListSource, articles: Sequence[Article], period: Callable[[Article], Period], lang: str
) -> tuple[Counted, ...]:
    """The periods that have a page, with their counts. Articles of unknown month are on the year's page."""
    counts = [(when, len(list(group))) for when, group in groupby(articles, key=period)]
    months = period is month_of
    return tuple(
        Counted(_link(source, when, lang), count, when)
        for when, count in counts
        if not (months and when and when.month is None)
    )


def _link(source: ListSource, period: Period, lang: str) -> Link:
    return Link(period.iso if period else "", source.period_path(lang, period))
