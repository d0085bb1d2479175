"""Lists by time: an index of years, a page for each year and month, a page of undated articles."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from generator import permalinks
from generator.model.archive import Article
from generator.model.values import PartialDate, Text
from generator.model.views.indexes import YearsView
from generator.model.views.lists import ListView, YearRow
from generator.model.views.output_page import Page
from generator.model.views.page import Counted, Link, Neighbour, Own
from generator.plan.calendar import Months, months_of, year_alone, year_rows
from generator.plan.context import PlanContext
from generator.plan.csv_files import CSV_TEMPLATE, csv_page
from generator.plan.frame import PathIn, frame, page_per_language
from generator.plan.listings import listed_page
from generator.plan.lists import YEAR_WHOLE, grouped, month_of, shown_of_year
from generator.plan.page_sets import PageSet

_Months = list[tuple[PartialDate, tuple[Article, ...]]]


def time_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """Page sets for the index of years, each year and undated articles.

    The set of a year has the pages of its months too.
    """
    years = sorted(ctx.taxonomies.by_year.items(), reverse=True)
    months = {number: _months(articles) for number, articles in years}
    languages = ctx.settings.languages
    yield _years_page_set(ctx)
    for at, (number, articles) in enumerate(years):
        neighbours = _Neighbours.of(months, [year for year, _ in years], at)
        yield PageSet(
            name=f"year {number}",
            templates=("list.html",),
            pages=partial(_year_pages, ctx, number, months[number], neighbours),
            articles=articles,
            extra_inputs=neighbours,
            outputs=tuple(_year_outputs(number, months[number], languages)),
        )
    undated = ctx.taxonomies.undated
    if undated:
        pages = partial(page_per_language, ctx, _undated_page)
        yield PageSet(
            "undated", ("list.html",), pages, undated, outputs=tuple(map(permalinks.undated, languages))
        )


class _Neighbours(Struct, frozen=True):
    """The year and the month next to a year: (newer, older), None at the archive's ends."""

    years: tuple[int | None, int | None]
    months: tuple[PartialDate | None, PartialDate | None]

    @classmethod
    def of(cls, months: Mapping[int, _Months], years: Sequence[int], at: int) -> "_Neighbours":
        """The neighbours of the year at this index of all years."""
        newer = [month for year in years[:at] for month, _ in months[year]]
        older = (month for year in years[at + 1 :] for month, _ in months[year])
        return cls(
            (years[at - 1] if at else None, years[at + 1] if at + 1 < len(years) else None),
            (newer[-1] if newer else None, next(older, None)),
        )


def _years_page_set(ctx: PlanContext) -> PageSet:
    """The index of years, and its file. They depend on nothing but the numbers of articles."""
    totals = {year: len(articles) for year, articles in ctx.taxonomies.by_year.items()}
    cells = {year: months_of(articles) for year, articles in ctx.taxonomies.by_year.items()}
    languages = ctx.settings.languages
    return PageSet(
        name="years",
        templates=("years.html", CSV_TEMPLATE),
        pages=partial(_years_pages, ctx, totals, cells),
        articles=(),
        extra_inputs=(sorted(totals.items()), sorted(cells.items()), len(ctx.taxonomies.undated)),
        outputs=(*map(permalinks.years, languages), *map(permalinks.years_file, languages)),
    )


def _years_pages(ctx: PlanContext, totals: Mapping[int, int], cells: Mapping[int, Months]) -> Iterator[Page]:
    for lang in ctx.settings.languages:
        rows = year_rows(totals, cells, lang)
        view = YearsView(
            **frame(ctx, lang, permalinks.years, Text(Own.YEARS, lang), ()),
            rows=rows,
            count=sum(totals.values()),
            undated=undated_counted(ctx, lang),
            csv=permalinks.years_file(lang),
        )
        yield listed_page(view, "years.html")
        head = ("year", "articles", *map(str, range(1, 13)), "month_unknown")
        lines = (
            (row.year.year, row.year.count, *(cell.count for cell in row.months), row.unknown)
            for row in rows
            if row.months
        )
        yield csv_page(permalinks.years_file(lang), head, lines)


def _year_outputs(number: int, months: _Months, languages: Sequence[str]) -> Iterator[str]:
    for lang in languages:
        yield permalinks.year(lang, number)
        yield from (permalinks.month(lang, number, month.month or 1) for month, _ in months)


