"""What the markup says of an element: the part of the page that its name or its tag stands for.

The names are data (data/markup.txt), gathered from the kinds of portals in use, as they come with each
system; they speak of kinds of elements, of no one site.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from generator.importer.reading.page import PagePart

# ASP.NET and Liferay put the names of all containers before an element's own.
_PREFIX = re.compile(
    r"(?:ctl\d+|td|ja|dnn|g|p|plh|placeholder\w*|[\w-]*webpart\w*|wpq?\d*|portlet|id|uc|ucl?\w*|id\w*viewdetail\w*)-"
)
_TAGS: Mapping[str, PagePart] = {
    "nav": PagePart.SITE, "footer": PagePart.SITE, "aside": PagePart.SITE, "menu": PagePart.SITE,
    "figcaption": PagePart.CAPTION, "caption": PagePart.CAPTION,
    "time": PagePart.DATE, "address": PagePart.OTHER,
}  # fmt: skip
_ROLES = frozenset(
    {"navigation", "search", "banner", "contentinfo", "complementary", "menu", "menubar", "dialog"}
)
_ORDER = (
    PagePart.SITE, PagePart.CRUMBS, PagePart.CAPTION, PagePart.BODY, PagePart.TITLE, PagePart.DATE,
    PagePart.AUTHOR, PagePart.SOURCE, PagePart.TAGS, PagePart.ATTACHMENTS, PagePart.LEAD,
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ITEMPROPS: Mapping[str, PagePart] = {
    "headline": PagePart.TITLE, "datepublished": PagePart.DATE, "datecreated": PagePart.DATE,
    "author": PagePart.AUTHOR, "articlebody": PagePart.BODY, "description": PagePart.LEAD,
    "caption": PagePart.CAPTION, "keywords": PagePart.TAGS,
}  # fmt: skip


def part_of(tag: str, attributes: Mapping[str, str | None]) -> PagePart:
    """The part that an element is, by its own name; OTHER where that says nothing."""
    itemprop = (attributes.get("itemprop") or "").lower()
    if itemprop in _ITEMPROPS:
        return _ITEMPROPS[itemprop]
    if "data-nosnippet" in attributes or (attributes.get("role") or "").lower() in _ROLES:
        return PagePart.SITE
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    named = _named(names) if names != " " else PagePart.OTHER
    return named if named is not PagePart.OTHER else _TAGS.get(tag, PagePart.OTHER)


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is not shown."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _HIDDEN.search(style or "") is not None


@lru_cache(maxsize=4096)
def _named(names: str) -> PagePart:
    words = {_own(word) for word in names.lower().replace("_", "-").split()[:20] if len(word) <= 80}
    found = {part for part in _ORDER if any(_patterns()[part].fullmatch(word) for word in words)}
    return next((part for part in _ORDER if part in found), PagePart.OTHER)


def _own(name: str) -> str:
    """A name without what a system puts before and after it."""
    name = name.strip("-")
    while found := _PREFIX.match(name):
        name = name[found.end() :]
    return re.sub(r"(?<=[a-z]{3})-?\d+$", "", name)


@cache
def _patterns() -> Mapping[PagePart, re.Pattern[str]]:
    """One pattern for each part of the data file."""
    text = resources.files("generator.importer").joinpath("data/markup.txt").read_text("utf-8")
    groups: dict[PagePart, list[str]] = {}
    part = PagePart.OTHER
    for line in text.splitlines():
        if re.fullmatch(r"\[[a-z]+\]", line):
            part = PagePart(line[1:-1])
        elif line and not line.startswith("#"):
            groups.setdefault(part, []).append(f"(?:{line})")
    return {part: re.compile("|".join(lines)) for part, lines in groups.items()}
