"""The page of statistics, and its tables."""

from msgspec import Struct

from generator.model.views.page import Link, PageView


class StatRow(Struct, frozen=True, array_like=True):
    """A row of a table of numbers. `share` is its bar in hundredths of the longest.

    `percent` is its part of all articles, `years` are the first and the last year with any.
    """

    link: Link
    count: int
    share: int
    percent: float
    years: tuple[int, int] | None


class StatTable(Struct, frozen=True, array_like=True):
    """A table of numbers of articles.

    `key` is "year", "province", "section", "author" or "tag". `total` rows are in its file in CSV, the first
    of them in `rows`.
    """

    key: str
    rows: tuple[StatRow, ...]
    total: int
    csv: str


class Coverage(Struct, frozen=True, array_like=True):
    """The number of articles that are in a language, and their part in hundredths."""

    lang: str
    count: int
    percent: int


class CoverageRow(Struct, frozen=True, array_like=True):
    """The articles of a year in each language; year is None for undated ones, or for all."""

    year: int | None
    path: str
    count: int
    coverage: tuple[Coverage, ...]


class StatisticsView(PageView, frozen=True, array_like=True, kw_only=True):
    """The page of statistics. `coverage` has the translations by year, `whole` those of all years."""

    count: int
    tables: tuple[StatTable, ...]
    coverage: tuple[CoverageRow, ...]
    whole: CoverageRow
    coverage_csv: str
