"""The body of the article: its paragraphs, lists and captions, each once, in order."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.importer.lines.boilerplate import marker_of
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
_TELLING = 10  # letters; shorter texts repeat by chance
_LONG_HEADING = 200
_ASIDE = (PagePart.DATE, PagePart.AUTHOR, PagePart.SOURCE, PagePart.TAGS, PagePart.CRUMBS, PagePart.SITE)
_LEAD = 4  # blocks at the top among which a lead may stand twice
_LEAD_PREFIX = re.compile(
    r"(?:\((?=[A-ZĐ])[A-ZĐ0-9&.\- ]{2,14}\)\s*[-–—:]*"
    r"|(?!(?:TP|UBND|HĐND|QĐ|TS|GS|ISO|TCVN|VN)\b)[A-ZĐ]{2,7}O?\s*[-–—]+"
    r"|[A-ZĐ]{2,6}\.(?:VN|vn)\s*[-–—]+)"
    r"\s*(?=[^\W\d_a-z]|\d)"
)
_END_MARK = re.compile(r"\s*(?:\.\s?/\s?\.?|(?<=[.…])/\.)\s*$")
_TWICE = re.compile(r"(.{10,120}?)[\s.]*\1[\s.]*")


class BodyBlock(Struct, frozen=True):
    """A line of the body, and what it is there. `text` is what it says."""

    form: LineForm
    line: Line

    @property
    def text(self) -> str:
        return self.line.text


def find_blocks(frame: PageRegions, consumed: frozenset[int]) -> tuple[BodyBlock, ...]:
    """The blocks of the body; `consumed`: numbers of the lines that were read as date or signature."""
    lines = [
        *_lead(frame.front, consumed),
        *(line for line in _within(frame.text, consumed)),
        *_after_text(frame, consumed),
    ]
    ends = _last_in(frame)
    lines = _unglued(_single([_without_signature(line) if line.number == ends else line for line in lines]))
    return tuple(_once_led(_without_prefix(list(_blocks(lines)))))


def _lead(lines: tuple[Line, ...], consumed: frozenset[int]) -> Iterator[Line]:
    """The article's lines between title and first paragraph: a lead, captions, all below a lead."""
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
        elif begun or _begins_text(text):
            begun = True
            yield line


def _begins_text(text: str) -> bool:
    """Whether a line in front is text; shorter ones without an end name sections."""
    if len(text) >= 60 or is_sentence(text) or bullet_text(text) or is_numbered(text):
        return True
    return not is_label(text) and len(text.split()) > 6


def _within(lines: tuple[Line, ...], consumed: frozenset[int]) -> Iterator[Line]:
    for line in lines:
        dated = read_dateline(line.text)
        if (
            line.part in (PagePart.DATE, PagePart.TAGS)
            and len(line.text) < 120
            and not is_paragraph(line.text)
        ):
            continue
        if line.number not in consumed and not (dated and dated.label is not DateLabel.NONE):
            yield line


def _after_text(frame: PageRegions, consumed: frozenset[int]) -> Iterator[Line]:
    """What stands between the text and its signature: captions; in the text's element all that is no tool."""
    last = max((line.number for line in frame.signature if line.number in consumed), default=None)
    for line in frame.signature:
        if line.number in consumed:
            continue
        if line.number in frame.inside:
            if not (
                marker_of(line.text) or is_stamped(line.text) or is_credit(line.text) or line.part in _ASIDE
            ):
                yield line
            continue
        if last is not None and line.number > last:
            return
        before_name = last is not None and is_long_enough(line.text) and not frame.inside
        set_apart = line.picture or line.indent >= _CENTRED
        if before_name or set_apart or is_caption(line.text) or is_credit(line.text):
            yield line
        elif last is None:
            return


def _last_in(frame: PageRegions) -> int:
    return frame.text[-1].number if frame.text else 0


def _without_signature(line: Line) -> Line:
    """The last line of the text without a name that sticks to its end mark."""
    text, mark, after = line.text.rpartition(END_MARK)
    if mark and after.strip() and (labelled(after) or named(after, single=True)):
        return line.within(0, len(text) + len(mark))
    return line


