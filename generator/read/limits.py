"""Limits for Markdown texts, so that no file makes Python-Markdown run for minutes.

Its work grows with the square of the length of a block (the lines between empty lines): for each of certain
characters it searches or copies the rest of the block. For a tag without an end it searches the rest of the
text. It recurses for each level of nesting, and the sanitiser visits all open levels for each tag.
"""

import re
from collections.abc import Iterator

# Levels of quotes and lists. Python-Markdown recurses for each.
_DEEP = 31
_DEEP_LINE = re.compile(
    rf"^(?:[ \t]*>){{{_DEEP}}}|^(?: {{4}}|\t){{{_DEEP},}}(?:[-*+]|\d+\.)[ \t]", re.MULTILINE
)
# Open brackets in a paragraph. Each costs a search through the rest of the paragraph.
MAX_OPEN_BRACKETS = 100
_BRACKET_OR_GAP = re.compile(r"[\[\]()]|\n[ \t]*\n")

# Characters searched for all marks of a text together, about four seconds' worth. A block costs at least
# _BLOCK.
MAX_SEARCHED = 100_000_000
_BLOCK = 2_000
_GAP = re.compile(r"\n(?:[ \t]*\n)+")
# Each match is one mark: opened code, a backslash, a heading, a rule or a definition.
_MARK = re.compile(r"[`\\]|^[ ]{0,3}(?:#|\*?\[|:|(?:[-*_=][ ]{0,2}){2,}$)", re.MULTILINE)

# Characters copied for all inline marks of a text together, about five seconds' worth. Python-Markdown copies
# the block for each.
MAX_COPIED = 10_000_000_000
# Emphasis, a link, an address, an entity, a line break or an inline tag. Tags of tables, paragraphs and lists
# are split off first.
_INLINE = re.compile(
    r"[*_\[&@]|~~|://|www\.|[ ]{2}$|<(?!/?(?:table|thead|tbody|tr|td|th|p|div|ul|ol|li)\b)", re.MULTILINE
)

_ABBREVIATION = re.compile(r"^[ ]{0,3}\*\[", re.MULTILINE)
_UNENDED_TAG = re.compile(r"<(?=[A-Za-z/!?][^<>]*(?:<|\Z))")

# Tags open at the same time. Tags that need no end tag close one another.
MAX_OPEN_TAGS = 1_000
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_WITHOUT_END = {"br", "col", "hr", "img", "input", "li", "p", "td", "th", "tr", "dd", "dt", "wbr"}


def too_deep(source: str) -> int | None:
    """Offset where nesting gets too deep for Python-Markdown. None if it does not."""
    # counting is fast, and few bodies have enough characters to need the searches
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
    """Offset of the first tag that is nested too deeply, or None."""
    depth = 0
    for match in _TAG.finditer(source):
        if match[2].lower() not in _WITHOUT_END:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > MAX_OPEN_TAGS:
                return match.start()
    return None


def too_intricate(source: str) -> int | None:
    """Offset of the first block that is too expensive to search. None if there is none."""
    if len(source) ** 2 <= MAX_SEARCHED:
        return None
    searched = len(source) * sum(1 for _ in _UNENDED_TAG.finditer(source))
    if _ABBREVIATION.search(source):
        # The index of each element with an abbreviation is searched among its siblings.
        searched += 3 * source.count("\n") ** 2
    if searched > MAX_SEARCHED:
        return 0
    copied = 0
    count_inline = len(source) ** 2 > MAX_COPIED
    for start, block in _blocks(source):
        copied += len(block) * sum(1 for _ in _INLINE.finditer(block)) if count_inline else 0
        searched += _BLOCK + len(block) * sum(1 for _ in _MARK.finditer(block))
        if searched > MAX_SEARCHED or copied > MAX_COPIED:
            return start
    return None


def _blocks(source: str) -> Iterator[tuple[int, str]]:
    """Yields (offset, text) of each block."""
    start = 0
    for gap in _GAP.finditer(source):
        yield start, source[start : gap.start()]
        start = gap.end()
    yield start, source[start:]
