"""Checks for skipped heading levels and for headings as large as the title."""

import re
from collections.abc import Iterator

from generator.check.prose import blanked
from generator.check.source_text import SourceText
from generator.model.problem import Problem

_HEADING = re.compile(
    r"^ {0,3}(?P<marks>#{1,6})(?=[ \t]*\S)|^(?P<over>[^\n#>|\-=+* \t][^\n]*)\n(?P<under>=+|-+)[ \t]*$",
    re.MULTILINE,
)
_TAG = re.compile(r"<h([1-6])[\s>]", re.IGNORECASE)


def heading_problems(source_text: SourceText) -> Iterator[Problem]:
    """Yields the problems of the heading levels.

    The page's title has level 1, so the body's headings start at level 2.
    """
    before = 1
    for offset, level in _markdown_headings(source_text.body):
        if level == 1:
            yield source_text.problem(offset, "heading-top")
        elif level > before + 1:
            details = {"found": "#" * level, "meant": "#" * (before + 1)}
            yield source_text.problem(offset, "heading-skips", **details)
        before = max(2, level)


def _markdown_headings(body: str) -> list[tuple[int, int]]:
    """Returns (offset, level) of every heading, in order."""
    plain = blanked(body)
    found = []
    for match in _HEADING.finditer(plain):
        under = match["under"]
        level = len(match["marks"]) if match["marks"] else 1 if under.startswith("=") else 2
        found.append((match.start("marks" if match["marks"] else "over"), level))
    # The blanked text has neither tags nor code, so whether a tag stands in code must be read from its
    # surroundings.
    tags = ((match.start(), int(match[1])) for match in _TAG.finditer(body))
    return sorted([*found, *((at, level) for at, level in tags if not _in_code(body, at))])


def _in_code(body: str, at: int) -> bool:
    """Whether the offset is in an indented code block or a code span."""
    line = body[body.rfind("\n", 0, at) + 1 : at]
    return line.startswith(("    ", "\t")) or line.count("`") % 2 == 1
