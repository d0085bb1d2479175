"""Views: for each kind of page, a frozen record of everything that its template may show.

Paths are from the output's root. A template writes `{{ page.root }}{{ path }}`, so that every link is
relative. Dates are values, which the theme formats for the language.
"""

from enum import StrEnum

from msgspec import Struct

from generator.model.content import Author, BodyParts
from generator.model.settings import SectionKind
from generator.model.values import PartialDate, Text


class Own(StrEnum):
    """Names of the archive's own pages. The values are message ids, which the theme translates."""

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
    """A link with its label."""

    label: str
    path: str
    lang: str = ""  # the label's language if it is not the page's
    own: bool = False  # the label is an `Own` name


class Counted(Struct, frozen=True):
    """A link to a list, and its number of articles. `period` is set if the label is a date."""

    link: Link
    count: int
    period: PartialDate | None = None


class Neighbour(Struct, frozen=True):
    """A link to the next or the previous period of a list. It depends on no article of that period."""

    path: str
    period: PartialDate | None


class Alternate(Struct, frozen=True):
    """An equivalent page for <link rel="alternate">: hreflang ("vi", "en", "x-default") and absolute URL."""

    lang: str
    url: str


class LanguageSwitch(Struct, frozen=True):
    """A link to the page in another language. The path is None if the page is not translated."""

    lang: str
    path: str | None


class MastheadView(Struct, frozen=True):
    """Who is responsible for the site."""

    agency: Text
    responsible: Text
    address: Text
    phone: str
    email: str
    licence: Text


class SiteView(Struct, frozen=True):
    """Data for every page of a language. It changes with the settings, not with the articles."""

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


class Source(Struct, frozen=True):
    """One of the files that may show a picture, and its width."""

    path: str
    width: int


class Picture(Struct, frozen=True):
    """A picture: its own file with width and height, and the files to show it with, the narrowest first.

    If the own file is not among these, it is too large for a page.
    """

    path: str
    alt: Text
    caption: Text
    credit: Text
    width: int
    height: int
    sources: tuple[Source, ...]


class Film(Struct, frozen=True):
    """A film of this site (`path`) or of another site (`url`).

    A film of another site is linked, never embedded.
    """

    path: str
    url: str
    caption: Text
    credit: Text
    poster: Picture | None


class Attachment(Struct, frozen=True):
    """An attached file."""

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


class Group(Struct, frozen=True):
    """The articles of one period of a list: a year, a month, or None for the undated."""

    period: PartialDate | None
    items: tuple[Item, ...]


class ListView(PageView, frozen=True, kw_only=True):
    """A list of articles, or one period of it.

    `kind` is "section", "province", "author", "tag", "year", "month" or "undated". `groups` are the articles
    on the page, `periods` the pages with the others. If `partial` is true, the page shows only the newest.
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


class PlaceName(Struct, frozen=True):
    """The name of a province in the page's language.

    `path` is the path of its page, or None if it has no page.
    """

    name: str
    path: str | None


class UnitView(Struct, frozen=True):
    """A province of this name: its kind, ISO code and time. `end` is the first day after it."""

    name: str
    kind: str
    iso: str
    start: PartialDate | None
    end: PartialDate | None


class TransferView(Struct, frozen=True):
    """A part of a province that passed to another (see `provinces.units.Transfer`)."""

    kind: str
    count: int | None
    names: tuple[str, ...]
    within: str


class EventView(Struct, frozen=True):
    """An event in the history of a province, from which the theme makes a sentence.

    `kind` and `transfer` are as in `provinces.units`. `unit_kind` is the new kind, for "status" and
    "renamed". `act` is the number of the resolution, or empty.
    """

    date: PartialDate
    kind: str
    before: tuple[PlaceName, ...]
    after: tuple[PlaceName, ...]
    unit_kind: str
    transfer: TransferView | None
    act: str


class Predecessor(Struct, frozen=True):
    """A province that became this one or a part of it.

    `items` are the newest articles of its department.
    """

    name: str
    path: str | None
    start: PartialDate | None
    end: PartialDate | None
    count: int
    items: tuple[Item, ...]


class ProvinceView(ListView, frozen=True, kw_only=True):
    """The first page of a province's list."""

    units: tuple[UnitView, ...]
    events: tuple[EventView, ...]
    successors: tuple[PlaceName, ...]
    ended: PartialDate | None
    predecessors: tuple[Predecessor, ...]


class AuthorLink(Struct, frozen=True):
    """An author of an article. The path is empty if the author has no page, having one article only."""

    author: Author
    path: str


class ProvinceNote(Struct, frozen=True):
    """A province of an article. `ended` and `successors` are set if it no longer exists."""

    name: str
    path: str
    kind: str
    ended: PartialDate | None
    successors: tuple[PlaceName, ...]


class OriginView(Struct, frozen=True):
    """The source of a saved article (see `model.content`)."""

    name: str
    url: str
    captured: PartialDate | None
    sha256: str


class Notice(Struct, frozen=True):
    """A dated notice before the body: a correction or, if it has an authority, a withdrawal."""

    date: PartialDate
    text: Text
    authority: Text | None = None


