"""The records that the stages share. Everything here is frozen; nothing here touches the disk.

They are structs, as records are everywhere in Khotin: they are defined, loaded and packed in less time than
frozen dataclasses. Those of which a site has thousands are no garbage collector's business (`gc=False`):
nothing in them leads back to them.

content/ ─ read ─▶ entries ─ join ─▶ archive ─ plan ─▶ pages ─ render ─▶ files ─ publish ─▶ output/
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from msgspec import Struct

T = TypeVar("T")

Severity = Literal["error", "warning", "note"]  # what forbids publishing; what to mend; what to know


# --- problems ---------------------------------------------------------------------------------------------


class Problem(Struct, frozen=True, order=True):
    """Something wrong in the content: where (path from the site's folder, line and column from 1) and what.

    Message and remedy are made from the code and the details, in the language of whoever reads them
    (see `problems.py`).
    """

    path: str
    line: int
    column: int
    code: str
    details: tuple[tuple[str, str], ...] = ()


class Outcome(Struct, Generic[T], frozen=True):
    """What a stage made, and the problems that it met on the way."""

    value: T
    problems: tuple[Problem, ...] = ()


class Place(NamedTuple):
    """A point in a file: line and column, both from 1."""

    line: int
    column: int


class Silence(Struct, frozen=True):
    """A code that is not to be reported, and why: `path` and `place` say where that is written, `files` (a
    pattern: * stands for anything) to which files it applies."""

    code: str
    reason: str
    path: str
    place: Place
    files: str


# --- texts and dates --------------------------------------------------------------------------------------


class Text(Struct, frozen=True, gc=False):
    """A text and the language that it is in."""

    value: str
    lang: str


class LocalText(Struct, frozen=True, gc=False):
    """One text in one or more languages, in the order in which they were given."""

    texts: tuple[Text, ...] = ()

    def get(self, lang: str) -> str | None:
        """The text in this very language, or None."""
        for text in self.texts:
            if text.lang == lang:
                return text.value
        return None

    def best(self, lang: str) -> Text:
        """The text in this language, else the first one; an empty text where there is none."""
        for text in self.texts:
            if text.lang == lang:
                return text
        return self.texts[0] if self.texts else Text("", lang)

    def __bool__(self) -> bool:
        return bool(self.texts)


class PartialDate(Struct, frozen=True, order=True, gc=False):
    """A date known to the year, the month or the day; `time` (HH:MM or HH:MM:SS, local) only with a day."""

    year: int
    month: int | None = None
    day: int | None = None
    time: str | None = None

    @property
    def iso(self) -> str:
        """ISO 8601 without zone: 2014, 2014-01, 2014-01-08 or 2014-01-08T18:11."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return f"{text}T{self.time}" if self.time else text

    @property
    def first_day(self) -> date:
        """The earliest day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        return (self.year, self.month or 0, self.day or 0, self.time or "")


# --- settings ---------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What the items of a section are; it decides what the article page shows first."""

    NEWS = "news"
    PHOTO = "photo"
    VIDEO = "video"
    PRODUCT = "product"
    DOCUMENT = "document"


class Section(Struct, frozen=True):
    """A section: its folder under content/, its names and its slug in each language."""

    key: str
    name: LocalText
    slug: LocalText
    kind: Kind


class Masthead(Struct, frozen=True):
    """Who answers for the site, as its footer says."""

    agency: LocalText = LocalText()
    responsible: LocalText = LocalText()
    address: LocalText = LocalText()
    phone: str = ""
    email: str = ""
    licence: LocalText = LocalText()


class LinkedSite(Struct, frozen=True):
    name: LocalText
    url: str


class Checks(Struct, frozen=True):
    """What checking has to know: when the department was founded, and which codes the site silences."""

    founded: PartialDate | None = None
    silences: tuple[Silence, ...] = ()


class Settings(Struct, frozen=True):
    """The department's settings, from site.toml. The first language is the default one."""

    name: LocalText
    description: LocalText
    base_url: str
    languages: tuple[str, ...]
    theme: str
    time_zone: str
    masthead: Masthead
    linked_sites: tuple[LinkedSite, ...]
    sections: tuple[Section, ...]
    tags: Mapping[str, LocalText]
    synonyms: tuple[tuple[str, ...], ...]
    markdown_extensions: tuple[str, ...]
    checks: Checks = Checks()

    @property
    def default_language(self) -> str:
        return self.languages[0]


# --- what the content says --------------------------------------------------------------------------------


class Author(Struct, frozen=True, eq=False, gc=False):
    """Who wrote it: a person, or an organisation (a department, a centre, a newspaper).

    The name alone is the identity: it has one page, whatever single articles take its bearer for.
    """

    name: str
    organisation: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Author) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


