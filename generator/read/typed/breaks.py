"""Line breaks that were meant: of addresses, of points like "a)" or "[1]", of a backslash."""

import re
from itertools import groupby, pairwise

_POINT = re.compile(r"[ \t]*(?:[a-zđ]|[ivx]{2,4})\)[ \t]")
# Points that could be the end of a sentence by chance. Two lines of a paragraph must begin like this.
_KINDS = tuple(
    re.compile(rf"[ \t]*(?:{kind})")
    for kind in (
        r"[a-zđ][./][ \t]",
        r"[A-ZĐ][./)][ \t]",
        r"[IVX]{1,5}[./)\-][ \t]",
        r"\((?:\d{1,2}|[a-zđ]|[ivx]{2,4})\)[ \t]",
        r"\d{1,2}/(?!\d)",
        r"[1-9]\d?(?:\.[1-9]\d?)+\.?[ \t]",
        r"\[\d{1,3}\][ \t]",
        r"\[[ xX]\][ \t]",
    )
)
_MAYBE = re.compile(r"[ \t]*[\[(]?(?:\w{1,5}|[ ])[./)\]\-]")
_NO_PROSE = re.compile(r"[ \t]|[#>|<]|:[ \t]|\[\^|\*\[|[-*+][ \t]|\d{1,9}[.)][ \t]|[=-]+[ \t]*$|!!!|```|~~~")
_BACKSLASH = re.compile(r"(?<!\\)\\$")
_BREAK = re.compile(r"<br[ ]?/?>[ \t]*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][)\"”’»]*$")
_IN_BRACKETS = re.compile(r"\([^()]+\)")  # as "(đã ký)"
_FEWEST = 2  # points
_SHORT = 48  # characters; a text that is broken by width has longer lines


def broken_lines(lines: list[str]) -> list[str]:
    """Returns the lines with two blanks where a line break was meant."""
    groups = groupby(lines, lambda line: not line.strip())
    return [line for is_gap, group in groups for line in (group if is_gap else _broken([*group]))]


def _broken(block: list[str]) -> list[str]:
    """Ends the lines of a paragraph with two blanks where a break was meant."""
    points = _points(block)
    all_meant = not any(map(_NO_PROSE.match, block)) and _are_meant(block)
    result = []
    for at, (line, following) in enumerate(pairwise(block), 1):
        is_point = (at in points or _POINT.match(following)) and not line.startswith(("|", "#"))
        slash = _BACKSLASH.search(line) is not None
        kept = line[:-1] if slash else line
        is_broken = _BREAK.search(line) is not None
        result.append(line if is_broken else f"{kept.rstrip()}  " if all_meant or slash or is_point else line)
    return [*result, block[-1]]


def _points(block: list[str]) -> set[int]:
    """Returns the numbers of the lines that begin like points.

    At least one other line of the paragraph begins alike.
    """
    if sum(_MAYBE.match(line) is not None for line in block) < _FEWEST:
        return set()
    found = ([at for at, line in enumerate(block) if kind.match(line)] for kind in _KINDS)
    return {at for lines in found if len(lines) >= _FEWEST for at in lines}


def _are_meant(block: list[str]) -> bool:
    """Whether the lines of a paragraph are the lines of an address or a poem.

    They are short, begin like sentences, and not all end like one.
    """
    return (
        len(block) > 1
        and all(len(line) <= _SHORT for line in block)
        and all(_begins_anew(line) for line in block[1:])
        and not all(_SENTENCE_END.search(line.rstrip()) for line in block[:-1])
    )


def _begins_anew(line: str) -> bool:
    first = next((sign for sign in line if sign.isalnum()), "")
    return first.isupper() or first.isdigit() or _IN_BRACKETS.fullmatch(line.strip()) is not None
