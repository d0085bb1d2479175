"""A page as the importer reads it: its lines in order, its pictures, and what it claims of itself.

A page of HTML and one saved as plain text become the same: lines of text, each with what its setting or its
markup says of it. All that looks for fields and for the body works on these lines.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace


class LineForm(StrEnum):
    """How a line is set."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"


class PagePart(StrEnum):
    """Which part of a page the markup says that a line belongs to; OTHER where it says nothing."""

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
    SITE = "site"  # the site's own: menus, banners, lists of other articles, tools, comments


class Mark(Struct, frozen=True):
    """An emphasis or a link over letters `start` to `end` of a line's text."""

    start: int
    end: int
    kind: Literal["strong", "em", "link"]
    target: str = ""


class Line(Struct, frozen=True):
    """A line with text.

    `number`: its place on the page, from 1. `indent` in columns. `gap`, `picture`: a blank line, a picture's
    trace before it. `level`: of a heading (1 to 6) or of an item's list (from 0); a paragraph inside an item
    has one too, -1 for none. `order`: an item's number in an ordered list. `quote`: depth of quotation.
    `rows`: a table's cells. `linked`: share of its letters that are links. `soft`: only a line break parts
    it from the line before. `path`: the elements around it by number, the outermost first.
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
        """The line with letters `start` to `end` of its text only, its marks moved along."""
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
        """The line with another one behind it."""
        start = len(self.text) + len(glue)
        moved = tuple(Mark(m.start + start, m.end + start, m.kind, m.target) for m in other.marks)
        return replace(self, text=self.text + glue + other.text, marks=self.marks + moved)


class PagePicture(Struct, frozen=True):
    """A picture that stands before the line with the number `before`, or at the end of the page."""

    before: int
    reference: str
    alt: str = ""
    part: PagePart = PagePart.OTHER
    path: tuple[int, ...] = ()


class Claim(Struct, frozen=True):
    """What a page says of itself for machines: a value, and where it stands (json-ld, meta, time…)."""

    value: str
    how: str


class Claims(Struct, frozen=True):
    """The claims of a page by field: title, date, updated, author, section, tag, publisher, summary, url,
    type, place."""

    fields: Mapping[str, tuple[Claim, ...]] = {}

    def of(self, name: str) -> tuple[Claim, ...]:
        """All that is claimed of a field, the most trusted first."""
        return self.fields.get(name, ())

    @property
    def say_article(self) -> bool:
        """Whether the page says that it is an article."""
        return any(claim.value.lower() == "article" for claim in self.of("type"))


class CapturedPage(Struct, frozen=True):
    """A page that was read. `marked_up`: it came with markup, so that `path` and `part` tell something."""

    lines: tuple[Line, ...]
    pictures: tuple[PagePicture, ...] = ()
    claims: Claims = field(default_factory=Claims)
    marked_up: bool = False
