"""Estimates from its tags how expensive a page is to parse."""

import re

from msgspec import Struct

from generator.importer.reading.elements import BLOCKS, FORMATTING, IMPLIED, VOID

MOST_TAGS = 150_000
MOST_DEPTH = 500
MOST_COPIES = 500_000  # formatting elements that a parser reopens in every block
_RAW = re.compile(r"<(?:(?P<comment>!--)|(?P<name>script|style)\b)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Shapes of SVG. Within it a tag may close itself.
_SHAPES = frozenset(
    {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use", "stop", "image"}
)


class TooCostly(Struct, frozen=True):
    """Reason not to parse a page: problem code and exceeded count."""

    code: str
    count: int


def cost_of(html: str) -> TooCostly | None:
    """Returns the reason not to parse a page; None if parsing is cheap.

    Scripts, styles and comments are left out if the page is too expensive with the tags within them.
    """
    return _cost_of(html) and _cost_of(_without_raw_text(html))


def _without_raw_text(html: str) -> str:
    """Returns the page without scripts, styles and comments that have an end."""
    parts, at, lowered = [], 0, html.lower()
    for found in _RAW.finditer(html):
        if found.start() < at:
            continue
        end = lowered.find("-->" if found["comment"] else f"</{found['name'].lower()}", found.end())
        if end < 0:
            break
        parts.append(html[at : found.start() if found["comment"] else found.end()])
        at = end
    return "".join((*parts, html[at:]))


def _cost_of(html: str) -> TooCostly | None:
    """Returns the reason not to parse a page; None if parsing is cheap.

    The tree of a parser is as deep as elements are left open. In every block it opens again the formatting
    elements that were left open. The limits on both are far above real pages.
    """
    open_: dict[str, int] = {}
    depth = deepest = formatting = most_formatting = tags = blocks = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        tags += 1
        if name in VOID or name in IMPLIED or (name in _SHAPES and _closes_itself(html, tag.end())):
            blocks += name in IMPLIED
            continue
        blocks += name in BLOCKS
        change = -1 if tag[1] else 1
        count = open_.get(name, 0) + change
        if count < 0:
            continue
        open_[name] = count
        depth += change
        formatting += change * (name in FORMATTING)
        deepest, most_formatting = max(deepest, depth), max(most_formatting, formatting)
        if tags > MOST_TAGS or deepest > MOST_DEPTH:
            break
    if tags > MOST_TAGS:
        return TooCostly("import-too-many-tags", tags)
    if deepest > MOST_DEPTH or most_formatting * blocks > MOST_COPIES:
        return TooCostly("import-too-deep", max(deepest, most_formatting))
    return None


def _closes_itself(html: str, at: int) -> bool:
    """Whether the tag whose name ends here ends with a slash."""
    end = html.find(">", at)
    return end > 0 and html[end - 1] == "/"