class Outdated(Struct, frozen=True):
    """Notice on a translation whose original has changed.

    `translated` is the day of the original that was translated. `changed` is the day of its last change.
    """

    original: Link
    translated: PartialDate | None
    changed: PartialDate | None = None


class CommentView(Struct, frozen=True):
    """A reader's comment from the old site."""

    author: str
    date: PartialDate | None
    text: str


class PollView(Struct, frozen=True):
    """A poll of the old site; `answers` are (answer, votes)."""

    question: str
    answers: tuple[tuple[str, int], ...]


class ArticleView(PageView, frozen=True, kw_only=True):
    """An article in one language. `newer` and `older` are its neighbours in its section."""

    kind: SectionKind
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
    """A standing page in one language."""

    body: BodyView
    body_lang: str
    outdated: Outdated | None


class SectionTeaser(Struct, frozen=True):
    """A section on the home page: `items` are some of its `count` articles."""

    link: Link
    kind: SectionKind
    count: int
    items: tuple[Item, ...]


class HomeView(PageView, frozen=True, kw_only=True):
    """The home page of a language. `count` is the number of all articles."""

    latest: tuple[Item, ...]
    sections: tuple[SectionTeaser, ...]
    provinces: tuple[Counted, ...]
    years: tuple[Counted, ...]
    count: int


class ProvinceEntry(Struct, frozen=True):
    """A province in the index: the number of its articles, and its predecessors that have articles."""

    name: str
    path: str | None
    kind: str
    count: int
    predecessors: tuple[Counted, ...] = ()
    ended: PartialDate | None = None


class ProvincesView(PageView, frozen=True, kw_only=True):
    """The index of provinces."""

    current: tuple[ProvinceEntry, ...]
    former: tuple[ProvinceEntry, ...]


class Letter(Struct, frozen=True):
    """The entries of an index under one letter."""

    letter: str
    entries: tuple[Counted, ...]


class AlphabetView(PageView, frozen=True, kw_only=True):
    """An index by letter: of authors (`kind` "author": people, then organisations) or of tags ("tag")."""

    kind: str
    letters: tuple[Letter, ...]
    organisations: tuple[Counted, ...]
    count: int


class YearEntry(Struct, frozen=True):
    """A year of the index, with its months."""

    year: Counted
    months: tuple[Counted, ...]


class YearsView(PageView, frozen=True, kw_only=True):
    """The index of years."""

    years: tuple[YearEntry, ...]
    undated: Counted | None


class SectionsView(PageView, frozen=True, kw_only=True):
    """The index of sections."""

    sections: tuple[Counted, ...]


class SiteMapView(PageView, frozen=True, kw_only=True):
    """The site map for readers."""

    sections: tuple[Counted, ...]
    years: tuple[Counted, ...]


class SearchView(PageView, frozen=True, kw_only=True):
    """The search page. `index` is the name of the search index's root, `index_path` its path."""

    index: str
    index_path: str


class GoneNotice(Struct, frozen=True):
    """Why an article is gone, in one language.

    It was withdrawn on this day. If reason and authority are None, it expired on this day.
    """

    lang: str
    date: PartialDate
    reason: Text | None = None
    authority: Text | None = None


class GoneView(PageView, frozen=True, kw_only=True):
    """The page in place of an article that was withdrawn or has expired.

    `old` are its old addresses, as its tombstone spells them.
    """

    notices: tuple[GoneNotice, ...]
    old: tuple[str, ...]


class StubView(Struct, frozen=True, kw_only=True):
    """The page at an old address, which leads to the path `target`.

    The title is empty if the target is a list, an index or a feed.
    """

    lang: str
    path: str
    root: str
    target: str
    canonical: str
    title: Text


class Welcome(Struct, frozen=True):
    """The part of the root page or the 404 page in one language."""

    lang: str
    name: str
    description: str
    site: SiteView


class WelcomeView(Struct, frozen=True, kw_only=True):
    """The root page or the 404 page.

    `root` of the 404 page is the path of the base URL.
    """

    lang: str
    path: str
    root: str
    canonical: str
    alternates: tuple[Alternate, ...]
    welcomes: tuple[Welcome, ...]


class FeedEntry(Struct, frozen=True):
    """An article in a feed."""

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
    """A page in the sitemap, or a part of the sitemap in its index."""

    url: str
    lastmod: str = ""
    alternates: tuple[Alternate, ...] = ()


class SitemapView(Struct, frozen=True, kw_only=True):
    """A part of the sitemap (sitemaps.org 0.9), or the index of its parts."""

    path: str
    entries: tuple[SitemapEntry, ...]


class RobotsView(Struct, frozen=True, kw_only=True):
    """robots.txt, with the URL of the sitemap."""

    path: str
    sitemap: str


class RulesView(Struct, frozen=True, kw_only=True):
    """A file of redirect rules for a server. `longest` is the length of the longest line in bytes."""

    path: str
    lines: tuple[str, ...]
    longest: int


class OldFileView(Struct, frozen=True, kw_only=True):
    """A file in which the page of old addresses looks up an address. `content` is JSON."""

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
