"""Contents of single files in content/, before they are merged into articles."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.model.problem import Suppression
from generator.model.values import FILE_START, LocalText, PartialDate, Position


class Author(Struct, frozen=True, array_like=True, eq=False, gc=False):
    """The author of an article: a person, or an organisation such as a department or a newspaper.

    The name alone identifies the author. There is one page for each name, even if articles disagree on
    `organisation`.
    """

    name: str
    organisation: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Author) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


class ArticleSource(Struct, frozen=True, array_like=True):
    """The source of a saved article: name, address, date of capture, SHA-256 of the captured file.

    `gone` is the day on which the address was found to lead nowhere any more.
    """

    name: str = ""
    url: str = ""
    captured: PartialDate | None = None
    sha256: str = ""
    gone: PartialDate | None = None


class Media(Struct, frozen=True, array_like=True, gc=False):
    """A picture, film or file of an article.

    Either `path`, from the site's folder, or `url`, on another site, is set. `caption` is also the title of
    an attachment. `poster` and `captions` are the paths of a film's still picture and of its subtitles.
    """

    path: str
    url: str
    position: Position
    alt: LocalText = LocalText()
    caption: LocalText = LocalText()
    credit: LocalText = LocalText()
    poster: str = ""
    captions: str = ""

    def files(self) -> Iterator[tuple[str, str]]:
        """Yields (part, path) of its files of this site."""
        parts = (("src", self.path), ("poster", self.poster), ("captions", self.captions))
        return ((part, path) for part, path in parts if path)


class Correction(Struct, frozen=True, array_like=True):
    """A correction published with the article."""

    date: PartialDate
    text: LocalText


class Withdrawal(Struct, frozen=True, array_like=True):
    """The withdrawal of an article: when, why, and by whose authority.

    `title` is what the notice may still call the article. If `kept` is true the text stays, with the notice;
    if it is None nobody said so, and the text is gone.
    """

    date: PartialDate
    reason: LocalText
    authority: LocalText
    title: LocalText = LocalText()
    kept: bool | None = None


class Comment(Struct, frozen=True, array_like=True):
    """A reader's comment on the legacy site. Comments are closed."""

    author: str
    date: PartialDate | None
    text: str


class Poll(Struct, frozen=True, array_like=True):
    """A poll of the legacy site. `answers` are (answer, votes)."""

    question: str
    answers: tuple[tuple[str, int], ...]


class Revision(Struct, frozen=True, array_like=True):
    """A version of a text: its digest (see `read/translation_digest.py`), and its day or None."""

    sha256: str
    date: PartialDate | None = None


TABLE, TABLE_END = "table", "/table"
_SEPARATOR = "\x1f"  # a control character, which no text has (see `text.unicode.clean`)


class BodyParts(Struct, frozen=True, array_like=True, gc=False):
    """A rendered body, cut into HTML and placeholders.

    A placeholder stands for HTML that depends on the page and on the theme.

    Even items are HTML, odd ones placeholders. A number stands for a link of the body: for its attribute
    `href` or, if the link is a picture, for the whole element. `TABLE` and `TABLE_END` stand around a table.
    """

    items: tuple[str, ...] = ()

    @classmethod
    def split(cls, text: str) -> "BodyParts":
        """The parts of a text made with `placeholder`, or by `joined`."""
        return cls(tuple(text.split(_SEPARATOR)))

    def joined(self) -> str:
        """All parts as one text, which `split` reads."""
        return _SEPARATOR.join(self.items)

    def html(self) -> str:
        """The HTML alone, with a space for each placeholder."""
        return " ".join(self.items[::2])

    def filled(self, fill: Callable[[str], str]) -> str:
        """The HTML with each placeholder replaced by what `fill` returns for it."""
        items = list(self.items)
        for at in range(1, len(items), 2):
            items[at] = fill(items[at])
        return "".join(items)

    def __bool__(self) -> bool:
        return any(self.items)


def placeholder(name: str) -> str:
    """A placeholder, as it stands in HTML that is to be split."""
    return f"{_SEPARATOR}{name}{_SEPARATOR}"


def without_separators(html: str) -> str:
    """HTML of others, in which nothing can pass for a placeholder."""
    return html.replace(_SEPARATOR, "")


