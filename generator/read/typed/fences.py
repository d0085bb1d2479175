"""Fenced code as people write it: set in, with words behind the fence, closed by a longer one."""

import re

HELD = "\ufdd0"  # before a line of code whose blanks do not count; a clean text has none
_OPENING = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*([^`]*)$")
_LANGUAGE = re.compile(r"[\w#.+-]*")
# The sign of an item with a fence right behind it.
MARKED_FENCE = re.compile(r"([ ]{0,60}(?:[-*+]|\d{1,9}[.)])[ ]{1,4})(?:`{3,}|~{3,})[^`]*$")
_NO_TEXT = "<!-- -->"  # the text of an item that is code alone
_FARTHEST = 2_000  # lines to the closing fence


def fence_end(lines: list[str], at: int, deepest: int) -> int | None:
    """Returns the line after the code that is fenced from a line on; None if none is.

    `deepest` is how many blanks may stand before the fences.
    """
    line = lines[at]
    opening = _OPENING.match(line) if "```" in line or "~~~" in line else None
    if opening is None or len(opening[1].expandtabs(4)) > deepest:
        return None
    fence = opening[2]
    closing = re.compile(rf"[ \t]*{re.escape(fence)}{re.escape(fence[0])}*[ \t]*$")
    near = range(at + 1, min(len(lines), at + _FARTHEST))
    return next((n + 1 for n in near if closing.match(lines[n])), None)


def regular_fence(part: list[str]) -> list[str]:
    """Returns fenced code at the margin, as Python-Markdown reads it."""
    opening = _OPENING.match(part[0])
    assert opening is not None
    sign, language = opening[2][0], _LANGUAGE.match(opening[3])
    code = _code(part)
    longest = max((len(line) - len(line.lstrip(sign)) for line in code), default=0)
    fence = sign * max(len(opening[2]), longest + 1)
    return [f"{fence} {language[0] if language else ''}".rstrip(), *code, fence]


def indented_code(part: list[str], held: str = "") -> list[str]:
    """Returns fenced code as code that is set in, which lists and quotes can hold.

    `held` stands before each line of code.
    """
    indent = part[0][: len(part[0]) - len(part[0].lstrip(" \t"))].expandtabs(4)
    return ["", *(f"{indent}    {held}{line}" if line.strip() else "" for line in _code(part)), ""]


def item_of_code(lines: list[str], at: int) -> tuple[list[str], int] | None:
    """Returns an item that begins with fenced code, and the line after it.

    Returns None if nothing closes the fence.
    """
    marked = MARKED_FENCE.match(lines[at])
    assert marked is not None
    indent = len(marked[1])
    near = [" " * indent + lines[at][indent:], *lines[at + 1 : at + _FARTHEST]]
    end = fence_end(near, 0, indent)
    return None if end is None else ([marked[1] + _NO_TEXT, *indented_code(near[:end], HELD)], at + end)


def _code(part: list[str]) -> list[str]:
    """Returns the lines between the fences, without the blanks that stand before the opening one."""
    indent = len(part[0]) - len(part[0].lstrip(" \t"))
    return [line[min(indent, len(line) - len(line.lstrip(" \t"))) :] for line in part[1:-1]]
