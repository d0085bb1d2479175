"""The views: for each kind of page, the frozen record of everything that its template may show.

Paths are from the output's root; a template writes `{{ page.root }}{{ path }}`, so that every link is
relative. Dates stay values: the theme writes them in its language's own form.
"""

from enum import StrEnum

from msgspec import Struct

from generator.model.content import Author, BodyParts
from generator.model.settings import Kind
from generator.model.values import PartialDate, Text


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


class Link(Struct, frozen=True):
    label: str
    path: str
    lang: str = ""  # the label's language, where it is not the page's
    own: bool = False  # the label is an `Own` name


class Counted(Struct, frozen=True):
    """A link to a list and the number of articles behind it; a period where the label is a date."""

    link: Link
    count: int
    period: PartialDate | None = None


class Neighbour(Struct, frozen=True):
    """The way to the next or the previous period of a list, which says nothing of what is in it."""

    path: str
    period: PartialDate | None


class Alternate(Struct, frozen=True):
    """An equivalent page for <link rel="alternate">: hreflang ("vi", "en", "x-default") and absolute URL."""

    lang: str
    url: str


class LanguageSwitch(Struct, frozen=True):
    """The way to another language; no path where this page is not translated."""

    lang: str
    path: str | None


class MastheadView(Struct, frozen=True):
    agency: Text
    responsible: Text
    address: Text
    phone: str
    email: str
    licence: Text


class SiteView(Struct, frozen=True):
    """What stands on every page of a language. It changes with the settings, not with the articles."""

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


class PageView(Struct, frozen=True, kw_only=True):
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


class Source(Struct, frozen=True):
    """One of the files that may show a picture, and its width."""

    path: str
    width: int


class Picture(Struct, frozen=True):
    """A picture: its own file and measures, and the files to show it with, the narrowest first. Where the
    last of them is not its own, that is too large for a page."""

    path: str
    alt: Text
    caption: Text
    credit: Text
    width: int
    height: int
    sources: tuple[Source, ...]


class Film(Struct, frozen=True):
    """A film of this site (path) or the address of one elsewhere (url), which is linked, never embedded."""

    path: str
    url: str
    caption: Text
    credit: Text
    poster: Picture | None


class Attachment(Struct, frozen=True):
    path: str
    title: Text
    format: str  # "PDF"
    size: int  # bytes


class BodyLinkView(Struct, frozen=True):
    """A link of a body to a page or a file of this site.

    `fragment` is what stands after "#". `lang` is the language of the target if it is not the page's.
    """

    path: str
    fragment: str
    lang: str = ""


class BodyPicture(Struct, frozen=True):
    """A picture in a body, with the files to show it with (see `Picture`); `within` a link of the text."""

    path: str
    alt: str
    width: int
    height: int
    sources: tuple[Source, ...]
    within: bool


class BodyView(Struct, frozen=True):
    """A body, and where its links lead; the number of a placeholder is an index of `links`.

    The filter `filled` makes the HTML of it: `{{ page.body|filled(page, parts) }}`.
    """

    parts: BodyParts
    links: tuple[BodyLinkView | BodyPicture, ...]

    def __bool__(self) -> bool:
        return bool(self.parts)


class Item(Struct, frozen=True):
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


class Group(Struct, frozen=True):
    """The articles of one period of a list: a year, a month, or None for the undated."""

    period: PartialDate | None
    items: tuple[Item, ...]


class ListView(PageView, frozen=True, kw_only=True):
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


class PlaceName(Struct, frozen=True):
    """The name of a province in the page's language, and its page where it has one."""

    name: str
    path: str | None


class UnitView(Struct, frozen=True):
    """A province of this name: its kind, its ISO code and its time; `end` is the first day without it."""

    name: str
    kind: str
    iso: str
    start: PartialDate | None
    end: PartialDate | None


class TransferView(Struct, frozen=True):
    """The part of a province that passed to another: see `provinces.units.Transfer`."""

    kind: str
    count: int | None
    names: tuple[str, ...]
    within: str


class EventView(Struct, frozen=True):
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


class Predecessor(Struct, frozen=True):
    """A province that became (part of) this one, and the newest of what its department published."""

    name: str
    path: str | None
    start: PartialDate | None
    end: PartialDate | None
    count: int
    items: tuple[Item, ...]


class ProvinceView(ListView, frozen=True, kw_only=True):
    units: tuple[UnitView, ...]
    events: tuple[EventView, ...]
    successors: tuple[PlaceName, ...]
    ended: PartialDate | None
    predecessors: tuple[Predecessor, ...]


class AuthorLink(Struct, frozen=True):
    """An author of an article; the path is empty where there is no page (one article only)."""

    author: Author
    path: str


class ProvinceNote(Struct, frozen=True):
    """A province of an article; `ended` and `successors` where it no longer exists."""

    name: str
    path: str
    kind: str
    ended: PartialDate | None
    successors: tuple[PlaceName, ...]


class OriginView(Struct, frozen=True):
    name: str
    url: str
    captured: PartialDate | None
    sha256: str


class Notice(Struct, frozen=True):
    """A dated notice before the body: a correction, or (with an authority) a withdrawal."""

    date: PartialDate
    text: Text
    authority: Text | None = None


class Outdated(Struct, frozen=True):
    """What a reader of a translation is told whose original has changed: the way to the original, the day of
    which the translation is, the day on which the original was last changed; each where it is known."""

    original: Link
    translated: PartialDate | None
    changed: PartialDate | None = None


