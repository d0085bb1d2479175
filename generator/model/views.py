"""Views: for each kind of page, a frozen record of everything that its template may show.

Paths are from the output's root. A template writes `{{ page.root }}{{ path }}`, so that every link is
relative. Dates are values, which the theme formats for the language.
"""

from collections.abc import Mapping
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


class PartView(Struct, frozen=True):
    """The part of the archive that the site shows: what it is confined to, `articles` of `total` articles."""

    provinces: tuple[str, ...]
    years: tuple[int, int] | None
    sections: tuple[str, ...]
    languages: tuple[str, ...]
    articles: int
    total: int


class SiteView(Struct, frozen=True):
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


class SharePicture(Struct, frozen=True):
    """The picture that other sites show beside a link: its URL, its size and what is on it."""

    url: str
    width: int
    height: int
    alt: str


class Film(Struct, frozen=True):
    """A film of this site (`path`) or of another site (`url`).

    A film of another site is linked, never embedded. `seconds` is its length, 0 if it is not known.
    `captions` is the path of its subtitles, which are in the language `captions_lang`.
    """

    path: str
    url: str
    caption: Text
    credit: Text
    poster: Picture | None
    seconds: int = 0
    captions: str = ""
    captions_lang: str = ""


class Attachment(Struct, frozen=True):
    """An attached file."""

    path: str
    title: Text
    format: str  # "PDF"
    size: int  # bytes


class BodyLinkView(Struct, frozen=True):
    """A link of a body to a page or a file of this site.

    `fragment` is what stands after "#". `lang` is the language of the target if it is not the page's. If the
    target is not in this part of the archive, `path` is a URL and `online` is true.
    """

    path: str
    fragment: str
    lang: str = ""
    online: bool = False


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


class Titled(Struct, frozen=True):
    """An article to which another leads on. It has no more than is shown there."""

    title: str
    lang: str
    path: str
    date: PartialDate | None
    withdrawn: bool = False


class SeriesPlace(Struct, frozen=True):
    """The place of an article in its series: its number, and the parts before and after it."""

    link: Link
    number: int
    before: Titled | None
    after: Titled | None


class Group(Struct, frozen=True):
    """The articles of one period of a list: a year, a month, or None for the undated."""

    period: PartialDate | None
    items: tuple[Item, ...]


class YearBar(Struct, frozen=True):
    """A year and its number of articles. `share` is the length of its bar in hundredths of the longest.

    If `last` is another year, no article is from the years between them. `path` is empty without articles.
    """

    year: int
    last: int
    path: str
    count: int
    share: int


class MonthCell(Struct, frozen=True):
    """A month and its number of articles. `level` is its shade, from 0 (empty, without path) to 5."""

    period: PartialDate
    path: str
    count: int
    level: int


class YearRow(Struct, frozen=True):
    """A year as a row of months. `months` is empty for a long time without articles.

    `unknown` is the number of articles of which only the year is known.
    """

    year: YearBar
    months: tuple[MonthCell, ...]
    unknown: int


class ListView(PageView, frozen=True, kw_only=True):
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


class PlaceName(Struct, frozen=True):
    """The name of a province in the page's language.

    `path` is the path of its page, or None if it has no page. `kind` is the kind of the unit, or empty.
    """

    name: str
    path: str | None
    kind: str = ""


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


class ActView(Struct, frozen=True):
    """The act behind an event: its kind, number or "", date or None, and body, as in `provinces.units`."""

    kind: str
    number: str
    date: PartialDate | None
    body: str


class EventView(Struct, frozen=True):
    """An event in the history of a province, from which the theme makes a sentence.

    `kind` and `transfer` are as in `provinces.units`. `unit_kind` is the new kind, for "status" and
    "renamed". `act` is None if it is not known. `other_date` and `other_act` are those of other sources.
    """

    date: PartialDate
    kind: str
    before: tuple[PlaceName, ...]
    after: tuple[PlaceName, ...]
    unit_kind: str
    transfer: TransferView | None
    act: ActView | None
    other_date: PartialDate | None
    other_act: ActView | None


class Dots(Struct, frozen=True):
    """Dots of one size (0, 1 or 2), as the path of an SVG: one for each article, or for some."""

    size: int
    path: str


class Band(Struct, frozen=True):
    """The time of a province in a drawing. `words` are the lines of its name: (text, x, y)."""

    unit: str
    start: PartialDate | None
    end: PartialDate | None
    x: int
    y: int
    width: int
    height: int
    words: tuple[tuple[str, int, int], ...]
    dots: tuple[Dots, ...]