class SpoolPlace(Struct, frozen=True, array_like=True, gc=False):
    """Where the cache has a long text: its file, offset and size in bytes, and its hash."""

    file: int
    offset: int
    size: int
    digest: bytes


class Body(Struct, frozen=True):
    """A rendered, sanitised Markdown body; `lead` is its first paragraph as plain text."""

    parts: BodyParts = BodyParts()
    links: tuple["BodyLink", ...] = ()
    lead: str = ""


class BodyLink(Struct, frozen=True, array_like=True, gc=False):
    """A link from a body to a file of this site.

    `target` is a path from the site's folder. If `image` is true, the file is shown, with `alt` as its
    alternative text. `within`: the picture is inside a link. `rooted`: it was written from content/, with a
    slash before it.
    """

    target: str
    fragment: str
    position: Position
    image: bool = False
    alt: str = ""
    within: bool = False
    rooted: bool = False


class Spelled(Struct, frozen=True):
    """A value as it is spelled in the front matter, and its position."""

    value: str
    position: Position


class Alias(Struct, frozen=True, array_like=True):
    """An old address that must redirect to the file that names it.

    `value` is the address as spelled. The other fields are its parts (see `text/old_address.py`).
    """

    value: str
    position: Position
    host: str
    path: str
    query: str
    key: str

    @property
    def name(self) -> str:
        """Its name in the ledger: the key, with the host in front if there is one."""
        return f"//{self.host}/{self.key}" if self.host else self.key


class FrontMatter(Struct, frozen=True):
    """The front matter of one file, before it is merged with that of its translations.

    `positions` are the positions of the fields, by name. `unknown` are the fields marked as unknown. `faulty`
    are those with an unreadable value. Paths of media are from the site's folder. `schema/front_matter.py`
    explains each field.
    """

    positions: Mapping[str, Position]
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
    series: LocalText | None = None
    publisher: LocalText | None = None
    source: ArticleSource | None = None
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
    silence: tuple[Suppression, ...] | None = None
    more: Mapping[str, Any] = {}  # fields of the schema that have no attribute above

    def value(self, name: str) -> Any:
        """The value of a field of the schema, or None."""
        return self.more.get(name) if name in self.more else getattr(self, name, None)

    def says(self, name: str) -> bool:
        """Whether the file has the field, with a value or marked as unknown."""
        return name in self.unknown or self.value(name) is not None


class SourceFile(Struct, frozen=True):
    """One Markdown file of content/.

    `key` is its path under content/ without suffixes. `section` is its first folder, "" for a standing page.
    `markdown` is the body as written, in NFC.
    """

    path: str
    key: str
    section: str
    lang: str
    front_matter: FrontMatter
    markdown: str
    body: Body


class Uses(Struct, frozen=True, array_like=True, gc=False):
    """References of a file.

    These are its media by field, its links, and the anchors that other files can link to. `fields` are the
    positions of the fields that name an address or a template.
    """

    path: str
    media: tuple[tuple[str, Media], ...] = ()
    links: tuple[BodyLink, ...] = ()
    anchors: frozenset[str] = frozenset()
    fields: tuple[tuple[str, Position], ...] = ()

    def position_of(self, field: str) -> Position:
        """The position of one of these fields; the start of the file if it has none."""
        return next((position for name, position in self.fields if name == field), FILE_START)


class Derivative(Struct, frozen=True, array_like=True):
    """A smaller version of a picture.

    It is a WebP file in the cache, with its width in pixels and its SHA-256.
    """

    width: int
    digest: str


class MediaFile(Struct, frozen=True, array_like=True):
    """A picture, film or attachment.

    `path` is from the site's folder, in NFC. `actual` is the path on disk. `size` is in bytes, `width` and
    `height` are in pixels (0 if it is no picture). `converted` is the SHA-256 of the JPEG in the cache that
    is published in its place, or "". `place`: the file says where it was made. `seconds` is the length of a
    film, `pages` their number in a PDF file; 0 if it is not known.
    """

    path: str
    actual: str
    size: int
    width: int = 0
    height: int = 0
    derivatives: tuple[Derivative, ...] = ()  # the narrowest first
    converted: str = ""
    place: bool = False
    seconds: int = 0
    pages: int = 0