class CommentView(Struct, frozen=True):
    author: str
    date: PartialDate | None
    text: str


class PollView(Struct, frozen=True):
    question: str
    answers: tuple[tuple[str, int], ...]


class ArticleView(PageView, frozen=True, kw_only=True):
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
    body: BodyView
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


class StandingView(PageView, frozen=True, kw_only=True):
    body: BodyView
    body_lang: str
    outdated: Outdated | None


class SectionTeaser(Struct, frozen=True):
    link: Link
    kind: Kind
    count: int
    items: tuple[Item, ...]


class HomeView(PageView, frozen=True, kw_only=True):
    latest: tuple[Item, ...]
    sections: tuple[SectionTeaser, ...]
    provinces: tuple[Counted, ...]
    years: tuple[Counted, ...]
    count: int


class ProvinceEntry(Struct, frozen=True):
    """A province in the index: how many articles its name has, and the predecessors that it unites."""

    name: str
    path: str | None
    kind: str
    count: int
    predecessors: tuple[Counted, ...] = ()
    ended: PartialDate | None = None


class ProvincesView(PageView, frozen=True, kw_only=True):
    current: tuple[ProvinceEntry, ...]
    former: tuple[ProvinceEntry, ...]


class Letter(Struct, frozen=True):
    letter: str
    entries: tuple[Counted, ...]


class AlphabetView(PageView, frozen=True, kw_only=True):
    """An index by letter: of authors (`kind` "author": people, then organisations) or of tags ("tag")."""

    kind: str
    letters: tuple[Letter, ...]
    organisations: tuple[Counted, ...]
    count: int


class YearEntry(Struct, frozen=True):
    year: Counted
    months: tuple[Counted, ...]


class YearsView(PageView, frozen=True, kw_only=True):
    years: tuple[YearEntry, ...]
    undated: Counted | None


class SectionsView(PageView, frozen=True, kw_only=True):
    sections: tuple[Counted, ...]


class SiteMapView(PageView, frozen=True, kw_only=True):
    sections: tuple[Counted, ...]
    years: tuple[Counted, ...]


class SearchView(PageView, frozen=True, kw_only=True):
    """The search page; `index` is the name of the search index's root, `index_path` its address."""

    index: str
    index_path: str


class GoneNotice(Struct, frozen=True):
    """Why something is no longer there, in one language: withdrawn on a day for a reason by an authority; or,
    with neither, past its time since that day."""

    lang: str
    date: PartialDate
    reason: Text | None = None
    authority: Text | None = None


class GoneView(PageView, frozen=True, kw_only=True):
    """The page in the place of one that was withdrawn, or whose time is over; `old` are the addresses that it
    had, as its record spells them."""

    notices: tuple[GoneNotice, ...]
    old: tuple[str, ...]


class StubView(Struct, frozen=True, kw_only=True):
    """The page at an old address, which leads to where the article is now (`target`); the title is empty
    where it is a page of the archive itself."""

    lang: str
    path: str
    root: str
    target: str
    canonical: str
    title: Text


class Welcome(Struct, frozen=True):
    """One language's part of the page that offers the languages, and of the 404 page."""

    lang: str
    name: str
    description: str
    site: SiteView


class WelcomeView(Struct, frozen=True, kw_only=True):
    """`index.html` at the root, and `404.html`, whose `root` is the path of the base URL."""

    lang: str
    path: str
    root: str
    canonical: str
    alternates: tuple[Alternate, ...]
    welcomes: tuple[Welcome, ...]


class FeedEntry(Struct, frozen=True):
    title: str
    lang: str
    url: str
    id: str
    published: str  # RFC 3339
    updated: str
    authors: tuple[str, ...]
    summary: str
    categories: tuple[str, ...]


class FeedView(Struct, frozen=True, kw_only=True):
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


class SitemapEntry(Struct, frozen=True):
    url: str
    lastmod: str = ""
    alternates: tuple[Alternate, ...] = ()


class SitemapView(Struct, frozen=True, kw_only=True):
    """A part of the sitemap (sitemaps.org 0.9), or the index of its parts."""

    path: str
    entries: tuple[SitemapEntry, ...]


class RobotsView(Struct, frozen=True, kw_only=True):
    path: str
    sitemap: str


class RulesView(Struct, frozen=True, kw_only=True):
    """A file that tells a server where old addresses lead; `longest` is the length of its longest line in
    bytes."""

    path: str
    lines: tuple[str, ...]
    longest: int


class OldFileView(Struct, frozen=True, kw_only=True):
    """A file in which old addresses are looked up: its name and its content as JSON."""

    path: str
    name: str
    content: str


View = PageView | WelcomeView | StubView | FeedView | SitemapView | RobotsView | RulesView | OldFileView


class Listing(Struct, frozen=True, order=True, array_like=True, gc=False):
    """A page's line in the sitemap.

    `part` names the sitemap's file. `changed` is the day of the last change, or empty. `alternates` are pairs
    of hreflang and URL.
    """

    part: str
    url: str
    changed: str
    alternates: tuple[tuple[str, str], ...]


class Page(Struct, frozen=True):
    """One file of the output: its path, template and view; its listing, or None if the sitemap omits it."""

    path: str
    template: str
    view: View
    listing: Listing | None = None