class Joint(Struct, frozen=True):
    """A date in a drawing at which bands begin or end: its line, and where the date stands."""

    date: PartialDate
    x1: int
    y1: int
    x2: int
    y2: int
    x: int
    y: int


class Drawing(Struct, frozen=True):
    """The bands of a land, in pixels."""

    width: int
    height: int
    bands: tuple[Band, ...]
    joints: tuple[Joint, ...]


class BandUnit(Struct, frozen=True):
    """A province in the history of a land.

    `count` are its articles. `path` leads to them, or is None if no page has any.
    """

    name: str
    kind: str
    iso: str
    start: PartialDate | None
    end: PartialDate | None
    path: str | None
    count: int
    became: tuple[PlaceName, ...]
    own: bool


class LineView(Struct, frozen=True):
    """The history of a land: its provinces by id, the oldest first, and its drawings, lying and upright."""

    slug: str
    name: str
    kind: str
    path: str | None
    count: int
    units: Mapping[str, BandUnit]
    wide: Drawing
    tall: Drawing


class ProvinceView(ListView, frozen=True, kw_only=True):
    """The first page of a province's list, which has the articles of its land.

    `names` are the names with articles of this land: its own, then those of its predecessors. `narrower`
    is the path of the list under its own name alone, or None if that is all. `csv` is the line as a file.
    """

    units: tuple[UnitView, ...]
    events: tuple[EventView, ...]
    successors: tuple[PlaceName, ...]
    ended: PartialDate | None
    names: tuple[Counted, ...]
    narrower: str | None
    line: LineView
    csv: str


class TimelineView(PageView, frozen=True, kw_only=True):
    """The page of the lines of all provinces of today."""

    lines: tuple[LineView, ...]


