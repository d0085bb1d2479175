"""Rewrites the lines of a text; leaves code alone, and enters quotes and HTML."""

import re
from collections.abc import Iterator

from generator.read.typed.breaks import broken_lines
from generator.read.typed.emphasis import TIMES, literal_stars, tight_emphasis
from generator.read.typed.fences import (
    HELD,
    MARKED_FENCE,
    Fence,
    closing_fences,
    fence_end,
    indented_code,
    item_of_code,
    regular_fence,
)
from generator.read.typed.headings import PLAIN_HEADING, is_owned, regular_headings
from generator.read.typed.html import html_block_end, read_within
from generator.read.typed.indents import set_out
from generator.read.typed.lists import regular_lists
from generator.read.typed.markers import nested_by_signs, spaced_markers
from generator.read.typed.pipes import DELIMITER
from generator.read.typed.tables import regular_tables

# What begins a line that needs no rewriting after a gap: a word, a mark of Markdown, a regular item.
_REGULAR = re.compile(
    r"(?![a-zđ]{1,4}\))[^\W\d_]|[#>|:!\[\"“_`(«‘'&]|\*(?![ ])|\d(?!\d{0,8}\))|[-+*][ ](?!\[[ xX]\])"
)
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}\.)[ ](?!\[[ xX]\])")
_SPECIAL = frozenset("#|`0123456789")  # signs that begin lines of which more is asked
_NUMBER = re.compile(r"(\d{1,9})\.[ ]")
_COMMENT = re.compile(r"[ ]{0,3}<!--")
_RULE = re.compile(r"[ ]{0,3}[-=]+[ \t]*$")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_DEEPEST_QUOTE = 30
_DEEPEST_FENCE = 60  # blanks before code within nested lists
_FARTHEST = 2_000  # lines from the beginning of HTML to its end


def as_meant(lines: list[str]) -> list[str]:
    """Returns the lines of a Markdown text as Python-Markdown reads them rightly."""
    return lines if _is_regular(lines) else _rewritten(lines, 0)


def _is_regular(lines: list[str]) -> bool:
    """Whether a text surely needs no rewriting: few bodies of an archive do.

    Its lines are paragraphs, headings, rows or items that begin at the margin.
    """
    before = above = ""  # the line before, and the one before it
    for line in lines:
        if line:
            if _REGULAR.match(line) is None or "\t" in line or ("*" in line and TIMES.search(line)):
                return False
            if MARKED_FENCE.match(line):
                return False
            if before and not _go_together(before, line):
                return False
            if line[0] in _SPECIAL and not _is_plain(above, before, line):
                return False
        above, before = before, line
    return not any(bold != bold.strip() for line in lines if "**" in line for bold in line.split("**")[1::2])


def _go_together(before: str, line: str) -> bool:
    """Whether two neighbouring lines are rows of one table or items of one list."""
    if before[0] == "|":
        return line[0] == "|"
    is_numbered = line[0].isdigit()
    if is_numbered != before[0].isdigit() or (is_numbered and _jump(before, line)):
        return False
    return _ITEM.match(before) is not None and _ITEM.match(line) is not None


def _jump(before: str, line: str) -> bool:
    """Whether two items have numbers that neither follow each other nor are the same."""
    first, second = _NUMBER.match(before), _NUMBER.match(line)
    return first is not None and second is not None and int(second[1]) - int(first[1]) not in (0, 1)


def _is_plain(above: str, before: str, line: str) -> bool:
    """Whether a heading, code, a row or a numbered item stands as Python-Markdown wants it."""
    if line[0] == "#":
        return PLAIN_HEADING.match(line) is not None
    if line[0] == "|":
        return _is_plain_row(above, before, line)
    return not line.startswith("```") and (bool(before) or not _jump(above, line))


def _is_plain_row(above: str, before: str, line: str) -> bool:
    """Whether a row has its place: a head, dashes below it, or cells like those above it."""
    is_delimiter = DELIMITER.match(line) is not None
    if not before:
        return not is_delimiter
    return line.count("|") == before.count("|") and (is_delimiter or bool(above)) and "\\|" not in line


def _rewritten(lines: list[str], depth: int) -> list[str]:
    result: list[str] = []
    for kind, part in _parts(lines):
        if kind == "text":
            if result and result[-1].strip() and _RULE.match(part[0]):
                result.append("")  # a rule right under a quote does not make a heading of it
            result += _text(part)
        elif kind == "fence":
            result += regular_fence(part) if depth == 0 else indented_code(part)
        elif kind == "quote" and depth < _DEEPEST_QUOTE:
            inner = _rewritten([_QUOTE.sub("", line, count=1) for line in part], depth + 1)
            result += [f"> {line}" for line in inner]
        elif kind == "html" and depth == 0:
            result += read_within(part, lambda inner: _rewritten(inner, depth))
        else:
            result += part
    return result


def _text(lines: list[str]) -> list[str]:
    lines = regular_tables(spaced_markers(nested_by_signs(regular_headings(lines))))
    lines = literal_stars(tight_emphasis(lines))
    lines = broken_lines(regular_lists(set_out(lines)))
    return [line.replace(HELD, "") for line in lines]


def _parts(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yields the runs of lines of one kind: "text", "quote", "fence", "html", or "kept" for a comment."""
    text: list[str] = []
    at = 0
    owned = False  # what is set in belongs to an item or a note
    closing = closing_fences(lines)
    while at < len(lines):
        is_set_in = owned and lines[at][:1] in (" ", "\t")
        within = fence_end(lines, at, _DEEPEST_FENCE, closing) if is_set_in else None
        if within is not None:
            text += indented_code(lines[at:within], HELD)
            at = within
            continue
        if MARKED_FENCE.match(lines[at]) and (code := item_of_code(lines, at, closing)):
            written, at = code
            text += written
            owned = True
            continue
        end, kind = _special(lines, at, closing)
        if end == at:
            text.append(lines[at])
            owned = is_owned(lines[at], owned) if lines[at].strip() else owned
            at += 1
            continue
        if text:
            yield "text", text
            text = []
        yield kind, lines[at:end]
        at, owned = end, False
    if text:
        yield "text", text


def _special(lines: list[str], at: int, closing: list[Fence]) -> tuple[int, str]:
    """Returns the end and kind of the part that begins at a line.

    Parts are quotes, code and HTML. If none begins, the end is the line itself."""
    line = lines[at]
    if _QUOTE.match(line):
        end = next((n for n in range(at, len(lines)) if not _QUOTE.match(lines[n])), len(lines))
        return end, "quote"
    if (fenced := fence_end(lines, at, 3, closing)) is not None:
        return fenced, "fence"
    if _COMMENT.match(line):
        return next((n + 1 for n in _near(lines, at) if "-->" in lines[n]), at + 1), "kept"
    html_end = html_block_end(lines, at)
    return (at, "") if html_end is None else (html_end, "html")


def _near(lines: list[str], at: int) -> range:
    """Returns the lines in which an end is looked for.

    They are limited, so that the work does not grow with the square."""
    return range(at, min(len(lines), at + _FARTHEST))
