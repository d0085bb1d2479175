"""Bounds: what a Markdown text may ask of Python-Markdown, so that no file makes a build wait.

Its work grows with the square of what stands in one block (the lines between two empty ones): for each of
certain marks it searches the rest of the block, or copies it. For a tag without end it searches all the rest
of the text. And it descends once for each level of nesting; the sanitiser climbs through all levels for each
tag.
"""

import re
from collections.abc import Iterator

# Levels of quotes and lists: Python-Markdown descends once for each, as far as its caller has left room.
_DEEP = 31
_DEEP_LINE = re.compile(
    rf"^(?:[ \t]*>){{{_DEEP}}}|^(?: {{4}}|\t){{{_DEEP},}}(?:[-*+]|\d+\.)[ \t]", re.MULTILINE
)
# Brackets that a paragraph leaves open: each costs a search through all the rest of it.
MAX_OPEN_BRACKETS = 100
_BRACKET_OR_GAP = re.compile(r"[\[\]()]|\n[ \t]*\n")

# Characters that all marks of a text together make be looked at: some four seconds' worth. A block, however
# short, costs as much as so many of them.
MAX_SEARCHED = 100_000_000
_BLOCK = 2_000
_GAP = re.compile(r"\n(?:[ \t]*\n)+")
# Each is one mark: opened code, a backslash, a line that is a heading, a rule, a definition.
_MARK = re.compile(r"[`\\]|^[ ]{0,3}(?:#|\*?\[|:|(?:[-*_=][ ]{0,2}){2,}$)", re.MULTILINE)

_ABBREVIATION = re.compile(r"^[ ]{0,3}\*\[", re.MULTILINE)
_UNENDED_TAG = re.compile(r"<(?=[A-Za-z/!?][^<>]*(?:<|\Z))")

# Tags that may be open at one time. Those that need no end close one another.
MAX_OPEN_TAGS = 1_000
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_ENDLESS = {"br", "col", "hr", "img", "input", "li", "p", "td", "th", "tr", "dd", "dt", "wbr"}


def too_deep(source: str) -> int | None:
    """Where nesting begins for which Python-Markdown would need minutes, or more depth than Python has."""
    # To count marks is quick, and nearly no body has enough of them for the searches.
    if source.count(">") >= _DEEP or source.count("    ") + source.count("\t") >= _DEEP:
        line = _DEEP_LINE.search(source)
        if line:
            return line.start()
    tag = _tag_too_deep(source) if source.count("<") > MAX_OPEN_TAGS else None
    if tag is not None:
        return tag
    if source.count("[") + source.count("(") <= MAX_OPEN_BRACKETS:
        return None
    depth = 0
    for match in _BRACKET_OR_GAP.finditer(source):
        depth = depth + 1 if match[0] in "[(" else max(0, depth - 1) if match[0] in "])" else 0
        if depth > MAX_OPEN_BRACKETS:
            return match.start()
    return None


def _tag_too_deep(source: str) -> int | None:
    depth = 0
    for match in _TAG.finditer(source):
        if match[2].lower() not in _ENDLESS:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > MAX_OPEN_TAGS:
                return match.start()
    return None


def too_intricate(source: str) -> int | None:
    """Where the block begins whose marks would make Python-Markdown search for too long."""
    if len(source) ** 2 <= MAX_SEARCHED:
        return None
    searched = len(source) * sum(1 for _ in _UNENDED_TAG.finditer(source))
    if _ABBREVIATION.search(source):
        # The place of each element that has one is looked for among all its siblings.
        searched += 3 * source.count("\n") ** 2
    if searched > MAX_SEARCHED:
        return 0
    for start, block in _blocks(source):
        searched += _BLOCK + len(block) * sum(1 for _ in _MARK.finditer(block))
        if searched > MAX_SEARCHED:
            return start
    return None


def _blocks(source: str) -> Iterator[tuple[int, str]]:
    start = 0
    for gap in _GAP.finditer(source):
        yield start, source[start : gap.start()]
        start = gap.end()
    yield start, source[start:]