class LineFile(Struct, frozen=True):
    """The line of a province as a file in CSV."""

    path: str
    lang: str
    units: Mapping[str, BandUnit]
    events: tuple[EventView, ...]


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

    `translated` is the day of the original that was translated. `changed` is the day of its last change. If
    the original is not in this part of the archive, its path is a URL and `online` is true.
    """

    original: Link
    translated: PartialDate | None
    changed: PartialDate | None = None
    online: bool = False


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
    """An article in one language. `newer` and `older` are its neighbours in its section.

    `related` are older articles about the same. `period` is the path of its month, year or undated articles,
    `this_day` the path of its day in all years, or empty.
    """

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
    newer: Titled | None
    older: Titled | None
    related: tuple[Titled, ...]
    period: str
    series: SeriesPlace | None
    this_day: str
    json_ld: str
    time_zone: str
    share: SharePicture | None
    modified: PartialDate | None = None  # the day of the last change or correction

    @property
    def has_pictures(self) -> bool:
        """Whether the page may show a picture that opens."""
        in_text = any(isinstance(link, BodyPicture) for link in self.body.links)
        return bool(self.cover or self.images) or in_text


class StandingView(PageView, frozen=True, kw_only=True):
    """A standing page in one language."""

    body: BodyView
    body_lang: str
    outdated: Outdated | None


class ProvinceEntry(Struct, frozen=True):
    """A province in the index: the number of articles of its land, its predecessors and its successors."""

    name: str
    path: str | None
    kind: str
    count: int
    predecessors: tuple[Counted, ...] = ()
    ended: PartialDate | None = None
    successors: tuple[PlaceName, ...] = ()


class SectionTeaser(Struct, frozen=True):
    """A section on the home page: `items` are some of its `count` articles."""

    link: Link
    kind: SectionKind
    count: int
    items: tuple[Item, ...]


class HomeView(PageView, frozen=True, kw_only=True):
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


class ProvincesView(PageView, frozen=True, kw_only=True):
    """The index of provinces."""

    timeline: str
    current: tuple[ProvinceEntry, ...]
    former: tuple[ProvinceEntry, ...]


class Letter(Struct, frozen=True):
    """The entries of an index under one letter."""

    letter: str
    entries: tuple[Counted, ...]


class LetterLink(Struct, frozen=True):
    """A part of an index: its letter or word, its page, its number of entries.

    `letter` is empty for organisations.
    """

    letter: str
    path: str
    count: int


class AlphabetView(PageView, frozen=True, kw_only=True):
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


class YearsView(PageView, frozen=True, kw_only=True):
    """The index of years: a table of years and months. `count` is the number of dated articles.

    `csv` is the path of the table as a file.
    """

    rows: tuple[YearRow, ...]
    count: int
    undated: Counted | None
    csv: str


class DayCell(Struct, frozen=True):
    """A day of all years: its number, its path or None, and its number of articles."""

    number: int
    path: str | None
    count: int


class DaysView(PageView, frozen=True, kw_only=True):
    """The calendar of the days of all years: the days of each of the twelve months."""

    months: tuple[tuple[DayCell, ...], ...]


class StatRow(Struct, frozen=True):
    """A row of a table of numbers. `share` is its bar in hundredths of the longest.

    `percent` is its part of all articles, `years` are the first and the last year with any.
    """

    link: Link
    count: int
    share: int
    percent: float
    years: tuple[int, int] | None


class StatTable(Struct, frozen=True):
    """A table of numbers of articles.

    `key` is "year", "province", "section", "author" or "tag". `total` rows are in its file in CSV, the first
    of them in `rows`.
    """

    key: str
    rows: tuple[StatRow, ...]
    total: int
    csv: str


class Coverage(Struct, frozen=True):
    """The number of articles that are in a language, and their part in hundredths."""

    lang: str
    count: int
    percent: int


class CoverageRow(Struct, frozen=True):
    """The articles of a year in each language; year is None for undated ones, or for all."""

    year: int | None
    path: str
    count: int
    coverage: tuple[Coverage, ...]


class StatisticsView(PageView, frozen=True, kw_only=True):
    """The page of statistics. `coverage` has the translations by year, `whole` those of all years."""

    count: int
    tables: tuple[StatTable, ...]
    coverage: tuple[CoverageRow, ...]
    whole: CoverageRow
    coverage_csv: str


class GapRow(Struct, frozen=True):
    """An article of which something is not known. `url` is its absolute address.

    `fields` are the doubtful fields of its front matter, `languages` those that it should be in. `day` is the
    day on which its source was gone, or it was withdrawn; `text` and `authority` say why and by whom.
    """

    link: Link
    url: str
    date: PartialDate | None
    fields: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    day: PartialDate | None = None
    text: Text = Text("", "")
    authority: Text = Text("", "")


class GapSummary(Struct, frozen=True):
    """One kind of what the archive does not know: its name, its page, its number of articles."""

    kind: str
    path: str
    count: int


class GapsView(PageView, frozen=True, kw_only=True):
    """The page of what the archive does not know. `count` is the number of all articles.

    `months` are the months without articles, by year, between the first article and the last; `empty` is
    their number. `corrections` is the page of corrections, and its number of them; None if there are none.
    """

    count: int
    kinds: tuple[GapSummary, ...]
    months: tuple[tuple[int, tuple[PartialDate, ...]], ...]
    empty: int
    corrections: GapSummary | None
    csv: str
    months_csv: str


class GapView(PageView, frozen=True, kw_only=True):
    """The list of one kind of what the archive does not know: the first of `count` articles."""

    kind: str
    rows: tuple[GapRow, ...]
    count: int
    csv: str


class CorrectionRow(Struct, frozen=True):
    """A correction, and the article that it puts right."""

    link: Link
    date: PartialDate
    text: Text


class CorrectionsView(PageView, frozen=True, kw_only=True):
    """The page of corrections, the newest first: the first of `count`."""

    rows: tuple[CorrectionRow, ...]
    count: int
    csv: str
    feed: str


class SectionsView(PageView, frozen=True, kw_only=True):
    """The index of sections."""

    sections: tuple[Counted, ...]


class SiteMapView(PageView, frozen=True, kw_only=True):
    """The site map for readers. `provinces` are those of today."""

    sections: tuple[Counted, ...]
    provinces: tuple[Link, ...]
    years: tuple[Counted, ...]
    undated: Counted | None
    timeline: str


class SearchView(PageView, frozen=True, kw_only=True):
    """The search page. `index` is the name of the search index's root, `index_path` its path.

    `sections` has the name and the kind of each section by its key. `years` has the years with articles.
    """

    index: str
    index_path: str
    sections: tuple[tuple[str, str, SectionKind], ...]
    years: tuple[int, ...]


class ScriptView(Struct, frozen=True, kw_only=True):
    """A script of the search. It may have texts in all languages."""

    path: str
    languages: tuple[str, ...]


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


class DataDownload(Struct, frozen=True):
    """A file of the archive as data: its link, and its size in bytes."""

    link: Link
    size: int


class DataView(PageView, frozen=True, kw_only=True):
    """The page about the archive as data: how much it is, its files, its description for search engines."""

    articles: int
    rows: int
    downloads: tuple[DataDownload, ...]
    json_ld: str


class DataFileView(Struct, frozen=True, kw_only=True):
    """A file of the archive as data, with its whole text."""

    path: str
    content: str


View = (
    PageView
    | WelcomeView
    | StubView
    | FeedView
    | LineFile
    | SitemapView
    | RobotsView
    | RulesView
    | OldFileView
    | DataFileView
    | ScriptView
)


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