class Origin(Struct, frozen=True):
    """Where a saved article was found: name, address, capture date, SHA-256 of the captured file."""

    name: str = ""
    url: str = ""
    captured: PartialDate | None = None
    sha256: str = ""


class Media(Struct, frozen=True, gc=False):
    """A picture, a film or a file of the article. `path` is from the site's folder; `url` is another site's.

    `caption` is also the title of an attachment; `poster` the path of a film's still picture.
    """

    path: str
    url: str
    place: Place
    alt: LocalText = LocalText()
    caption: LocalText = LocalText()
    credit: LocalText = LocalText()
    poster: str = ""


class Correction(Struct, frozen=True):
    date: PartialDate
    text: LocalText


class Withdrawal(Struct, frozen=True):
    date: PartialDate
    reason: LocalText
    authority: LocalText


class Comment(Struct, frozen=True):
    """A reader's comment of the legacy site, shown as closed."""

    author: str
    date: PartialDate | None
    text: str


class Poll(Struct, frozen=True):
    """A poll of the legacy site: its question and (answer, votes)."""

    question: str
    answers: tuple[tuple[str, int], ...]


class Revision(Struct, frozen=True):
    """A text at one time: the digest of its words (see `read/words.py`), and the day where it is known."""

    sha256: str
    date: PartialDate | None = None


class Body(Struct, frozen=True):
    """A rendered, sanitised Markdown body.

    `parts` alternates text and marks: even items are HTML; an odd one is the number of a link in `links` and
    stands for its attribute (href) or, of a picture, for the whole element: they depend on the page that
    shows it.
    """

    parts: tuple[str, ...] = ()
    links: tuple["BodyLink", ...] = ()
    lead: str = ""  # the first paragraph as plain text


class BodyLink(Struct, frozen=True, gc=False):
    """A link of a body to a file of this site: path from the site's folder, fragment, place.

    An `image` is shown, with these words for those who do not see it; `within` says that it stands in a link.
    """

    target: str
    fragment: str
    place: Place
    image: bool = False
    alt: str = ""
    within: bool = False


# --- what one file says, before files are joined ----------------------------------------------------------


class Spelled(Struct, frozen=True):
    """A value as it is spelled in the front matter, and where."""

    value: str
    place: Place


class Alias(Struct, frozen=True):
    """An old address that must lead to the file that names it: as it is spelled, where, and its parts (see
    `text/old_address.py`)."""

    value: str
    place: Place
    host: str
    path: str
    query: str
    key: str

    @property
    def name(self) -> str:
        """What the ledger calls it: its key, after its host where it has one."""
        return f"//{self.host}/{self.key}" if self.host else self.key


