"""The page as the importer reads it: lines, pictures and metadata.

HTML pages and plain text pages have the same form. Fields and body are found on these lines.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace


class LineForm(StrEnum):
    """Form of a line."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    TERM = "term"
    DEFINITION = "definition"


class PagePart(StrEnum):
    """Part of the page that the markup assigns to a line; OTHER if none."""

    OTHER = "other"
    TITLE = "title"
    DATE = "date"
    AUTHOR = "author"
    LEAD = "lead"
    BODY = "body"
    SOURCE = "source"
    TAGS = "tags"
    ATTACHMENTS = "attachments"
    CRUMBS = "crumbs"
    CAPTION = "caption"
    FOOT = "foot"  # of an article: who wrote it, where it comes from, how it is filed
    SITE = "site"  # menus, banners, lists of other articles, tools, comments


class Mark(Struct, frozen=True):
    """Emphasis, link, raised, lowered or struck text from `start` to `end` of a line.

    `target`: address of a link, label of a footnote.
    """

    start: int
    end: int
    kind: Literal["strong", "em", "link", "sup", "sub", "del", "note"]
    target: str = ""


class PagePicture(Struct, frozen=True):
    """Picture or embedded film before the line with the number `before`.

    `others`: further addresses of the same picture, best first. `kind`: a film or another document may be
    embedded as a picture is; of what cannot be kept only its name is known, in `alt`. `caption`: its caption
    if the markup says so. `place`: hash of the names of the elements around it.
    """

    before: int
    reference: str
    alt: str = ""
    part: PagePart = PagePart.OTHER
    path: tuple[int, ...] = ()
    others: tuple[str, ...] = ()
    kind: Literal["image", "embed", "lost"] = "image"
    caption: str = ""
    place: int = 0


class Cell(Struct, frozen=True):
    """Cell of a table. A line break in `text` separates its lines.

    `colspan`, `rowspan`: columns and rows that it covers.
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    heading: bool = False
    pictures: tuple[PagePicture, ...] = ()


class Line(Struct, frozen=True):
    """Line of text.

    `number`: position on the page, from 1. `indent`: columns. `gap`, `picture`: a blank line or a picture
    precedes. `level`: of a heading (1 to 6) or list item (from 0); a paragraph in an item has its level,
    others -1. `order`: number of an item in an ordered list, else 0. `quote`: depth of quotation. `rows`:
    cells of a table. `linked`: share of linked characters, 0 to 1. `soft`: only a line break precedes.
    `path`: numbers of the elements around the line, outermost first. `place`: hash of the names of these
    elements. `fingerprint`: hash of the text as it is in the source. Both are 0 without markup. `term`:
    number of letters before the definition, if the line joins a term and its definition.
    """

    number: int
    text: str
    indent: int = 0
    gap: bool = False
    picture: bool = False
    form: LineForm = LineForm.PARAGRAPH
    level: int = -1
    order: int = 0
    quote: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()
    marks: tuple[Mark, ...] = ()
    part: PagePart = PagePart.OTHER
    linked: float = 0.0
    soft: bool = False
    path: tuple[int, ...] = ()
    place: int = 0
    fingerprint: int = 0
    term: int = 0

    def within(self, start: int, end: int | None = None) -> "Line":
        """Returns the line cut to the characters from `start` to `end`, with its marks."""
        last = len(self.text) if end is None else end
        text = self.text[start:last]
        before = len(text) - len(text.lstrip())
        start, text = start + before, text.strip()
        marks = tuple(
            Mark(max(m.start - start, 0), min(m.end - start, len(text)), m.kind, m.target)
            for m in self.marks
            if m.start - start < len(text) and m.end > start
        )
        return replace(self, text=text, marks=marks, term=max(self.term - start, 0) if text else 0)

    def joined(self, other: "Line", glue: str) -> "Line":
        """Returns the line with another line appended."""
        start = len(self.text) + len(glue)
        moved = tuple(Mark(m.start + start, m.end + start, m.kind, m.target) for m in other.marks)
        return replace(self, text=self.text + glue + other.text, marks=self.marks + moved)


class MetadataClaim(Struct, frozen=True):
    """Value in the metadata of a page. `how`: its source (json-ld, meta, time)."""

    value: str
    how: str


class PageMetadata(Struct, frozen=True):
    """Metadata of a page by field.

    The fields are title, date, updated, author, section, tag, publisher, summary, url, type, place, site.
    """

    fields: Mapping[str, tuple[MetadataClaim, ...]] = {}

    def of(self, name: str) -> tuple[MetadataClaim, ...]:
        """Returns all values of a field, most trusted first."""
        return self.fields.get(name, ())

    @property
    def declares_article(self) -> bool:
        """Whether the metadata declares an article."""
        return any(claim.value.lower() == "article" for claim in self.of("type"))

    @property
    def describes_article(self) -> bool:
        """Whether the metadata says more of an article than its type.

        Sections declare that type, too.
        """
        typed = any(claim.value == "article" and claim.how == "json-ld" for claim in self.of("type"))
        return typed or (self.declares_article and bool(self.of("date")))


class Footnote(Struct, frozen=True):
    """Footnote: its label, which marks of kind "note" have as target, and its lines."""

    label: str
    lines: tuple[Line, ...]


class FramedPlaces(Struct, frozen=True):
    """What the frame of the site says of a page.

    `pages`: number of pages it was learned from, 0 without frame. `repeated`: numbers of the lines that
    repeat. `title`: numbers of the lines in a place of titles. `taught`: number of pages with a title there.
    `rank`: how well the place is shown, 0 to 1. `titles`: number of pages with a title in the best place of
    the site. `date`: number of the line in a place of dates, 0 if none. `dated`: number of pages with a date
    there. `others`: numbers of the lines in places of titles of other pages.
    """

    pages: int = 0
    repeated: frozenset[int] = frozenset()
    title: tuple[int, ...] = ()
    taught: int = 0
    rank: float = 0.0
    titles: int = 0
    others: frozenset[int] = frozenset()
    date: int = 0
    dated: int = 0


class CapturedPage(Struct, frozen=True):
    """Page as read. If `marked_up` is false, lines have no `path` and `part`.

    `site`: elements that the markup gives to the site. `withheld`: the parts that it gives to the lines
    in them, by number.
    """

    lines: tuple[Line, ...]
    pictures: tuple[PagePicture, ...] = ()
    metadata: PageMetadata = field(default_factory=PageMetadata)
    marked_up: bool = False
    footnotes: tuple[Footnote, ...] = ()
    folded: frozenset[int] = frozenset()
    framed: FramedPlaces = FramedPlaces()
    site: frozenset[int] = frozenset()
    withheld: Mapping[int, PagePart] = {}
