"""Writes the body as Markdown, and numbers its media."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace

from generator.importer.addresses import is_file
from generator.importer.article import MediaReference
from generator.importer.lines.boilerplate import is_picture_trace
from generator.importer.lines.title import key
from generator.importer.reading.page import Footnote, Line, LineForm, Mark, PagePart, PagePicture
from generator.importer.text import markdown
from generator.importer.text.body import BodyBlock
from generator.importer.text.content import ArticleContent
from generator.importer.text.regions import ADDRESS
from generator.importer.text.table_writing import write_table
from generator.text.unicode import fold

_CREDIT = re.compile(
    r"[(.;|–-]?\s*(?:Ảnh|Photo|Nguồn ảnh)\s*:\s*(?P<name>[^:;()]{2,60}?)[).]*$", re.IGNORECASE
)
_FILE_NAME = re.compile(
    r"[\w .()-]{1,80}\.(?:jpe?g|png|gif|bmp|webp)|(?:IMG|DSC\w?|image|anh|hinh)[ _-]?\d*", re.IGNORECASE
)
_NOT_OF_TEXT = (PagePart.SITE, PagePart.AUTHOR, PagePart.CRUMBS, PagePart.TAGS)
# The name of a picture that leads to another service.
_SIGN = re.compile(r"(?:.{0,30} tren )?google news|news google|zalo|facebook|messenger|twitter|rss")
_DESCRIBING = (LineForm.TERM, LineForm.DEFINITION)


@dataclass
class _MediaList:
    """Media in the order of the body."""

    address: str
    references: list[MediaReference] = field(default_factory=list)

    def number(
        self,
        reference: str,
        kind: Literal["image", "attachment"],
        alt: str = "",
        caption: str = "",
        others: tuple[str, ...] = (),
    ) -> int:
        """Adds a medium and returns its number."""
        credit = _CREDIT.search(caption)
        name = credit["name"].strip() if credit else ""
        found = MediaReference(reference, kind, alt, caption, name, others)
        self.references.append(found)
        return len(self.references) - 1


def write_body(
    blocks: Sequence[BodyBlock],
    pictures: Iterable[PagePicture],
    footnotes: Iterable[Footnote],
    address: str,
) -> tuple[str, tuple[MediaReference, ...]]:
    """Returns the Markdown and its media. `address`: base URL of relative links.

    Only the footnotes that the blocks refer to are written.
    """
    media = _MediaList(address)
    waiting = sorted(pictures, key=lambda picture: picture.before)
    outer = _quoted_throughout(blocks)
    levels = _levels(blocks)
    pieces: list[str] = []
    before: BodyBlock | None = None
    numbers: dict[int, int] = {}
    for block in blocks:
        due = [picture for picture in waiting if picture.before <= block.line.number]
        waiting = waiting[len(due) :]
        captioned = _is_captioned(block, due)
        pieces += _shown(due, block.text if captioned else "", media)
        if not captioned:
            written = markdown.quoted(_written(block, media, levels), max(block.line.quote - outer, 0))
            pieces.append(_border(before, block, numbers if not due else {}) + written)
        before = None if due else block
        numbers = _numbers(numbers, block) if before else {}
    pieces += _shown(waiting, "", media)
    pieces += _footnotes(blocks, footnotes, media)
    return "".join(pieces).strip("\n") + "\n", tuple(media.references)


def _footnotes(blocks: Sequence[BodyBlock], footnotes: Iterable[Footnote], media: _MediaList) -> list[str]:
    """Returns the notes that the body refers to, each as a paragraph."""
    wanted = {mark.target for block in blocks for mark in _marks_of(block.line) if mark.kind == "note"}
    return [
        "\n\n" + markdown.footnote(note.label, [_note_line(line, media) for line in note.lines])
        for note in footnotes
        if note.label in wanted and note.lines
    ]


def _note_line(line: Line, media: _MediaList) -> str:
    return markdown.paragraph(line.text, _linked(line.marks, line.text, media))


def _is_captioned(block: BodyBlock, due: list[PagePicture]) -> bool:
    """Whether a block is the caption of a picture before it."""
    beside = block.line.picture or block.line.form is LineForm.CAPTION
    return block.form is LineForm.CAPTION and beside and any(picture.kind == "image" for picture in due)


def _shown(pictures: list[PagePicture], caption: str, media: _MediaList) -> list[str]:
    """Returns each picture as a paragraph. The last one gets the caption."""
    pieces = []
    last = next((picture for picture in reversed(pictures) if picture.kind == "image"), None)
    for picture in pictures:
        if picture.kind == "lost":
            continue
        if picture.kind == "embed":
            pieces.append(f"\n\n{_embedded(picture, media)}")
            continue
        words = picture.caption or (caption if picture is last else "")
        alt = "" if _is_trace(picture.alt) or key(picture.alt) == key(words) else picture.alt
        number = media.number(picture.reference, "image", alt, words, picture.others)
        pieces.append("\n\n" + markdown.picture(number, alt or words, words))
    return pieces


def _embedded(picture: PagePicture, media: _MediaList) -> str:
    """Returns the link to an embedded film or document; to a file if it is none of the web."""
    target = _target(picture.reference, picture.alt, media)
    if not target:
        target = f"media:{media.number(picture.reference, 'attachment', alt=picture.alt)}"
    return markdown.paragraph(picture.alt, [Mark(0, len(picture.alt), "link", target)])


def _is_trace(alt: str) -> bool:
    """Whether an alternative text is only a file name."""
    return bool(_FILE_NAME.fullmatch(alt)) or is_picture_trace(alt)


def _border(before: BodyBlock | None, block: BodyBlock, numbers: dict[int, int]) -> str:
    """Returns what separates two blocks: a line break inside a list, else an empty line.

    `numbers`: the last number of the open lists by level. A list that does not go on with the next number is
    another list.
    """
    if before is None or not numbers:
        adjacent = before is not None and before.form in _DESCRIBING and block.form is LineForm.DEFINITION
        return "\n" if adjacent else "\n\n"
    if block.form is LineForm.ITEM:
        last = numbers.get(max(block.line.level, 0))
        order = block.line.order
        goes_on = last is None or (last > 0 and order == last + 1 if order else not last)
        apart = "\n\n<!-- -->\n\n" if not goes_on else ""
        return apart or ("\n" if before.form is LineForm.ITEM else "\n\n")
    return "\n\n"


def _numbers(numbers: dict[int, int], block: BodyBlock) -> dict[int, int]:
    """Returns the last number of each open list, 0 for one without numbers."""
    line = block.line
    if block.form is LineForm.ITEM:
        level = max(line.level, 0)
        return {each: last for each, last in numbers.items() if each < level} | {level: line.order}
    inside = block.form is LineForm.PARAGRAPH and line.level >= 0
    return numbers if inside else {}


def _written(block: BodyBlock, media: _MediaList, levels: dict[int, int]) -> str:
    line = block.line
    marks = _linked(line.marks, line.text, media)
    if not marks and ADDRESS.fullmatch(line.text) and (target := _target(line.text, line.text, media)):
        marks = [Mark(0, len(line.text), "link", target)]
    match block.form:
        case LineForm.ITEM:
            return markdown.item(line.text, max(line.level, 0), line.order, marks)
        case LineForm.CAPTION:
            return markdown.caption(line.text)
        case LineForm.TABLE:
            return _table(line, media)
        case LineForm.HEADING:
            return markdown.heading(line.text, levels[line.level], marks)
        case LineForm.DEFINITION:
            return markdown.definition(line.text, marks)
        case _:
            if line.term:
                return _definition(line, media)
            return " " * 4 * (line.level + 1) + markdown.paragraph(line.text, marks)


def _definition(line: Line, media: _MediaList) -> str:
    """Returns a term and its definition, which one line joins."""
    term, said = line.within(0, line.term), line.within(line.term)
    said = said.within(len(said.text) - len(said.text.lstrip(": ")))
    return "\n".join((
        markdown.paragraph(term.text, _linked(term.marks, term.text, media)),
        markdown.definition(said.text, _linked(said.marks, said.text, media)),
    ))  # fmt: skip


def _table(line: Line, media: _MediaList) -> str:
    rows = [
        [replace(cell, marks=tuple(_linked(cell.marks, cell.text, media))) for cell in row]
        for row in line.rows
    ]

    def show(picture: PagePicture) -> tuple[str, str]:
        alt = "" if _is_trace(picture.alt) else picture.alt
        return alt, f"media:{media.number(picture.reference, 'image', alt, others=picture.others)}"

    return write_table(rows, show)


def _linked(marks: Iterable[Mark], text: str, media: _MediaList) -> list[Mark]:
    """Returns the marks with resolved link targets. Links without target are dropped."""
    resolved = []
    for mark in marks:
        if mark.kind != "link":
            if not (mark.kind == "strong" and mark.end - mark.start >= len(text) > 150):
                resolved.append(mark)
            continue
        target = _target(mark.target, text[mark.start : mark.end], media)
        if target:
            resolved.append(replace(mark, target=target))
    return resolved


def _target(reference: str, name: str, media: _MediaList) -> str:
    """Returns the target of a link; "" for a script, a fragment or nothing."""
    if is_file(reference):
        return f"media:{media.number(reference, 'attachment', alt=name)}"
    try:
        whole = urljoin(media.address, reference) if media.address else reference
        parts = urlsplit(whole)
    except ValueError:
        return ""
    on_page = reference.startswith("#") or not reference
    known = (parts.scheme in ("http", "https") and bool(parts.netloc)) or parts.scheme == "mailto"
    return markdown.target(whole) if known and not on_page else ""


def listed_files(lines: Iterable[Line], media: Sequence[MediaReference]) -> tuple[MediaReference, ...]:
    """Returns the attachments linked outside the text."""
    known = {medium.reference for medium in media}
    found: dict[str, MediaReference] = {}
    for line in lines:
        for target, words in _links_of(line):
            if is_file(target) and target not in known and target not in found:
                found[target] = MediaReference(target, "attachment", words)
    return tuple(found.values())


def _marks_of(line: Line) -> Iterator[Mark]:
    """Yields the marks of a line and of the cells of a table."""
    yield from line.marks
    for row in line.rows:
        for cell in row:
            yield from cell.marks


def _links_of(line: Line) -> Iterator[tuple[str, str]]:
    """Yields target and words of the links in a line or table."""
    marked = [(line.text, line.marks), *((cell.text, cell.marks) for row in line.rows for cell in row)]
    for text, marks in marked:
        yield from ((mark.target, text[mark.start : mark.end]) for mark in marks if mark.kind == "link")


def _quoted_throughout(blocks: Sequence[BodyBlock]) -> int:
    """Depth at which most of the body is quoted. Some portals quote every text."""
    depths = [block.line.quote for block in blocks]
    return min(sorted(depths)[len(depths) // 3 :], default=0) if depths else 0


def _levels(blocks: Sequence[BodyBlock]) -> dict[int, int]:
    """Maps the heading levels of the page to levels in the body, from 2."""
    used = sorted({block.line.level for block in blocks if block.form is LineForm.HEADING})
    return {level: min(2 + i, 6) for i, level in enumerate(used)}


def pictures_of(
    pictures: Iterable[PagePicture], blocks: Sequence[BodyBlock], content: ArticleContent, above: int
) -> tuple[PagePicture, ...]:
    """Returns the pictures of the article: after its title, or inside its text.

    Portraits of authors and signs that lead elsewhere are none.
    """
    if not blocks:
        return ()
    first, last = blocks[0].line.number, blocks[-1].line.number + 1
    return tuple(
        picture
        for picture in pictures
        if picture.part not in _NOT_OF_TEXT
        and not _SIGN.fullmatch(fold(picture.alt).strip())
        and above < picture.before <= last
        and _is_in(content.body if picture.before > first else content.around, picture)
    )


def _is_in(element: int, picture: PagePicture) -> bool:
    return not element or element in picture.path
