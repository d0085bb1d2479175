"""Line breaks that were meant: of addresses, of points "a)", of a backslash."""

import re
from itertools import groupby, pairwise

_POINT = re.compile(r"[ \t]*(?:[a-zđ]|[ivx]{2,4})\)[ \t]")
_NO_PROSE = re.compile(r"[ \t]|[#>|<]|:[ \t]|\[\^|\*\[|[-*+][ \t]|\d{1,9}[.)][ \t]|[=-]+[ \t]*$|!!!|```|~~~")
_BACKSLASH = re.compile(r"(?<!\\)\\$")
_SENTENCE_END = re.compile(r"[.!?…][)\"”’»]*$")
_SHORT = 48  # characters; a text that is broken by width has longer lines


def broken_lines(lines: list[str]) -> list[str]:
    """Returns the lines with two blanks where a line break was meant."""
    groups = groupby(lines, lambda line: not line.strip())
    return [line for is_gap, group in groups for line in (group if is_gap else _broken([*group]))]


def _broken(block: list[str]) -> list[str]:
    """Ends the lines of a paragraph with two blanks where a break was meant."""
    all_meant = not any(map(_NO_PROSE.match, block)) and _are_meant(block)
    result = []
    for line, following in pairwise(block):
        is_point = _POINT.match(following) and not line.startswith(("|", "#"))
        slash = _BACKSLASH.search(line) is not None
        kept = line[:-1] if slash else line
        result.append(f"{kept.rstrip()}  " if all_meant or slash or is_point else line)
    return [*result, block[-1]]


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
    return first.isupper() or first.isdigit()
