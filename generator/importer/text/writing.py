"""Writes the body as Markdown, and numbers its media."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

from msgspec.structs import replace

from generator.importer.article import MediaReference
from generator.importer.lines.boilerplate import is_picture_trace
from generator.importer.lines.title import key
from generator.importer.reading.page import Line, LineForm, Mark, PagePart, PagePicture
from generator.importer.text import markdown
from generator.importer.text.body import BodyBlock
from generator.importer.text.content import ArticleContent

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|rtf|csv|epub|mp3|mp4)$", re.IGNORECASE)
_CREDIT = re.compile(
    r"[(.;|–-]?\s*(?:Ảnh|Photo|Nguồn ảnh)\s*:\s*(?P<name>[^:;()]{2,60}?)[).]*$", re.IGNORECASE
)
_FILE_NAME = re.compile(
    r"[\w .()-]{1,80}\.(?:jpe?g|png|gif|bmp|webp)|(?:IMG|DSC\w?|image|anh|hinh)[ _-]?\d*", re.IGNORECASE
)


@dataclass
class _MediaList:
    """Media in the order of the body."""

    address: str
    references: list[MediaReference] = field(default_factory=list)

    def number(
        self, reference: str, kind: Literal["image", "attachment"], alt: str = "", caption: str = ""
    ) -> int:
        """Adds a medium and returns its number."""
        credit = _CREDIT.search(caption)
        found = MediaReference(reference, kind, alt, caption, credit["name"].strip() if credit else "")
        self.references.append(found)
        return len(self.references) - 1


def write_body(
    blocks: Sequence[BodyBlock], pictures: Iterable[PagePicture], address: str
) -> tuple[str, tuple[MediaReference, ...]]:
    """Returns the Markdown and its media. `address`: base URL of relative links."""
    media = _MediaList(address)
    waiting = sorted(pictures, key=lambda picture: picture.before)
    outer = _quoted_throughout(blocks)
    levels = _levels(blocks)
    pieces: list[str] = []
    before: BodyBlock | None = None
    for block in blocks:
        due = [picture for picture in waiting if picture.before <= block.line.number]
        waiting = waiting[len(due) :]
        captioned = block.form is LineForm.CAPTION and bool(due)
        pieces += _shown(due, block.text if captioned else "", media)
        if not captioned:
            written = markdown.quoted(_written(block, media, levels), max(block.line.quote - outer, 0))
            close = bool(before) and not due and _adjoins(before, block)
            pieces.append(("\n" if close else "\n\n") + written)
        before = None if due else block
    pieces += _shown(waiting, "", media)
    return "".join(pieces).strip("\n") + "\n", tuple(media.references)


def _shown(pictures: list[PagePicture], caption: str, media: _MediaList) -> list[str]:
    """Returns each picture as a paragraph. The last one gets the caption."""
    pieces = []
    for picture in pictures:
        words = caption if picture is pictures[-1] else ""
        alt = "" if _is_trace(picture.alt) or key(picture.alt) == key(words) else picture.alt
        number = media.number(picture.reference, "image", alt, words)
        pieces.append("\n\n" + markdown.picture(number, alt or words, words))
    return pieces


def _is_trace(alt: str) -> bool:
    """Whether an alternative text is only a file name."""
    return bool(_FILE_NAME.fullmatch(alt)) or is_picture_trace(alt)


def _adjoins(before: BodyBlock | None, block: BodyBlock) -> bool:
    """Whether both blocks are items of one list."""
    return before is not None and before.form is LineForm.ITEM and block.form is LineForm.ITEM


def _written(block: BodyBlock, media: _MediaList, levels: dict[int, int]) -> str:
    line = block.line
    marks = _linked(line, media)
    match block.form:
        case LineForm.ITEM:
            return markdown.item(line.text, max(line.level, 0), line.order, marks)
        case LineForm.CAPTION:
            return markdown.caption(line.text)
        case LineForm.TABLE:
            return markdown.table(line.rows)
        case LineForm.HEADING:
            return markdown.heading(line.text, levels[line.level], marks)
        case _:
            return " " * 4 * (line.level + 1) + markdown.paragraph(line.text, marks)


def _linked(line: Line, media: _MediaList) -> list[Mark]:
    """Returns the marks with resolved link targets. Links without target are dropped."""
    marks = []
    for mark in line.marks:
        if mark.kind != "link":
            if not (mark.kind == "strong" and mark.end - mark.start >= len(line.text) > 150):
                marks.append(mark)
            continue
        target = _target(mark.target, line.text[mark.start : mark.end], media)
        if target:
            marks.append(replace(mark, target=target))
    return marks


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


def is_file(reference: str) -> bool:
    """Whether a link leads to a document file."""
    try:
        parts = urlsplit(reference)
    except ValueError:
        return False
    if parts.scheme not in ("", "http", "https", "file"):
        return False
    return any(_FILE.search(unquote(part)) for part in (parts.path, parts.query))


def listed_files(lines: Iterable[Line], media: Sequence[MediaReference]) -> tuple[MediaReference, ...]:
    """Returns the attachments linked outside the text."""
    known = {medium.reference for medium in media}
    found: dict[str, MediaReference] = {}
    for line in lines:
        for mark in line.marks:
            new = mark.kind == "link" and is_file(mark.target) and mark.target not in known
            if new and mark.target not in found:
                found[mark.target] = MediaReference(
                    mark.target, "attachment", line.text[mark.start : mark.end]
                )
    return tuple(found.values())


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
    """Returns the pictures of the article: after its title, or inside its text."""
    if not blocks:
        return ()
    first, last = blocks[0].line.number, blocks[-1].line.number + 1
    return tuple(
        picture
        for picture in pictures
        if picture.part is not PagePart.SITE
        and above < picture.before <= last
        and _is_in(content.body if picture.before > first else content.around, picture)
    )


def _is_in(element: int, picture: PagePicture) -> bool:
    return not element or element in picture.path
