"""The home page, the indexes, the site map and the search page."""

from msgspec import Struct

from generator.model.settings import SectionKind
from generator.model.views.lists import Item, YearBar, YearRow
from generator.model.views.page import Counted, Link, PageView
from generator.model.views.provinces import ProvinceEntry


class SectionTeaser(Struct, frozen=True, array_like=True):
    """A section on the home page: `items` are some of its `count` articles."""

    link: Link
    kind: SectionKind
    count: int
    items: tuple[Item, ...]


class HomeView(PageView, frozen=True, array_like=True, kw_only=True):
    """The home page of a language. `count` is the number of all articles.

    `story` is an article with a picture, or None. `latest` are the newest others. `provinces` are those of
    today, `ribbon` the years as bars. `calendar` is the path of the days of all years; `days` says which have
    a page, a bit for each day of a leap year, in hexadecimal.
    """

    story: Item | None
    latest: tuple[Item, ...]
    sections: tuple[SectionTeaser, ...]
    provinces: tuple[ProvinceEntry, ...]
    years: tuple[Counted, ...]
    ribbon: tuple[YearBar, ...]
    calendar: str
    days: str
    count: int


class Letter(Struct, frozen=True, array_like=True):
    """The entries of an index under one letter."""

    letter: str
    entries: tuple[Counted, ...]


class LetterLink(Struct, frozen=True, array_like=True):
    """A part of an index: its letter or word, its page, its number of entries.

    `letter` is empty for organisations.
    """

    letter: str
    path: str
    count: int


class AlphabetView(PageView, frozen=True, array_like=True, kw_only=True):
    """An index by letter: of authors (`kind` "author": people, then organisations) or of tags ("tag").

    `count` is the number of its entries. A long index has `parts` instead of entries. `part` is None on the
    index itself; on the page of a part it is its letter or word, empty for organisations.
    """

    kind: str
    letters: tuple[Letter, ...]
    organisations: tuple[Counted, ...]
    count: int
    parts: tuple[LetterLink, ...] = ()
    part: str | None = None


class YearsView(PageView, frozen=True, array_like=True, kw_only=True):
    """The index of years: a table of years and months. `count` is the number of dated articles.

    `csv` is the path of the table as a file.
    """

    rows: tuple[YearRow, ...]
    count: int
    undated: Counted | None
    csv: str


class DayCell(Struct, frozen=True, array_like=True):
    """A day of all years: its number, its path or None, and its number of articles."""

    number: int
    path: str | None
    count: int


class DaysView(PageView, frozen=True, array_like=True, kw_only=True):
    """The calendar of the days of all years: the days of each of the twelve months."""

    months: tuple[tuple[DayCell, ...], ...]


class SectionsView(PageView, frozen=True, array_like=True, kw_only=True):
    """The index of sections."""

    sections: tuple[Counted, ...]


class SiteMapView(PageView, frozen=True, array_like=True, kw_only=True):
    """The site map for readers. `provinces` are those of today."""

    sections: tuple[Counted, ...]
    provinces: tuple[Counted, ...]
    years: tuple[Counted, ...]
    undated: Counted | None
    timeline: str


class SearchView(PageView, frozen=True, array_like=True, kw_only=True):
    """The search page. `index` is the name of the search index's root, `index_path` its path.

    `sections` has the name and the kind of each section by its key. `years` has the years with articles.
    """

    index: str
    index_path: str
    sections: tuple[tuple[str, str, SectionKind], ...]
    years: tuple[int, ...]
