"""What the markup says of an element: the part of the page that its name or its tag stands for.

The names are data (data/markup.txt), gathered from the kinds of portals in use, as they come with each
system; they speak of kinds of elements, of no one site.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from generator.importer.reading.page import Part

# ASP.NET and Liferay put the names of all containers before an element's own.
_PREFIX = re.compile(
    r"(?:ctl\d+|td|ja|dnn|g|p|plh|placeholder\w*|[\w-]*webpart\w*|wpq?\d*|portlet|id|uc|ucl?\w*|id\w*viewdetail\w*)-"
)
_TAGS: Mapping[str, Part] = {
    "nav": Part.SITE, "footer": Part.SITE, "aside": Part.SITE, "menu": Part.SITE,
    "figcaption": Part.CAPTION, "caption": Part.CAPTION, "time": Part.DATE, "address": Part.OTHER,
}  # fmt: skip
_ROLES = frozenset(
    {"navigation", "search", "banner", "contentinfo", "complementary", "menu", "menubar", "dialog"}
)
_ORDER = (
    Part.SITE, Part.CRUMBS, Part.CAPTION, Part.BODY, Part.TITLE, Part.DATE, Part.AUTHOR, Part.SOURCE,
    Part.TAGS, Part.ATTACHMENTS, Part.LEAD,
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ITEMPROPS: Mapping[str, Part] = {
    "headline": Part.TITLE, "datepublished": Part.DATE, "datecreated": Part.DATE, "author": Part.AUTHOR,
    "articlebody": Part.BODY, "description": Part.LEAD, "caption": Part.CAPTION, "keywords": Part.TAGS,
}  # fmt: skip


def part_of(tag: str, attributes: Mapping[str, str | None]) -> Part:
    """The part that an element is, by its own name; OTHER where that says nothing."""
    itemprop = (attributes.get("itemprop") or "").lower()
    if itemprop in _ITEMPROPS:
        return _ITEMPROPS[itemprop]
    if "data-nosnippet" in attributes or (attributes.get("role") or "").lower() in _ROLES:
        return Part.SITE
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    named = _named(names) if names != " " else Part.OTHER
    return named if named is not Part.OTHER else _TAGS.get(tag, Part.OTHER)


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is not shown."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _HIDDEN.search(style or "") is not None


@lru_cache(maxsize=4096)
def _named(names: str) -> Part:
    words = {_own(word) for word in names.lower().replace("_", "-").split()[:20] if len(word) <= 80}
    found = {part for part in _ORDER if any(_patterns()[part].fullmatch(word) for word in words)}
    return next((part for part in _ORDER if part in found), Part.OTHER)


def _own(name: str) -> str:
    """A name without what a system puts before and after it."""
    name = name.strip("-")
    while found := _PREFIX.match(name):
        name = name[found.end() :]
    return re.sub(r"(?<=[a-z]{3})-?\d+$", "", name)


@cache
def _patterns() -> Mapping[Part, re.Pattern[str]]:
    """One pattern for each part of the data file."""
    text = resources.files("generator.importer").joinpath("data/markup.txt").read_text("utf-8")
    groups: dict[Part, list[str]] = {}
    part = Part.OTHER
    for line in text.splitlines():
        if re.fullmatch(r"\[[a-z]+\]", line):
            part = Part(line[1:-1])
        elif line and not line.startswith("#"):
            groups.setdefault(part, []).append(f"(?:{line})")
    return {part: re.compile("|".join(lines)) for part, lines in groups.items()}
