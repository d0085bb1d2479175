"""The views: for each kind of page, the frozen record of everything that its template may show.

Paths are from the output's root; a template writes `{{ page.root }}{{ path }}`, so that every link is
relative. Dates stay values: the theme writes them in its language's own form.
"""

from dataclasses import dataclass
from enum import StrEnum

from generator.model import Author, Kind, PartialDate, Text
from generator.record import record


class Own(StrEnum):
    """The archive's own pages; the values are message ids, which the theme translates."""

    HOME = "Home"
    SECTIONS = "Sections"
    PROVINCES = "Provinces"
    AUTHORS = "Authors"
    TAGS = "Subjects"
    YEARS = "Years"
    SITE_MAP = "Site map"
    SEARCH = "Search"
    OLD_ADDRESS = "Old address?"


@record
class Link:
    label: str
    path: str
    lang: str = ""  # the label's language, where it is not the page's
    own: bool = False  # the label is an `Own` name


@record
class Counted:
    """A link to a list and the number of articles behind it; a period where the label is a date."""

    link: Link
    count: int
    period: PartialDate | None = None


@record
class Neighbour:
    """The way to the next or the previous period of a list, which says nothing of what is in it."""

    path: str
    period: PartialDate | None


@record
class Alternate:
    """An equivalent page for <link rel="alternate">: hreflang ("vi", "en", "x-default") and absolute URL."""

    lang: str
    url: str


@record
class LanguageSwitch:
    """The way to another language; no path where this page is not translated."""

    lang: str
    path: str | None


@record
class MastheadView:
    agency: Text
    responsible: Text
    address: Text
    phone: str
    email: str
    licence: Text


@record
class SiteView:
    """What stands on every page of a language. It changes with the settings, not with the articles; `digest`
    is another one whenever the rest is."""

    digest: str
    lang: str
    name: Text
    description: Text
    home: str
    feed: str
    base_url: str
    sections: tuple[Link, ...]
    provinces: str
    authors: str
    years: str
    tags: str
    site_map: str
    search: str
    old_address: str
    standing_pages: tuple[Link, ...]
    linked_sites: tuple[Link, ...]
    masthead: MastheadView


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What every HTML page has. The title of an index is an `Own` name, that of a list by time is empty."""

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


@record
class Source:
    """One of the files that may show a picture, and its width."""

    path: str
    width: int


@record
class Picture:
    """A picture: its own file and measures, and the files to show it with, the narrowest first. Where the
    last of them is not its own, that is too large for a page."""

    path: str
    alt: Text
    caption: Text
    credit: Text
    width: int
    height: int
    sources: tuple[Source, ...]


@record
class Film:
    """A film of this site (path) or the address of one elsewhere (url), which is linked, never embedded."""

    path: str
    url: str
    caption: Text
    credit: Text
    poster: Picture | None


@record
class Attachment:
    path: str
    title: Text
    format: str  # "PDF"
    size: int  # bytes


@record
class Item:
    """An article as a list shows it, in the page's language where it is translated, else in its own."""

    title: str
    lang: str
    path: str
    date: PartialDate | None
    provinces: tuple[str, ...]
    section: str
    kind: Kind
    summary: str
    cover: Picture | None = None
    withdrawn: bool = False


@record
class Group:
    """The articles of one period of a list: a year, a month, or None for the undated."""

    period: PartialDate | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView(PageView):
    """A list of articles: by section, province, author, tag, year or month; whole or one period of it.

    `groups` is what the page shows; `periods` are the pages that hold the rest. `partial` says that the
    groups are only the newest ones. `kind` is "section", "province", "author", "tag", "year", "month",
    "undated".
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
    whole: Link | None = None  # the list of which this page is a period
    feed: str | None = None
    undated: bool = False  # this page is the undated part of a list
    organisation: bool = False  # of an author's list


@record
class PlaceName:
    """The name of a province in the page's language, and its page where it has one."""

    name: str
    path: str | None


@record
class UnitView:
    """A province of this name: its kind, its ISO code and its time; `end` is the first day without it."""

    name: str
    kind: str
    iso: str
    start: PartialDate | None
    end: PartialDate | None


@record
class TransferView:
    """The part of a province that passed to another: see `provinces.units.Transfer`."""

    kind: str
    count: int | None
    names: tuple[str, ...]
    within: str


@record
class EventView:
    """Something that happened to a province: the theme makes the sentence.

    `kind` and `transfer` as in `provinces.units`; `unit_kind` is what it became (of "status", "renamed");
    `act` the number of the resolution, or empty.
    """

    date: PartialDate
    kind: str
    before: tuple[PlaceName, ...]
    after: tuple[PlaceName, ...]
    unit_kind: str
    transfer: TransferView | None
    act: str


@record
class Predecessor:
    """A province that became (part of) this one, and the newest of what its department published."""

    name: str
    path: str | None
    start: PartialDate | None
    end: PartialDate | None
    count: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceView(ListView):
    units: tuple[UnitView, ...]
    events: tuple[EventView, ...]
    successors: tuple[PlaceName, ...]
    ended: PartialDate | None
    predecessors: tuple[Predecessor, ...]