def _single(lines: Iterable[Line]) -> list[Line]:
    """The lines without those that repeat the one before, or that say one thing twice in a row."""
    kept: list[Line] = []
    for line in map(_said_once, lines):
        same = kept and key(kept[-1].text) == key(line.text) and len(key(line.text)) >= _TELLING
        if same and not is_paragraph(line.text):
            fuller = max(kept[-1].text, line.text, key=len)
            kept[-1] = _as_caption(kept[-1], fuller)
        elif not same:
            kept.append(line)
    return kept


def _said_once(line: Line) -> Line:
    twice = _TWICE.fullmatch(line.text) if line.form is not LineForm.TABLE else None
    return _as_caption(line, twice[1]) if twice else line


def _as_caption(line: Line, text: str) -> Line:
    """The line with another text, which is known to be a caption."""
    return replace(line, text=text, picture=True, marks=())


def _unglued(lines: list[Line]) -> list[Line]:
    """The lines, captions that stick to the neighbouring paragraph taken off it."""
    kept: list[Line] = []
    for line in lines:
        before = kept.pop() if kept else None
        kept += [*_apart(before, line)] if before else [line]
    return kept


def _apart(before: Line, line: Line) -> tuple[Line, Line]:
    """Two lines of which one is a caption that the other begins or ends with, taken apart."""
    if _sticks(before.text, line.text) and line.text.startswith(before.text):
        rest = line.text[len(before.text) :]
        start = len(line.text) - len(rest.lstrip(" ."))
        return _as_caption(before, before.text), line.within(start)
    if _sticks(line.text, before.text) and before.text.endswith(line.text):
        return before.within(0, len(before.text) - len(line.text)), _as_caption(line, line.text)
    return before, line


def _sticks(caption: str, text: str) -> bool:
    short = _TELLING < len(caption) <= _CAPTION and not is_paragraph(caption)
    return short and len(text) > len(caption) + 20


def _blocks(lines: list[Line]) -> Iterator[BodyBlock]:
    """The lines as what they are. Bullets that were typed make a list's items as markup does."""
    outer = ""  # the mark of the list's first item; another mark is one level below
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
        if line.form is LineForm.PARAGRAPH and _is_caption(line, line.text):
            yield BodyBlock(LineForm.CAPTION, line)
        elif line.form is LineForm.HEADING and (len(line.text) > _LONG_HEADING or is_paragraph(line.text)):
            yield BodyBlock(LineForm.PARAGRAPH, replace(line, form=LineForm.PARAGRAPH, level=-1))
        else:
            yield BodyBlock(line.form, line)


def _without_end_mark(line: Line) -> Line:
    """The line with a full stop in place of "./."."""
    found = _END_MARK.search(line.text) if line.form is not LineForm.TABLE else None
    if not found:
        return line
    sentence = line.text[: found.start()]
    whole = sentence if sentence.endswith((".", "…", "!", "?")) else f"{sentence}."
    return replace(line.within(0, found.start()), text=whole)


def _is_caption(line: Line, text: str) -> bool:
    if len(text) > _CAPTION or is_numbered(text) or text.endswith(":"):
        return False
    if is_credit(text) or ((line.picture or line.indent >= _CENTRED) and not is_paragraph(text)):
        return True
    return is_bracketed(text) or (is_caption(text) and not is_sentence(text))


def _without_prefix(blocks: list[BodyBlock]) -> list[BodyBlock]:
    """The blocks, the paper's or the agency's initials taken off the lead ("(KHCN) - ", "BTO - ")."""
    cleaned = []
    for i, block in enumerate(blocks):
        prefix = _LEAD_PREFIX.match(block.text) if i < _LEAD and block.form is LineForm.PARAGRAPH else None
        cleaned.append(replace(block, line=block.line.within(prefix.end())) if prefix else block)
    return cleaned


def _once_led(blocks: list[BodyBlock]) -> Iterator[BodyBlock]:
    """The blocks without a lead that stands again, whole or cut short, among the first few."""
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
