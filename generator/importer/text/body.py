"""Selects the blocks of the body: paragraphs, lists, captions, without repetition."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import is_noise, marker_of
from generator.importer.lines.dateline import DateLabel, is_stamped, read_dateline
from generator.importer.lines.shape import (
    bullet_text,
    is_bracketed,
    is_caption,
    is_label,
    is_long_enough,
    is_numbered,
    is_paragraph,
    is_sentence,
)
from generator.importer.lines.signature import is_credit, labelled, named
from generator.importer.lines.title import key
from generator.importer.reading.page import Line, LineForm, PagePart
from generator.importer.text.regions import END_MARK, PageRegions

_CENTRED = 8  # columns
_CAPTION = 250  # characters at most
_TELLING = 10  # characters; shorter texts repeat by chance
_LONG_HEADING = 200
_ASIDE = (
    PagePart.DATE, PagePart.AUTHOR, PagePart.SOURCE, PagePart.TAGS, PagePart.CRUMBS, PagePart.FOOT,
    PagePart.SITE,
)  # fmt: skip
_LISTED = (LineForm.ITEM, LineForm.TABLE, LineForm.TERM, LineForm.DEFINITION)
_MOSTLY_LINKED = 0.5
_LEAD = 4  # first blocks, among which a lead may be repeated
_LEAD_PREFIX = re.compile(
    r"(?:\((?=[A-ZĐ])[A-ZĐ0-9&.\- ]{2,14}\)\s*[-–—:]*"
    r"|(?!(?:TP|UBND|HĐND|QĐ|TS|GS|ISO|TCVN|VN)\b)[A-ZĐ]{2,7}O?\s*[-–—]+"
    r"|[A-ZĐ]{2,6}\.(?:VN|vn)\s*[-–—]+)"
    r"\s*(?=[^\W\d_a-z]|\d)"
)
_METADATA = 120  # letters; longer lines are text, whatever names their element
_END_MARK = re.compile(r"\s*(?:\.\s?/\s?\.?|(?<=[.…])/\.)\s*$")
_TWICE = re.compile(r"(.{10,120}?)[\s.]*\1[\s.]*")


class BodyBlock(Struct, frozen=True):
    """Line of the body and its form."""

    form: LineForm
    line: Line

    @property
    def text(self) -> str:
        """Text of the line."""
        return self.line.text


def find_blocks(regions: PageRegions, consumed: frozenset[int]) -> tuple[BodyBlock, ...]:
    """Returns the blocks of the body.

    `consumed`: numbers of the lines that were read as date or signature.
    """
    lines = [
        *_lead(regions.front, consumed),
        *(line for line in _within(regions.text, consumed)),
        *_after_text(regions, consumed),
    ]
    ends = _last_in(regions)
    lines = _separate_captions(
        _without_repetition([_without_signature(line) if line.number == ends else line for line in lines])
    )
    return tuple(_without_repeated_lead(list(as_blocks(lines))))


def as_blocks(lines: list[Line]) -> tuple[BodyBlock, ...]:
    """Returns the lines as blocks, without the initials of the agency before the lead."""
    return tuple(_without_prefix(list(_blocks(lines))))


def _lead(lines: tuple[Line, ...], consumed: frozenset[int]) -> Iterator[Line]:
    """Yields the lines of the article before its first paragraph: leads and captions."""
    begun = False
    for line in lines:
        text = line.text
        if (
            line.number in consumed
            or marker_of(text)
            or is_stamped(text)
            or labelled(text)
            or line.part in _ASIDE
        ):
            continue
        if line.part is PagePart.LEAD and len(text.split()) > 4:
            begun = True
            yield line
        elif is_caption(text) or is_credit(text) or line.picture:
            yield line
        elif begun or _begins_text(text) or _is_structured(line):
            begun = True
            yield line


def _is_structured(line: Line) -> bool:
    """Whether a line is of a list or table that says something."""
    own = line.form in _LISTED and line.linked < _MOSTLY_LINKED
    return own and not is_noise(line.text) and len(line.text.split()) > 1


def _begins_text(text: str) -> bool:
    """Whether a line before the text is text. Short lines without an end name sections."""
    if len(text) >= 60 or is_sentence(text) or bullet_text(text) or is_numbered(text):
        return True
    return not is_label(text) and len(text.split()) > 6


def is_metadata(line: Line) -> bool:
    """Whether a line in the text says something about the article: a date, tags, "Author: X"."""
    if len(line.text) < _METADATA and not is_paragraph(line.text):
        paired = line.term > 0 or line.form in (LineForm.TERM, LineForm.DEFINITION)
        if line.part in (PagePart.DATE, PagePart.TAGS) or (paired and line.part in _ASIDE):
            return True
    dated = read_dateline(line.text)
    return dated is not None and dated.label is not DateLabel.NONE


def _within(lines: tuple[Line, ...], consumed: frozenset[int]) -> Iterator[Line]:
    """Yields the lines of the text that are no metadata."""
    return (line for line in lines if line.number not in consumed and not is_metadata(line))


def _after_text(regions: PageRegions, consumed: frozenset[int]) -> Iterator[Line]:
    """Yields the lines between the text and its signature.

    Inside the element of the text these are all lines but tools, elsewhere only captions.
    """
    last = max((line.number for line in regions.signature if line.number in consumed), default=None)
    for line in regions.signature:
        if line.number in consumed:
            continue
        if line.number in regions.inside:
            if not (
                marker_of(line.text) or is_stamped(line.text) or is_credit(line.text) or line.part in _ASIDE
            ):
                yield line
            continue
        if last is not None and line.number > last:
            return
        before_name = last is not None and is_long_enough(line.text) and not regions.inside
        set_apart = line.picture or line.indent >= _CENTRED
        if before_name or set_apart or is_caption(line.text) or is_credit(line.text):
            yield line
        elif last is None:
            return


def _last_in(regions: PageRegions) -> int:
    """Returns the number of the last line of the text, 0 without text."""
    return regions.text[-1].number if regions.text else 0


def _without_signature(line: Line) -> Line:
    """Removes a name that follows the end mark of the last line."""
    text, mark, after = line.text.rpartition(END_MARK)
    if mark and after.strip() and (labelled(after) or named(after, single=True)):
        return line.within(0, len(text) + len(mark))
    return line


def _without_repetition(lines: Iterable[Line]) -> list[Line]:
    """Removes lines that repeat the previous line, and repetition in a line."""
    result: list[Line] = []
    for line in map(_said_once, lines):
        same = result and key(result[-1].text) == key(line.text) and len(key(line.text)) >= _TELLING
        if same and not is_paragraph(line.text):
            fuller = max(result[-1].text, line.text, key=len)
            result[-1] = _as_caption(result[-1], fuller)
        elif not same:
            result.append(line)
    return result


def _said_once(line: Line) -> Line:
    """Removes the second half of a line that repeats the first."""
    twice = _TWICE.fullmatch(line.text) if line.form is not LineForm.TABLE else None
    return _as_caption(line, twice[1]) if twice else line


def _as_caption(line: Line, text: str) -> Line:
    """Returns the line as a caption with another text."""
    return replace(line, text=text, picture=True, marks=())


def _separate_captions(lines: list[Line]) -> list[Line]:
    """Separates captions from the paragraphs that begin or end with them."""
    result: list[Line] = []
    for line in lines:
        before = result.pop() if result else None
        result += [*_apart(before, line)] if before else [line]
    return result


def _apart(before: Line, line: Line) -> tuple[Line, Line]:
    """Separates two lines if the other begins or ends with the caption."""
    if _sticks(before.text, line.text) and line.text.startswith(before.text):
        rest = line.text[len(before.text) :]
        start = len(line.text) - len(rest.lstrip(" ."))
        return _as_caption(before, before.text), line.within(start)
    if _sticks(line.text, before.text) and before.text.endswith(line.text):
        return before.within(0, len(before.text) - len(line.text)), _as_caption(line, line.text)
    return before, line


def _sticks(caption: str, text: str) -> bool:
    """Whether a short line may be a caption that sticks to the longer text."""
    short = _TELLING < len(caption) <= _CAPTION and not is_paragraph(caption)
    return short and len(text) > len(caption) + 20


def _blocks(lines: list[Line]) -> Iterator[BodyBlock]:
    """Yields the lines as blocks. Typed bullets become list items."""
    centred = sum(line.indent >= _CENTRED for line in lines) * 2 > len(lines)
    outer = ""  # bullet of the first item; another bullet is one level deeper
    for raw in lines:
        line = _without_end_mark(raw)
        typed = bullet_text(line.text) if line.form in (LineForm.PARAGRAPH, LineForm.ITEM) else None
        if typed and not line.picture:
            outer = outer or line.text[0]
            level = 0 if line.text[0] == outer else 1
            item = line.within(len(line.text) - len(typed))
            yield BodyBlock(
                LineForm.ITEM,
                item if line.form is LineForm.ITEM else replace(item, level=level, form=LineForm.ITEM),
            )
            continue
        outer = ""
        if line.form is LineForm.PARAGRAPH and _is_caption(line, line.text, centred):
            yield BodyBlock(LineForm.CAPTION, line)
        elif line.form is LineForm.HEADING and (len(line.text) > _LONG_HEADING or is_paragraph(line.text)):
            yield BodyBlock(LineForm.PARAGRAPH, replace(line, form=LineForm.PARAGRAPH, level=-1))
        else:
            yield BodyBlock(line.form, line)


def _without_end_mark(line: Line) -> Line:
    """Replaces the end mark "./." of a line by a full stop."""
    found = _END_MARK.search(line.text) if line.form is not LineForm.TABLE else None
    if not found:
        return line
    sentence = line.text[: found.start()]
    whole = sentence if sentence.endswith((".", "…", "!", "?")) else f"{sentence}."
    return replace(line.within(0, found.start()), text=whole)


def _is_caption(line: Line, text: str, centred: bool) -> bool:
    """Whether a paragraph is a caption. `centred`: most lines of the text are centred."""
    if len(text) > _CAPTION or is_numbered(text) or text.endswith(":"):
        return False
    if is_credit(text):
        return True
    if not line.path:  # plain text has no structure, and its pictures are gone
        shaped = (line.picture or line.indent >= _CENTRED) and not is_paragraph(text)
        return shaped or is_bracketed(text) or (is_caption(text) and not is_sentence(text))
    if not line.picture:
        return is_bracketed(text) and is_caption(text.strip("() "))
    slanted = any(mark.kind == "em" and mark.end - mark.start >= len(text) for mark in line.marks)
    set_apart = slanted or (line.indent >= _CENTRED and not centred)
    return set_apart or (is_caption(text) and not is_paragraph(text))


def _without_prefix(blocks: list[BodyBlock]) -> list[BodyBlock]:
    """Removes the initials of the agency before the lead ("(KHCN) - ", "BTO - ")."""
    cleaned = []
    for i, block in enumerate(blocks):
        prefix = _LEAD_PREFIX.match(block.text) if i < _LEAD and block.form is LineForm.PARAGRAPH else None
        cleaned.append(replace(block, line=block.line.within(prefix.end())) if prefix else block)
    return cleaned


def _without_repeated_lead(blocks: list[BodyBlock]) -> Iterator[BodyBlock]:
    """Yields the blocks without a repeated or shortened lead."""
    for i, block in enumerate(blocks):
        mine = key(block.text)
        before = [key(other.text) for other in blocks[: min(i, _LEAD)]]
        after = [key(other.text) for other in blocks[i + 1 : _LEAD + 1]]
        again = i <= _LEAD and len(mine) >= _TELLING and mine in before
        cut_short = (
            i < _LEAD and len(mine) >= 2 * _TELLING and any(_begins(other, mine, block) for other in after)
        )
        if not (again or cut_short):
            yield block


def _begins(other: str, mine: str, block: BodyBlock) -> bool:
    cut = block.text.endswith(("...", "…")) or block.form is LineForm.PARAGRAPH
    return cut and other != mine and other.startswith(mine)
