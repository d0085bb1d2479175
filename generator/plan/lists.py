"""Lists: by section, province, author, tag; the long ones cut by year, then by month, never by count.

So an article that is added, or back-dated, touches the first page of a list and its own period alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

from msgspec import Struct

from generator import addresses
from generator.model import Article, PartialDate, Text
from generator.plan.desk import Desk, frame, item
from generator.views import Counted, Group, Link, ListView, Neighbour, Page

WHOLE = 60  # a list of at most so many articles is one page
NEWEST = 20  # what the first page of a longer one shows
YEAR_WHOLE = 100  # a year of at most so many articles is one page

V = TypeVar("V")
Period = PartialDate | None  # a year, a month, or None for the undated


class ListSource(Struct, frozen=True):
    """A list in the making: what it is of, where it stands in each language, its articles, newest first."""

    kind: str
    names: Mapping[str, Text]
    paths: Mapping[str, str]
    articles: tuple[Article, ...]
    crumbs: Mapping[str, tuple[Link, ...]]
    feed: bool = False
    organisation: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """Where its pages stand: the first of each language, and the folder of its periods."""
        return tuple(
            place for path in self.paths.values() for place in (path, f"{path.removesuffix('.html')}/")
        )

    def period_path(self, lang: str, period: Period) -> str:
        return addresses.list_period(self.paths[lang], period, lang)


def in_languages(desk: Desk, each: Callable[[str], V]) -> dict[str, V]:
    """What a function says for each language of the site."""
    return {lang: each(lang) for lang in desk.settings.languages}


def year_of(article: Article) -> Period:
    return PartialDate(article.facts.date.year) if article.facts.date else None


def month_of(article: Article) -> Period:
    """The month, or the year alone where the month is not known."""
    when = article.facts.date
    return PartialDate(when.year, when.month) if when else None


def grouped(
    desk: Desk, articles: Sequence[Article], period: Callable[[Article], Period], lang: str
) -> tuple[Group, ...]:
    return tuple(
        Group(when, tuple(item(desk, article, lang) for article in group))
        for when, group in groupby(articles, key=period)
    )


def list_page(desk: Desk, source: ListSource, lang: str) -> Page:
    """The first page of a list, which is the only one unless the list is long."""
    return Page(source.paths[lang], "list.html", ListView(**first_page(desk, source, lang)))


def first_page(desk: Desk, source: ListSource, lang: str) -> dict[str, Any]:
    """The fields of a list's first page."""
    name = source.names[lang]
    long = len(source.articles) > WHOLE
    shown = source.articles[:NEWEST] if long else source.articles
    periods = _periods(source, source.articles, year_of, lang) if long else ()
    return {
        **frame(desk, lang, source.paths.__getitem__, name, source.crumbs[lang]),
        "kind": source.kind,
        "name": name,
        "period": None,
        "count": len(source.articles),
        "groups": grouped(desk, shown, year_of, lang),
        "periods": periods,
        "partial": long,
        "feed": addresses.list_feed(source.paths[lang]) if source.feed else None,
        "organisation": source.organisation,
    }


def period_pages(desk: Desk, source: ListSource, lang: str) -> Iterator[Page]:
    """The years (and, of a year with many articles, the months) of a long list."""
    if len(source.articles) <= WHOLE:
        return
    years = [(year, tuple(group)) for year, group in groupby(source.articles, key=year_of)]
    counts = [Counted(_link(source, year, lang), len(articles), year) for year, articles in years]
    for number, (year, articles) in enumerate(years):
        cut = year is not None and len(articles) > YEAR_WHOLE
        yield _period_page(desk, source, year, articles, neighbours(counts, number), cut, lang)
        if cut:
            yield from _month_pages(desk, source, articles, lang)


def _month_pages(desk: Desk, source: ListSource, articles: Sequence[Article], lang: str) -> Iterator[Page]:
    months = [(month, tuple(group)) for month, group in groupby(articles, key=month_of)]
    months = [(month, group) for month, group in months if month and month.month]
    counts = [Counted(_link(source, month, lang), len(group), month) for month, group in months]
    for number, (month, group) in enumerate(months):
        yield _period_page(desk, source, month, group, neighbours(counts, number), False, lang)


def _period_page(
    desk: Desk,
    source: ListSource,
    period: Period,
    articles: tuple[Article, ...],
    around: tuple[Neighbour | None, Neighbour | None],
    cut: bool,
    lang: str,
) -> Page:
    name = source.names[lang]
    whole = Link(name.value, source.paths[lang], "" if name.lang == lang else name.lang)

    def path(each: str) -> str:
        return source.period_path(each, period)

    shown = shown_of_year(articles) if cut else articles
    view = ListView(
        **frame(desk, lang, path, name, (*source.crumbs[lang], whole)),
        kind=source.kind,
        name=name,
        period=period,
        count=len(articles),
        groups=grouped(desk, shown, month_of, lang),
        periods=_periods(source, articles, month_of, lang) if cut else (),
        partial=cut,
        newer=around[0],
        older=around[1],
        whole=whole,
        undated=period is None,
        organisation=source.organisation,
    )
    return Page(view.path, "list.html", view)


def shown_of_year(articles: Sequence[Article]) -> list[Article]:
    """What the page of a cut year shows: the newest, and all whose month is not known."""
    newest = list(articles[:NEWEST])
    return newest + [a for a in articles[NEWEST:] if a.facts.date and a.facts.date.month is None]


def _periods(
    source: ListSource, articles: Sequence[Article], period: Callable[[Article], Period], lang: str
) -> tuple[Counted, ...]:
    """The periods that have a page, with their counts; articles without a month have none."""
    counts = [(when, len(list(group))) for when, group in groupby(articles, key=period)]
    months = period is month_of
    return tuple(
        Counted(_link(source, when, lang), count, when)
        for when, count in counts
        if not (months and when and when.month is None)
    )


def _link(source: ListSource, period: Period, lang: str) -> Link:
    return Link(period.iso if period else "", source.period_path(lang, period))


def neighbours(counts: Sequence[Counted], number: int) -> tuple[Neighbour | None, Neighbour | None]:
    """(newer, older) of the period with this number, newest first: their counts may change, the way not."""

    def at(place: int) -> Neighbour | None:
        return Neighbour(counts[place].link.path, counts[place].period) if 0 <= place < len(counts) else None

    return at(number - 1), at(number + 1)