def _year_pages(ctx: PlanContext, number: int, months: _Months, neighbours: _Neighbours) -> Iterator[Page]:
    newer, older = neighbours.months
    line = [newer, *(month for month, _ in months), older]
    for lang in ctx.settings.languages:
        next_years = tuple(_year_neighbour(year, lang) for year in neighbours.years)
        yield _year_page(ctx, number, (next_years[0], next_years[1]), lang)
        for at, (month, articles) in enumerate(months):
            next_months = (_month_neighbour(line[at], lang), _month_neighbour(line[at + 2], lang))
            yield _month_page(ctx, month, articles, next_months, lang)


def _months(articles: Sequence[Article]) -> _Months:
    groups = [(month, tuple(group)) for month, group in groupby(articles, key=month_of)]
    return [(month, group) for month, group in groups if month and month.month]


def _year_neighbour(year: int | None, lang: str) -> Neighbour | None:
    return Neighbour(permalinks.year(lang, year), PartialDate(year)) if year is not None else None


def _month_neighbour(month: PartialDate | None, lang: str) -> Neighbour | None:
    return Neighbour(permalinks.month(lang, month.year, month.month or 1), month) if month else None


def _year_count(number: int, articles: Sequence[Article], lang: str) -> Counted:
    return Counted(Link(str(number), permalinks.year(lang, number)), len(articles), PartialDate(number))


def undated_counted(ctx: PlanContext, lang: str) -> Counted | None:
    """The list of undated articles, with its count; None if there are none."""
    count = len(ctx.taxonomies.undated)
    return Counted(Link("", permalinks.undated(lang)), count) if count else None


def years_counted(ctx: PlanContext, lang: str) -> tuple[Counted, ...]:
    """The years that have articles, newest first, with their counts."""
    years = sorted(ctx.taxonomies.by_year.items(), reverse=True)
    return tuple(_year_count(number, articles, lang) for number, articles in years)


class _TimeList(Struct, frozen=True):
    """A list of a year, of a month, or of undated articles.

    `count` is the number of all its articles, of which `shown` are on the page. `neighbours` are the newer
    and the older page.
    """

    kind: str
    period: PartialDate | None
    path: PathIn
    count: int
    shown: Sequence[Article]
    row: YearRow | None = None
    cut: bool = False
    neighbours: tuple[Neighbour | None, Neighbour | None] = (None, None)


def _year_page(
    ctx: PlanContext,
    number: int,
    neighbours: tuple[Neighbour | None, Neighbour | None],
    lang: str,
) -> Page:
    articles = ctx.taxonomies.by_year[number]
    cut = len(articles) > YEAR_WHOLE
    listed = _TimeList(
        kind="year",
        period=PartialDate(number),
        path=lambda each: permalinks.year(each, number),
        count=len(articles),
        shown=shown_of_year(articles) if cut else articles,
        row=year_alone(number, articles, lang),
        cut=cut,
        neighbours=neighbours,
    )
    crumbs = (Link(Own.YEARS, permalinks.years(lang), own=True),)
    return _list_page(ctx, listed, crumbs, lang)


def _month_page(
    ctx: PlanContext,
    month: PartialDate,
    articles: tuple[Article, ...],
    neighbours: tuple[Neighbour | None, Neighbour | None],
    lang: str,
) -> Page:
    def path(each: str) -> str:
        return permalinks.month(each, month.year, month.month or 1)

    listed = _TimeList("month", month, path, len(articles), articles, neighbours=neighbours)
    crumbs = (
        Link(Own.YEARS, permalinks.years(lang), own=True),
        Link(str(month.year), permalinks.year(lang, month.year)),
    )
    return _list_page(ctx, listed, crumbs, lang)


def _undated_page(ctx: PlanContext, lang: str) -> Page:
    articles = ctx.taxonomies.undated
    listed = _TimeList("undated", None, permalinks.undated, len(articles), articles)
    return _list_page(ctx, listed, (Link(Own.YEARS, permalinks.years(lang), own=True),), lang)


def _list_page(ctx: PlanContext, listed: _TimeList, crumbs: tuple[Link, ...], lang: str) -> Page:
    view = ListView(
        **frame(ctx, lang, listed.path, Text("", lang), crumbs),
        kind=listed.kind,
        name=Text("", lang),
        period=listed.period,
        count=listed.count,
        groups=grouped(ctx, listed.shown, month_of, lang),
        row=listed.row,
        partial=listed.cut,
        newer=listed.neighbours[0],
        older=listed.neighbours[1],
        undated=listed.period is None,
    )
    return listed_page(view, "list.html")
