"""The records that the stages share. Everything here is frozen; nothing here touches the disk.

content/ ─ read ─▶ entries ─ join ─▶ archive ─ plan ─▶ pages ─ render ─▶ files ─ publish ─▶ output/
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from generator.record import record

T = TypeVar("T")

Severity = Literal["error", "warning", "note"]  # what forbids publishing; what to mend; what to know


# --- problems ---------------------------------------------------------------------------------------------


@record(order=True)
class Problem:
    """Something wrong in the content: where (path from the site's folder, line and column from 1) and what.

    Message and remedy are made from the code and the details, in the language of whoever reads them
    (see `problems.py`).
    """

    path: str
    line: int
    column: int
    code: str
    details: tuple[tuple[str, str], ...] = ()


@record
class Outcome(Generic[T]):
    """What a stage made, and the problems that it met on the way."""

    value: T
    problems: tuple[Problem, ...] = ()


class Place(NamedTuple):
    """A point in a file: line and column, both from 1."""

    line: int
    column: int


@record
class Silence:
    """A code that is not to be reported, and why: `path` and `place` say where that is written, `files` (a
    pattern: * stands for anything) to which files it applies."""

    code: str
    reason: str
    path: str
    place: Place
    files: str


# --- texts and dates --------------------------------------------------------------------------------------


@record
class Text:
    """A text and the language that it is in."""

    value: str
    lang: str


@record
class LocalText:
    """One text in one or more languages, in the order in which they were given."""

    texts: tuple[Text, ...] = ()

    def get(self, lang: str) -> str | None:
        """The text in this very language, or None."""
        return next((t.value for t in self.texts if t.lang == lang), None)

    def best(self, lang: str) -> Text:
        """The text in this language, else the first one; an empty text where there is none."""
        exact = self.get(lang)
        if exact is not None:
            return Text(exact, lang)
        return self.texts[0] if self.texts else Text("", lang)

    def __bool__(self) -> bool:
        return bool(self.texts)


@record(order=True)
class PartialDate:
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


@record
class Section:
    """A section: its folder under content/, its names and its slug in each language."""

    key: str
    name: LocalText
    slug: LocalText
    kind: Kind


@record
class Masthead:
    """Who answers for the site, as its footer says."""

    agency: LocalText = LocalText()
    responsible: LocalText = LocalText()
    address: LocalText = LocalText()
    phone: str = ""
    email: str = ""
    licence: LocalText = LocalText()


@record
class LinkedSite:
    name: LocalText
    url: str


@record
class Checks:
    """What checking has to know: when the department was founded, and which codes the site silences."""

    founded: PartialDate | None = None
    silences: tuple[Silence, ...] = ()


@record
class Settings:
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


@record
class Author:
    """Who wrote it: a person, or an organisation (a department, a centre, a newspaper).

    The name alone is the identity: it has one page, whatever single articles take its bearer for.
    """

    name: str
    organisation: bool = field(default=False, compare=False)


@record
class Origin:
    """Where a saved article was found: name, address, capture date, SHA-256 of the captured file."""

    name: str = ""
    url: str = ""
    captured: PartialDate | None = None
    sha256: str = ""


@record
class Media:
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


@record
class Correction:
    date: PartialDate
    text: LocalText


@record
class Withdrawal:
    date: PartialDate
    reason: LocalText
    authority: LocalText


@record
class Comment:
    """A reader's comment of the legacy site, shown as closed."""

    author: str
    date: PartialDate | None
    text: str


@record
class Poll:
    """A poll of the legacy site: its question and (answer, votes)."""

    question: str
    answers: tuple[tuple[str, int], ...]


@record
class Revision:
    """A text at one time: the digest of its words (see `read/words.py`), and the day where it is known."""

    sha256: str
    date: PartialDate | None = None


@record
class Body:
    """A rendered, sanitised Markdown body.

    `parts` alternates text and marks: even items are HTML; an odd one is the number of a link in `links` and
    stands for its attribute (href) or, of a picture, for the whole element: they depend on the page that
    shows it.
    """

    parts: tuple[str, ...] = ()
    links: tuple["BodyLink", ...] = ()
    lead: str = ""  # the first paragraph as plain text


@record
class BodyLink:
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


@record
class Spelled:
    """A value as it is spelled in the front matter, and where."""

    value: str
    place: Place


@record
class Alias:
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


@record
class FrontMatter:
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
    more: Mapping[str, Any] = field(default_factory=dict)  # fields of the schema without a place above

    def value(self, name: str) -> Any:
        """The value of a field of the schema, or None."""
        return self.more.get(name) if name in self.more else getattr(self, name, None)

    def says(self, name: str) -> bool:
        """Whether the file says something for this field, be it that it is unknown."""
        return name in self.unknown or self.value(name) is not None


@record
class SourceFile:
    """One Markdown file of content/: `key` is its path under content/ without suffixes, `section` its first
    folder (empty for a standing page), `words` the digest of its words."""

    path: str
    key: str
    section: str
    lang: str
    front_matter: FrontMatter
    body: Body
    words: str


@record
class Uses:
    """What a file leads to, and where one can be led in it: its media by field, its links, its anchors."""

    path: str
    media: tuple[tuple[str, Media], ...] = ()
    links: tuple[BodyLink, ...] = ()
    anchors: frozenset[str] = frozenset()


@record
class Derivative:
    """A picture in a smaller size: a WebP file of this width that the store keeps, and its SHA-256."""

    width: int
    digest: str


@record
class MediaFile:
    """A picture, film or attachment: `path` in NFC from the site's folder, `actual` as it is on disk."""

    path: str
    actual: str
    size: int
    width: int = 0
    height: int = 0
    derivatives: tuple[Derivative, ...] = ()  # the narrowest first


# --- what was released once -------------------------------------------------------------------------------


@record
class Released:
    """An address that the ledger holds: its name (an address of the output, or that of an `Alias`), since
    when, the file that it was made from (empty: a page of the archive itself), and the place of its line."""

    name: str
    day: str
    source: str
    path: str
    line: int


@record
class Tombstone:
    """The record of something withdrawn whose file is gone: `key` is the record's own name, `path` its file,
    `title` what it was called, if that may still be said."""

    key: str
    path: str
    aliases: tuple[Alias, ...]
    withdrawn: Withdrawal
    title: LocalText = LocalText()


@record
class Ledger:
    """Every address ever released, and the records of those withdrawn."""

    released: tuple[Released, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()


# --- the archive ------------------------------------------------------------------------------------------


@record
class Translation:
    """An article in one language: its texts but for the body, which `Texts` has under its source's path; its
    address and the old addresses that lead to it. `outdated`: its original has changed since."""

    lang: str
    source_path: str
    title: str
    summary: str
    slug: str
    aliases: tuple[Alias, ...] = ()
    translator: str = ""
    translated_from: Revision | None = None
    outdated: bool = False


@record
class ProvinceRef:
    """The province that an article names: the page of that name and, where the date tells, the unit."""

    slug: str
    unit: str | None


@record
class Facts:
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


@record
class Article:
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


@record
class StandingPage:
    """A page that belongs to no section: about, accessibility, contact."""

    key: str
    translations: tuple[Translation, ...]


@record
class Entry:
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


@record
class Sources:
    """All that was read: the entries, the media that they use by path, those refused, the digests of the
    attached texts by path, and the long texts themselves."""

    entries: tuple[Entry, ...]
    media: Mapping[str, MediaFile]
    refused: frozenset[str]
    attached: Mapping[str, str]
    texts: Texts
    ledger: Ledger = Ledger()


@record
class Redirect:
    """An old address that leads to a page of the archive: the file that says so, the page's address, what the
    page is called."""

    alias: Alias
    source: str
    target: str
    title: Text


@record
class Expired:
    """An article that was released and whose time is over: since when, and the media that went with it."""

    article: Article
    since: PartialDate
    media: frozenset[str]


@record
class Archive:
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


@record
class Theme:
    """A theme as it was read, those that it extends beneath it: (name, text) of its templates, (address,
    file) of its static files, (language, gettext catalogue) of its words."""

    templates: tuple[tuple[str, str], ...]
    static: tuple[tuple[str, Path], ...]
    catalogues: tuple[tuple[str, str], ...]


# --- the output -------------------------------------------------------------------------------------------


@record
class Copied:
    """A file of the output that is a copy of another."""

    path: str
    source: Path


@record
class Rendered:
    """A file of the output and its bytes."""

    path: str
    content: bytes


OutputFile = Copied | Rendered
