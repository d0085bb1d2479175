"""Lists of articles, and years as rows of months."""

from msgspec import Struct

from generator.model.settings import SectionKind
from generator.model.values import PartialDate, Text
from generator.model.views.media import Picture
from generator.model.views.page import Counted, Link, Neighbour, PageView


class Item(Struct, frozen=True, array_like=True):
    """An article as a list shows it: in the page's language, or in its own if it is not translated."""

    title: str
    lang: str
    path: str
    date: PartialDate | None
    provinces: tuple[str, ...]
    section: str
    kind: SectionKind
    summary: str
    cover: Picture | None = None
    withdrawn: bool = False


class Titled(Struct, frozen=True, array_like=True):
    """An article to which another leads on. It has no more than is shown there."""

    title: str
    lang: str
    path: str
    date: PartialDate | None
    withdrawn: bool = False


class SeriesPlace(Struct, frozen=True, array_like=True):
    """The place of an article in its series: its number, and the parts before and after it."""

    link: Link
    number: int
    before: Titled | None
    after: Titled | None


class Group(Struct, frozen=True, array_like=True):
    """The articles of one period of a list: a year, a month, or None for the undated."""

    period: PartialDate | None
    items: tuple[Item, ...]


class YearBar(Struct, frozen=True, array_like=True):
    """A year and its number of articles. `share` is the length of its bar in hundredths of the longest.

    If `last` is another year, no article is from the years between them. `path` is empty without articles.
    """

    year: int
    last: int
    path: str
    count: int
    share: int


class MonthCell(Struct, frozen=True, array_like=True):
    """A month and its number of articles. `level` is its shade, from 0 (empty, without path) to 5."""

    period: PartialDate
    path: str
    count: int
    level: int


class YearRow(Struct, frozen=True, array_like=True):
    """A year as a row of months. `months` is empty for a long time without articles.

    `unknown` is the number of articles of which only the year is known.
    """

    year: YearBar
    months: tuple[MonthCell, ...]
    unknown: int


class ListView(PageView, frozen=True, array_like=True, kw_only=True):
    """A list of articles, or one period of it.

    `kind` is "section", "province", "name", "author", "tag", "series", "day", "year", "month" or "undated".
    `groups` are the articles on the page, `periods` the pages with the others. If `partial` is true, the page
    shows only the newest.
    `row` has the months of the list of a year.
    """

    kind: str
    name: Text
    period: PartialDate | None
    count: int
    groups: tuple[Group, ...]
    periods: tuple[Counted, ...] = ()
    partial: bool = False
    newer: Neighbour | None = None
    older: Neighbour | None = None
    whole: Link | None = None  # the list, if this page is a period of it
    feed: str | None = None
    undated: bool = False  # the page has the undated articles of a list
    organisation: bool = False  # the author is an organisation
    row: YearRow | None = None

    @property
    def shown(self) -> int:
        """The number of articles on the page."""
        return sum(len(group.items) for group in self.groups)
