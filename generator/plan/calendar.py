"""The calendar: the years and months of the archive, with their numbers of articles as bars and cells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil

from generator import permalinks
from generator.model.archive import Article
from generator.model.values import PartialDate
from generator.model.views.lists import MonthCell, YearBar, YearRow

# The number of articles in each month of a year, from January to December.
Months = Sequence[int]

_ALONE = 3  # empty years in a row that have a bar each; more of them are one bar
_LEVELS = 5
_FINENESS = 2 / 3  # 1 would give all shades the same range


def months_of(articles: Iterable[Article]) -> Months:
    """The number of these articles in each month. Those of unknown month are not in it."""
    found = [0] * 12
    for article in articles:
        if article.facts.date and article.facts.date.month:
            found[article.facts.date.month - 1] += 1
    return found


def year_bars(counts: Mapping[int, int], lang: str) -> tuple[YearBar, ...]:
    """A bar for each year from the first to the last, the oldest first. Long empty times are one bar."""
    most = max(counts.values(), default=0)
    return tuple(
        YearBar(first, last, permalinks.year(lang, first) if count else "", count, share(count, most))
        for first, last, count in _runs(counts)
    )


def _runs(counts: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Yields (first year, last year, number of articles); only empty times have several years."""
    if not counts:
        return
    every = [(year, counts.get(year, 0)) for year in range(min(counts), max(counts) + 1)]
    for empty, group in groupby(every, key=lambda each: not each[1]):
        years = list(group)
        if empty and len(years) > _ALONE:
            yield years[0][0], years[-1][0], 0
        else:
            yield from ((year, year, count) for year, count in years)


def year_rows(counts: Mapping[int, int], months: Mapping[int, Months], lang: str) -> tuple[YearRow, ...]:
    """The rows of the table of years and months, the newest year first."""
    most = max((max(each) for each in months.values()), default=0)
    bars = reversed(year_bars(counts, lang))
    return tuple(year_row(bar, months.get(bar.year, ()), most, lang) for bar in bars)


def year_row(bar: YearBar, months: Months, most: int, lang: str) -> YearRow:
    """The row of a year; `most` is the number of articles of the fullest month."""
    cells = tuple(_cell(bar.year, number, count, most, lang) for number, count in enumerate(months, start=1))
    return YearRow(bar, cells, bar.count - sum(months))


def year_alone(number: int, articles: Sequence[Article], lang: str) -> YearRow:
    """The row of a year on its own page. It depends on no article of another year."""
    months, path = months_of(articles), permalinks.year(lang, number)
    return year_row(YearBar(number, number, path, len(articles), 100), months, max(months), lang)


def _cell(year: int, month: int, count: int, most: int, lang: str) -> MonthCell:
    path = permalinks.month(lang, year, month) if count else ""
    return MonthCell(PartialDate(year, month), path, count, level(count, most))


def share(count: int, most: int) -> int:
    """The length of a bar in hundredths of the longest; at least 2 if there is anything."""
    return max(2, round(100 * count / most)) if count else 0


def level(count: int, most: int) -> int:
    """The shade of a cell: 0 for nothing, 5 for the fullest.

    Few articles are told apart more finely than many: a month with 40 looks like one with 50 at most.
    """
    if not count or most < 1:
        return 0
    if most <= _LEVELS:
        return count + (_LEVELS - most) // 2
    fullness: float = (count / most) ** _FINENESS
    return max(1, ceil(_LEVELS * fullness - 1e-6))