class FrontMatter(Struct, frozen=True):
    """The front matter of one file, its values read but not yet joined with those of its translations.

    `places` holds the place of every field that the file names; `unknown` the fields given as unknown;
    `faulty` those whose value could not be read. Paths of media are from the site's folder. See `schema.py`
    for the meaning of each field.
    """

    places: Mapping[str, Place]
    unknown: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    title: str | None = None
    date: PartialDate | None = None
    author: tuple[Author, ...] | None = None
    province: tuple[Spelled, ...] | None = None
    review: tuple[str, ...] | None = None
    summary: str | None = None
    updated: PartialDate | None = None
    tags: tuple[str, ...] | None = None
    slug: str | None = None
    draft: bool | None = None
    publish: PartialDate | None = None
    expires: PartialDate | None = None
    publisher: LocalText | None = None
    source: Origin | None = None
    original: str | None = None
    translator: str | None = None
    translated_from: Revision | None = None
    cover: Media | None = None
    images: tuple[Media, ...] | None = None
    video: Media | None = None
    attachments: tuple[Media, ...] | None = None
    aliases: tuple[Alias, ...] | None = None
    corrections: tuple[Correction, ...] | None = None
    withdrawn: Withdrawal | None = None
    comments: tuple[Comment, ...] | None = None
    poll: Poll | None = None
    views: int | None = None
    silence: tuple[Silence, ...] | None = None
    more: Mapping[str, Any] = {}  # fields of the schema without a place above

    def value(self, name: str) -> Any:
        """The value of a field of the schema, or None."""
        return self.more.get(name) if name in self.more else getattr(self, name, None)

    def says(self, name: str) -> bool:
        """Whether the file says something for this field, be it that it is unknown."""
        return name in self.unknown or self.value(name) is not None


class SourceFile(Struct, frozen=True):
    """One Markdown file of content/: `key` is its path under content/ without suffixes, `section` its first
    folder (empty for a standing page), `markdown` its body as it is written, in NFC."""

    path: str
    key: str
    section: str
    lang: str
    front_matter: FrontMatter
    markdown: str
    body: Body


class Uses(Struct, frozen=True, gc=False):
    """What a file leads to, and where one can be led in it: its media by field, its links, its anchors."""

    path: str
    media: tuple[tuple[str, Media], ...] = ()
    links: tuple[BodyLink, ...] = ()
    anchors: frozenset[str] = frozenset()


class Derivative(Struct, frozen=True):
    """A picture in a smaller size: a WebP file of this width that the store keeps, and its SHA-256."""

    width: int
    digest: str


class MediaFile(Struct, frozen=True):
    """A picture, film or attachment: `path` in NFC from the site's folder, `actual` as it is on disk."""

    path: str
    actual: str
    size: int
    width: int = 0
    height: int = 0
    derivatives: tuple[Derivative, ...] = ()  # the narrowest first


# --- what was released once -------------------------------------------------------------------------------


class Released(Struct, frozen=True):
    """An address that the ledger holds: its name (an address of the output, or that of an `Alias`), since
    when, the file that it was made from (empty: a page of the archive itself), and the place of its line."""

    name: str
    day: str
    source: str
    path: str
    line: int


class Tombstone(Struct, frozen=True):
    """The record of something withdrawn whose file is gone: `key` is the record's own name, `path` its file,
    `title` what it was called, if that may still be said."""

    key: str
    path: str
    aliases: tuple[Alias, ...]
    withdrawn: Withdrawal
    title: LocalText = LocalText()


