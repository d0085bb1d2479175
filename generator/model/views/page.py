"""What every page has: links, languages, the site and its masthead."""

from enum import StrEnum

from msgspec import Struct

from generator.model.values import PartialDate, Text


class Own(StrEnum):
    """Names of the archive's own pages. The values are message ids, which the theme translates."""

    HOME = "Home"
    SECTIONS = "Sections"
    PROVINCES = "Provinces"
    TIMELINE = "Provinces over time"
    AUTHORS = "Authors"
    TAGS = "Subjects"
    DAYS = "This day in other years"
    YEARS = "Years"
    SITE_MAP = "Site map"
    SEARCH = "Search"
    VERIFY = "Verify a quotation"
    OLD_ADDRESS = "Old address?"
    DATA = "Data"
    STATISTICS = "Statistics"
    GAPS = "What we do not know"
    CORRECTIONS = "Corrections"


class Link(Struct, frozen=True, array_like=True):
    """A link with its label."""

    label: str
    path: str
    lang: str = ""  # the label's language if it is not the page's
    own: bool = False  # the label is an `Own` name


class Counted(Struct, frozen=True, array_like=True):
    """A link to a list, and its number of articles. `period` is set if the label is a date."""

    link: Link
    count: int
    period: PartialDate | None = None


class Neighbour(Struct, frozen=True, array_like=True):
    """A link to the next or the previous period of a list. It depends on no article of that period."""

    path: str
    period: PartialDate | None


class Alternate(Struct, frozen=True, array_like=True):
    """An equivalent page for <link rel="alternate">: hreflang ("vi", "en", "x-default") and absolute URL."""

    lang: str
    url: str


class LanguageSwitch(Struct, frozen=True, array_like=True):
    """A link to the page in another language. The path is None if the page is not translated."""

    lang: str
    path: str | None


class MastheadView(Struct, frozen=True, array_like=True):
    """Who is responsible for the site."""

    agency: Text
    responsible: Text
    address: Text
    phone: str
    email: str
    licence: Text


class PartView(Struct, frozen=True, array_like=True):
    """The part of the archive that the site shows: what it is confined to, `articles` of `total` articles."""

    provinces: tuple[str, ...]
    years: tuple[int, int] | None
    sections: tuple[str, ...]
    languages: tuple[str, ...]
    articles: int
    total: int


class SiteView(Struct, frozen=True, array_like=True):
    """Data for every page of a language. It changes with the settings, not with the articles.

    `part` is None unless the site shows a part of the archive only. `data` is the page about the archive as
    data; it is empty if that is not published.
    """

    lang: str
    name: Text
    description: Text
    home: str
    feed: str
    json_feed: str
    base_url: str
    sections: tuple[Link, ...]
    provinces: str
    authors: str
    years: str
    tags: str
    site_map: str
    search: str
    verify: str
    old_address: str
    statistics: str
    gaps: str
    standing_pages: tuple[Link, ...]
    linked_sites: tuple[Link, ...]
    masthead: MastheadView
    part: PartView | None = None
    data: str = ""


class PageView(Struct, frozen=True, array_like=True, kw_only=True):
    """Fields of every HTML page. The title is an `Own` name for an index, and empty for a list by time."""

    lang: str
    path: str
    root: str
    title: str
    title_lang: str
    description: str
    canonical: str
    alternates: tuple[Alternate, ...]
    languages: tuple[LanguageSwitch, ...]
    crumbs: tuple[Link, ...]
    site: SiteView
