"""Finds the code in Markdown: between fences, and within a line. Nothing in it is a link."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

_FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)(.*)$", re.MULTILINE)
_INLINE = re.compile(r"`[^`\n]+`")


class _Fence(Struct, frozen=True):
    """A line of a fence: where it begins and ends, its signs, and whether it has nothing else."""

    start: int
    end: int
    signs: str
    is_bare: bool


def code_spans(text: str, begin: int) -> Sequence[tuple[int, int]]:
    """The start and end of all code from an offset on, in order."""
    fenced = _fenced(text, begin)
    found, at = list[tuple[int, int]](), begin
    for start, end in (*fenced, (len(text), len(text))):
        found += [each.span() for each in _INLINE.finditer(text, at, start)]
        found.append((start, end))
        at = end
    return found[:-1]


def _fenced(text: str, begin: int) -> list[tuple[int, int]]:
    """The code between fences. A fence without an end begins none."""
    fences = [
        _Fence(each.start(), each.end(), each[1], not each[2].rstrip(" \t\r").strip("`~"))
        for each in _FENCE.finditer(text, begin)
    ]
    starts = [each.start for each in fences if each.is_bare]
    closing = [each for each in fences if each.is_bare]
    found: list[tuple[int, int]] = []
    without_end: dict[str, int] = {}  # by sign the length from which on no fence has an end
    for fence in fences:
        sign, length = fence.signs[0], len(fence.signs)
        if (found and fence.start < found[-1][1]) or length >= without_end.get(sign, length + 1):
            continue
        later = range(bisect_left(starts, fence.end), len(closing))
        end = next((closing[n].end for n in later if closing[n].signs.startswith(fence.signs)), None)
        if end is None:
            without_end[sign] = length
        else:
            found.append((fence.start, end))
    return found
