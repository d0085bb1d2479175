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
    SITE = "site"  # menus, banners, lists of other articles, tools, comments


class Mark(Struct, frozen=True):
    """Emphasis or link over the characters from `start` to `end` of a line."""

    start: int
    end: int
    kind: Literal["strong", "em", "link"]
    target: str = ""


class Line(Struct, frozen=True):
    """Line of text.

    `number`: position on the page, from 1. `indent`: columns. `gap`, `picture`: a blank line or a picture
    precedes. `level`: of a heading (1 to 6) or list item (from 0); a paragraph in an item has its level,
    others -1. `order`: number of an item in an ordered list, else 0. `quote`: depth of quotation. `rows`:
    cells of a table. `linked`: share of linked characters, 0 to 1. `soft`: only a line break precedes.
    `path`: numbers of the elements around the line, outermost first.
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
    rows: tuple[tuple[str, ...], ...] = ()
    marks: tuple[Mark, ...] = ()
    part: PagePart = PagePart.OTHER
    linked: float = 0.0
    soft: bool = False
    path: tuple[int, ...] = ()

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
        return replace(self, text=text, marks=marks)

    def joined(self, other: "Line", glue: str) -> "Line":
        """Returns the line with another line appended."""
        start = len(self.text) + len(glue)
        redirects = tuple(Mark(m.start + start, m.end + start, m.kind, m.target) for m in other.marks)
        return replace(self, text=self.text + glue + other.text, marks=self.marks + redirects)


class PagePicture(Struct, frozen=True):
    """Picture before the line with the number `before`, or at the end of the page."""

    before: int
    reference: str
    alt: str = ""
    part: PagePart = PagePart.OTHER
    path: tuple[int, ...] = ()


class MetadataClaim(Struct, frozen=True):
    """Value in the metadata of a page. `how`: its source (json-ld, meta, time)."""

    value: str
    how: str


class PageMetadata(Struct, frozen=True):
    """Metadata of a page by field.

    The fields are title, date, updated, author, section, tag, publisher, summary, url, type, place.
    """

    fields: Mapping[str, tuple[MetadataClaim, ...]] = {}

    def of(self, name: str) -> tuple[MetadataClaim, ...]:
        """Returns all values of a field, most trusted first."""
        return self.fields.get(name, ())

    @property
    def declares_article(self) -> bool:
        """Whether the metadata declares an article."""
        return any(claim.value.lower() == "article" for claim in self.of("type"))


class CapturedPage(Struct, frozen=True):
    """Page as read. If `marked_up` is false, lines have no `path` and `part`."""

    lines: tuple[Line, ...]
    pictures: tuple[PagePicture, ...] = ()
    metadata: PageMetadata = field(default_factory=PageMetadata)
    marked_up: bool = False
