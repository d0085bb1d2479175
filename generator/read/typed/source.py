"""Rewrites the lines of a text; leaves code and HTML alone, and enters quotes."""

import re
from collections.abc import Iterator

from generator.read.typed.breaks import broken_lines
from generator.read.typed.emphasis import tight_emphasis
from generator.read.typed.indents import set_out
from generator.read.typed.lists import regular_lists
from generator.read.typed.tables import regular_tables

# What begins a line that needs no rewriting after a gap: a word, a mark of Markdown, a regular item.
_REGULAR = re.compile(
    r"(?![a-zđ]{1,4}\))[^\W\d_]|[#>|<:!\[\"“_`(«‘'&]|\*(?![ ])|\d(?!\d{0,8}\))|[-+*][ ](?!\[[ xX]\])"
)
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}\.)[ ](?!\[[ xX]\])")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[^`]*$")
_HTML = re.compile(
    r"[ ]{0,3}<(address|article|aside|blockquote|center|details|dir|div|dl|fieldset|figcaption|figure|footer"
    r"|form|h[1-6]|header|hr|iframe|main|menu|nav|ol|p|pre|script|section|style|table|tbody|td|textarea|tfoot"
    r"|th|thead|tr|ul|video|audio|object|svg|math)(?=[\s/>]|$)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"[ ]{0,3}<!--")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_DEEPEST_QUOTE = 30
_FARTHEST = 2_000  # lines from the beginning of code or HTML to its end


def as_meant(lines: list[str]) -> list[str]:
    """Returns the lines of a Markdown text as Python-Markdown reads them rightly."""
    return lines if _is_regular(lines) else _rewritten(lines, 0)


def _is_regular(lines: list[str]) -> bool:
    """Whether a text surely needs no rewriting: few bodies of an archive do.

    Its lines are paragraphs, headings, rows or items that begin at the margin.
    """
    before = ""
    for line in lines:
        if line:
            if _REGULAR.match(line) is None or "\t" in line:
                return False
            if before and not _go_together(before, line):
                return False
        before = line
    return not any(bold != bold.strip() for line in lines if "**" in line for bold in line.split("**")[1::2])


def _go_together(before: str, line: str) -> bool:
    """Whether two neighbouring lines are rows of one table or items of one list."""
    if before[0] == "|":
        return line[0] == "|"
    same_kind = before[0].isdigit() == line[0].isdigit()
    return same_kind and _ITEM.match(before) is not None and _ITEM.match(line) is not None


def _rewritten(lines: list[str], depth: int) -> list[str]:
    result: list[str] = []
    for kind, part in _parts(lines):
        if kind == "text":
            result += broken_lines(regular_lists(set_out(tight_emphasis(regular_tables(part)))))
        elif kind == "quote" and depth < _DEEPEST_QUOTE:
            inner = _rewritten([_QUOTE.sub("", line, count=1) for line in part], depth + 1)
            result += [f"> {line}" for line in inner]
        else:
            result += part
    return result


def _parts(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yields the runs of lines of one kind: "text", "quote", or "kept" for code and HTML."""
    text: list[str] = []
    at = 0
    while at < len(lines):
        end, kind = _special(lines, at)
        if end == at:
            text.append(lines[at])
            at += 1
            continue
        if text:
            yield "text", text
            text = []
        yield kind, lines[at:end]
        at = end
    if text:
        yield "text", text


def _special(lines: list[str], at: int) -> tuple[int, str]:
    """Returns the end and kind of the part that begins at a line.

    Parts are quotes, code and HTML. If none begins, the end is the line itself."""
    line = lines[at]
    if _QUOTE.match(line):
        end = next((n for n in range(at, len(lines)) if not _QUOTE.match(lines[n])), len(lines))
        return end, "quote"
    if fence := _FENCE.match(line):
        return _fence_end(lines, at, fence[1]), "kept"
    if _COMMENT.match(line):
        return next((n + 1 for n in _near(lines, at) if "-->" in lines[n]), at + 1), "kept"
    html_end = html_block_end(lines, at)
    return (at, "") if html_end is None else (html_end, "kept")


def _near(lines: list[str], at: int) -> range:
    """Returns the lines in which an end is looked for.

    They are limited, so that the work does not grow with the square."""
    return range(at, min(len(lines), at + _FARTHEST))


def _fence_end(lines: list[str], at: int, fence: str) -> int:
    """Returns the line after the closing fence; the opening line itself if none closes it."""
    closing = re.compile(rf"[ ]{{0,3}}{re.escape(fence)}{re.escape(fence[0])}*[ \t]*$")
    return next((n + 1 for n in _near(lines, at + 1) if closing.match(lines[n])), at + 1)


def html_block_end(lines: list[str], at: int) -> int | None:
    """Returns the line after the HTML that begins at a line; None if none begins there.

    If nothing closes its tag, it ends at the next empty line.
    """
    opening = _HTML.match(lines[at])
    if opening is None:
        return None
    tag = opening[1]
    mark = re.compile(rf"<(/?){re.escape(tag)}(?=[\s/>])", re.IGNORECASE)
    depth = 0
    for n in _near(lines, at):
        for found in mark.finditer(f"{lines[n]} "):
            depth += -1 if found[1] else 1
        if depth <= 0:
            return n + 1
    return next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