@record
class AuthorLink:
    """An author of an article; the path is empty where there is no page (one article only)."""

    author: Author
    path: str


@record
class ProvinceNote:
    """A province of an article; `ended` and `successors` where it no longer exists."""

    name: str
    path: str
    kind: str
    ended: PartialDate | None
    successors: tuple[PlaceName, ...]


@record
class OriginView:
    name: str
    url: str
    captured: PartialDate | None
    sha256: str


@record
class Notice:
    """A dated notice before the body: a correction, or (with an authority) a withdrawal."""

    date: PartialDate
    text: Text
    authority: Text | None = None


@record
class Outdated:
    """What a reader of a translation is told whose original has changed: the way to the original, the day of
    which the translation is, the day on which the original was last changed; each where it is known."""

    original: Link
    translated: PartialDate | None
    changed: PartialDate | None = None


@record
class CommentView:
    author: str
    date: PartialDate | None
    text: str


@record
class PollView:
    question: str
    answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView(PageView):
    kind: Kind
    section: Link
    date: PartialDate | None
    updated: PartialDate | None
    authors: tuple[AuthorLink, ...]
    provinces: tuple[ProvinceNote, ...]
    publisher: Text
    source: OriginView | None
    tags: tuple[Link, ...]
    summary: str
    body: str
    cover: Picture | None
    images: tuple[Picture, ...]
    video: Film | None
    attachments: tuple[Attachment, ...]
    corrections: tuple[Notice, ...]
    withdrawal: Notice | None
    unsure: tuple[str, ...]  # the fields that nobody has verified yet
    original: str  # the language of the original
    translator: str
    outdated: Outdated | None
    comments: tuple[CommentView, ...]
    poll: PollView | None
    views: int | None
    newer: Item | None
    older: Item | None
    json_ld: str
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView(PageView):
    body: str
    body_lang: str
    outdated: Outdated | None


@record
class SectionTeaser:
    link: Link
    kind: Kind
    count: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(PageView):
    latest: tuple[Item, ...]
    sections: tuple[SectionTeaser, ...]
    provinces: tuple[Counted, ...]
    years: tuple[Counted, ...]
    count: int


@record
class ProvinceEntry:
    """A province in the index: how many articles its name has, and the predecessors that it unites."""

    name: str
    path: str | None
    kind: str
    count: int
    predecessors: tuple[Counted, ...] = ()
    ended: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvincesView(PageView):
    current: tuple[ProvinceEntry, ...]
    former: tuple[ProvinceEntry, ...]


@record
class Letter:
    letter: str
    entries: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphabetView(PageView):
    """An index by letter: of authors (`kind` "author": people, then organisations) or of tags ("tag")."""

    kind: str
    letters: tuple[Letter, ...]
    organisations: tuple[Counted, ...]
    count: int


@record
class YearEntry:
    year: Counted
    months: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsView(PageView):
    years: tuple[YearEntry, ...]
    undated: Counted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionsView(PageView):
    sections: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMapView(PageView):
    sections: tuple[Counted, ...]
    years: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(PageView):
    """The search page; `index` is the name of the search index's root, `index_path` its address."""

    index: str
    index_path: str


@record
class GoneNotice:
    """Why something is no longer there, in one language: withdrawn on a day for a reason by an authority; or,
    with neither, past its time since that day."""

    lang: str
    date: PartialDate
    reason: Text | None = None
    authority: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneView(PageView):
    """The page in the place of one that was withdrawn, or whose time is over; `old` are the addresses that it
    had, as its record spells them."""

    notices: tuple[GoneNotice, ...]
    old: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StubView:
    """The page at an old address, which leads to where the article is now (`target`); the title is empty
    where it is a page of the archive itself."""

    lang: str
    path: str
    root: str
    target: str
    canonical: str
    title: Text


@record
class Welcome:
    """One language's part of the page that offers the languages, and of the 404 page."""

    lang: str
    name: str
    description: str
    site: SiteView


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeView:
    """`index.html` at the root, and `404.html`, whose `root` is the path of the base URL."""

    lang: str
    path: str
    root: str
    canonical: str
    alternates: tuple[Alternate, ...]
    welcomes: tuple[Welcome, ...]


@record
class FeedEntry:
    title: str
    lang: str
    url: str
    id: str
    published: str  # RFC 3339
    updated: str
    authors: tuple[str, ...]
    summary: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """An Atom feed (RFC 4287)."""

    lang: str
    path: str
    id: str
    title: str
    subtitle: str
    url: str
    page_url: str
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


@record
class SitemapEntry:
    url: str
    lastmod: str = ""
    alternates: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapView:
    """A part of the sitemap (sitemaps.org 0.9), or the index of its parts."""

    path: str
    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsView:
    path: str
    sitemap: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """A file that tells a server where old addresses lead; `longest` is the length of its longest line in
    bytes."""

    path: str
    lines: tuple[str, ...]
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OldFileView:
    """A file in which old addresses are looked up: its name and its content as JSON."""

    path: str
    name: str
    content: str


View = PageView | WelcomeView | StubView | FeedView | SitemapView | RobotsView | RulesView | OldFileView


@record
class Page:
    """One file of the output: its address, its template, its view."""

    path: str
    template: str
    view: View
