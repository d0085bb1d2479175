"""Lists by time: the index of years, a page for each year and each month, and one for the undated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import addresses
from generator.model import Article, PartialDate, Text
from generator.plan.desk import Desk, PathIn, frame
from generator.plan.lists import YEAR_WHOLE, grouped, month_of, neighbours, shown_of_year
from generator.views import Counted, Link, ListView, Neighbour, Own, Page, YearEntry, YearsView


def time_pages(desk: Desk, lang: str) -> Iterator[Page]:
    years = sorted(desk.shelves.by_year.items(), reverse=True)
    yield _years_page(desk, years, lang)
    counts = [_year_count(number, articles, lang) for number, articles in years]
    months = [month for number, articles in years for month in _months(number, articles)]
    month_counts = [_month_count(month, len(articles), lang) for month, articles in months]
    for at, (number, articles) in enumerate(years):
        yield _year_page(desk, number, articles, neighbours(counts, at), lang)
    for at, (month, articles) in enumerate(months):
        yield _month_page(desk, month, articles, neighbours(month_counts, at), lang)
    if desk.shelves.undated:
        yield _undated_page(desk, lang)


def _months(year: int, articles: Sequence[Article]) -> list[tuple[PartialDate, tuple[Article, ...]]]:
    groups = [(month, tuple(group)) for month, group in groupby(articles, key=month_of)]
    return [(month, group) for month, group in groups if month and month.month]


def _year_count(number: int, articles: Sequence[Article], lang: str) -> Counted:
    return Counted(Link(str(number), addresses.year(lang, number)), len(articles), PartialDate(number))


def _month_count(month: PartialDate, count: int, lang: str) -> Counted:
    return Counted(Link(month.iso, addresses.month(lang, month.year, month.month or 1)), count, month)


def _undated_count(desk: Desk, lang: str) -> Counted | None:
    count = len(desk.shelves.undated)
    return Counted(Link("", addresses.undated(lang)), count) if count else None


def years_counted(desk: Desk, lang: str) -> tuple[Counted, ...]:
    """The years that have articles, newest first."""
    years = sorted(desk.shelves.by_year.items(), reverse=True)
    return tuple(_year_count(number, articles, lang) for number, articles in years)


def _years_page(desk: Desk, years: Sequence[tuple[int, tuple[Article, ...]]], lang: str) -> Page:
    entries = tuple(
        YearEntry(
            _year_count(number, articles, lang),
            tuple(_month_count(month, len(group), lang) for month, group in _months(number, articles)),
        )
        for number, articles in years
    )
    common = frame(desk, lang, addresses.years, Text(Own.YEARS, lang), ())
    view = YearsView(**common, years=entries, undated=_undated_count(desk, lang))
    return Page(view.path, "years.html", view)


@dataclass(frozen=True, slots=True)
class _Span:
    """A page of a year, of a month, or of the undated: what it shows, and what lies around it."""

    kind: str
    period: PartialDate | None
    path: PathIn
    count: int
    shown: Sequence[Article]
    months: tuple[Counted, ...] = ()
    cut: bool = False
    around: tuple[Neighbour | None, Neighbour | None] = (None, None)


def _year_page(
    desk: Desk,
    number: int,
    articles: tuple[Article, ...],
    around: tuple[Neighbour | None, Neighbour | None],
    lang: str,
) -> Page:
    cut = len(articles) > YEAR_WHOLE
    span = _Span(
        kind="year",
        period=PartialDate(number),
        path=lambda each: addresses.year(each, number),
        count=len(articles),
        shown=shown_of_year(articles) if cut else articles,
        months=tuple(_month_count(month, len(group), lang) for month, group in _months(number, articles)),
        cut=cut,
        around=around,
    )
    crumbs = (Link(Own.YEARS, addresses.years(lang), own=True),)
    return _list_page(desk, span, crumbs, lang)


def _month_page(
    desk: Desk,
    month: PartialDate,
    articles: tuple[Article, ...],
    around: tuple[Neighbour | None, Neighbour | None],
    lang: str,
) -> Page:
    def path(each: str) -> str:
        return addresses.month(each, month.year, month.month or 1)

    span = _Span("month", month, path, len(articles), articles, around=around)
    crumbs = (
        Link(Own.YEARS, addresses.years(lang), own=True),
        Link(str(month.year), addresses.year(lang, month.year)),
    )
    return _list_page(desk, span, crumbs, lang)


def _undated_page(desk: Desk, lang: str) -> Page:
    articles = desk.shelves.undated
    span = _Span("undated", None, addresses.undated, len(articles), articles)
    return _list_page(desk, span, (Link(Own.YEARS, addresses.years(lang), own=True),), lang)


def _list_page(desk: Desk, span: _Span, crumbs: tuple[Link, ...], lang: str) -> Page:
    view = ListView(
        **frame(desk, lang, span.path, Text("", lang), crumbs),
        kind=span.kind,
        name=Text("", lang),
        period=span.period,
        count=span.count,
        groups=grouped(desk, span.shown, month_of, lang),
        periods=span.months,
        partial=span.cut,
        newer=span.around[0],
        older=span.around[1],
        undated=span.period is None,
    )
    return Page(view.path, "list.html", view)