class Ledger(Struct, frozen=True):
    """Every address ever released, and the records of those withdrawn."""

    released: tuple[Released, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()


# --- the archive ------------------------------------------------------------------------------------------


class Translation(Struct, frozen=True, gc=False):
    """An article or page in one language: its texts but for the body, which `Texts` has under its source's
    path; its address and the old addresses that lead to it. `outdated`: its original has changed since."""

    lang: str
    source_path: str
    title: str
    summary: str
    slug: str
    address: str
    aliases: tuple[Alias, ...] = ()
    translator: str = ""
    translated_from: Revision | None = None
    outdated: bool = False


class ProvinceRef(Struct, frozen=True, gc=False):
    """The province that an article names: the page of that name and, where the date tells, the unit."""

    slug: str
    unit: str | None


class Facts(Struct, frozen=True, gc=False):
    """What is true of an article in every language."""

    date: PartialDate | None = None
    authors: tuple[Author, ...] = ()
    provinces: tuple[ProvinceRef, ...] = ()
    review: tuple[str, ...] = ()
    updated: PartialDate | None = None
    tags: tuple[str, ...] = ()
    publisher: LocalText = LocalText()
    source: Origin | None = None
    cover: Media | None = None
    images: tuple[Media, ...] = ()
    video: Media | None = None
    attachments: tuple[Media, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    comments: tuple[Comment, ...] = ()
    poll: Poll | None = None
    views: int | None = None


class Article(Struct, frozen=True, gc=False):
    """One news item; `key` is its path under content/ without suffixes, its identity."""

    key: str
    section: str
    original: str
    facts: Facts
    translations: tuple[Translation, ...]

    def in_language(self, lang: str) -> Translation:
        """The translation into this language, else the original."""
        for translation in self.translations:
            if translation.lang == lang:
                return translation
        return next(each for each in self.translations if each.lang == self.original)


class StandingPage(Struct, frozen=True):
    """A page that belongs to no section: about, accessibility, contact."""

    key: str
    translations: tuple[Translation, ...]


class Entry(Struct, frozen=True, gc=False):
    """What the files of one article (or standing page) say together, before the archive decides what is
    shown; `digests` are the SHA-256 of all its files by path, `identity` the digest of the article alone."""

    key: str
    digests: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...] = ()
    article: Article | None = None
    page: StandingPage | None = None
    draft: bool = False
    publish: PartialDate | None = None
    expires: PartialDate | None = None
    uses: tuple[Uses, ...] = ()
    identity: str = ""
    silences: tuple[Silence, ...] = ()


class Texts(Protocol):
    """The texts that are too long to be held all at once. Worker processes take it along."""

    def body(self, source_path: str) -> tuple[str, ...]:
        """The parts of a body: see `Body`."""

    def attached(self, path: str) -> str:
        """The text of an attached file."""


class Sources(Struct, frozen=True):
    """All that was read: the entries, the media that they use by path, those refused, the digests of the
    attached texts by path, and the long texts themselves."""

    entries: tuple[Entry, ...]
    media: Mapping[str, MediaFile]
    refused: frozenset[str]
    attached: Mapping[str, str]
    texts: Texts
    ledger: Ledger = Ledger()


class Redirect(Struct, frozen=True):
    """An old address that leads to a page of the archive: the file that says so, the page's address, what the
    page is called."""

    alias: Alias
    source: str
    target: str
    title: Text


class Expired(Struct, frozen=True):
    """An article that was released and whose time is over: since when, and the media that went with it."""

    article: Article
    since: PartialDate
    media: frozenset[str]


class Archive(Struct, frozen=True):
    """Everything that the site can show on its build date, newest article first.

    `identities` has by key what changes when an article does, but for its bodies; `digests` has those of the
    Markdown files, `attached` those of attached texts, by path. `redirects` are all old addresses that lead
    to something.
    """

    settings: Settings
    articles: tuple[Article, ...]
    standing_pages: tuple[StandingPage, ...]
    media: Mapping[str, MediaFile]  # by path from the site's folder
    uses: Mapping[str, Uses]  # of the files shown, by path
    identities: Mapping[str, str]
    digests: Mapping[str, str]
    attached: Mapping[str, str]
    texts: Texts
    build_date: date
    ledger: Ledger = Ledger()
    expired: tuple[Expired, ...] = ()
    redirects: tuple[Redirect, ...] = ()


class Theme(Struct, frozen=True):
    """A theme as it was read, those that it extends beneath it: (name, text) of its templates, (address,
    file) of its static files, (language, gettext catalogue) of its words."""

    templates: tuple[tuple[str, str], ...]
    static: tuple[tuple[str, Path], ...]
    catalogues: tuple[tuple[str, str], ...]


# --- the output -------------------------------------------------------------------------------------------


class Copied(Struct, frozen=True):
    """A file of the output that is a copy of another."""

    path: str
    source: Path


class Rendered(Struct, frozen=True):
    """A file of the output and its bytes."""

    path: str
    content: bytes


OutputFile = Copied | Rendered
