"""Reads the markup of an element: its part of the page, visibility, emphasis, alignment.

Patterns for class and id names are in data/markup.txt, for each kind of portal software. None is for a single
site.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from generator.importer.reading.page import PagePart

# ASP.NET and Liferay prefix the name of an element with its containers.
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

_CENTRE = re.compile(r"text-align\s*:\s*(?:center|right|-webkit-center)", re.IGNORECASE)
_STRONG = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d+)(?:px|\.\d*)?\s*")
_ICON = 48  # pixels; smaller pictures are icons of the site


def part_of(tag: str, attributes: Mapping[str, str | None]) -> PagePart:
    """Returns the part that an element declares; OTHER if none."""
    itemprop = (attributes.get("itemprop") or "").lower()
    if itemprop in _ITEMPROPS:
        return _ITEMPROPS[itemprop]
    if "data-nosnippet" in attributes or (attributes.get("role") or "").lower() in _ROLES:
        return PagePart.SITE
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    named = _named(names) if names != " " else PagePart.OTHER
    return named if named is not PagePart.OTHER else _TAGS.get(tag, PagePart.OTHER)


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is hidden."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _HIDDEN.search(style or "") is not None


def is_icon(attributes: Mapping[str, str | None]) -> bool:
    """Whether the stated size of a picture is that of an icon."""
    sizes = [_PIXELS.fullmatch(attributes.get(name) or "") for name in ("width", "height")]
    known = [int(size[1]) for size in sizes if size]
    return bool(known) and max(known) <= _ICON


def is_publication_time(attributes: Mapping[str, str | None]) -> bool:
    """Whether a `time` element declares the publication time, by microdata, attribute or class."""
    names = (attributes.get("class") or "").lower()
    return (
        (attributes.get("itemprop") or "").lower() == "datepublished"
        or "pubdate" in attributes
        or ("entry-date" in names and "updated" not in names.split())
        or "published" in names.split()
    )


def emphasis_of(tag: str, attributes: Mapping[str, str | None], style: str) -> dict[str, object]:
    """Returns the changes of the scope by emphasis, links, raised, lowered and struck text."""
    changes: dict[str, object] = {}
    if tag in ("b", "strong") or (style and _STRONG.search(style)):
        changes["strong"] = True
    if tag in ("i", "em"):
        changes["em"] = True
    if tag == "a":
        changes["link"] = (attributes.get("href") or "").strip()
    if tag in ("s", "strike", "del") or (style and _STRUCK.search(style)):
        changes["struck"] = True
    raised = _RAISED.search(style) if style and tag in ("span", "font") else None
    if tag in ("sup", "sub"):
        changes["raised"] = tag
    elif raised:
        changes["raised"] = raised[1].lower()[:3]
    return changes


def is_centred(tag: str, attributes: Mapping[str, str | None], style: str) -> bool:
    """Whether an element is centred or aligned to the right."""
    aligned = (attributes.get("align") or "").lower() in ("center", "right")
    return tag == "center" or aligned or _CENTRE.search(style) is not None


@lru_cache(maxsize=4096)
def _named(names: str) -> PagePart:
    words = {_own(word) for word in names.lower().replace("_", "-").split()[:20] if len(word) <= 80}
    found = {part for part in _ORDER if any(_patterns()[part].fullmatch(word) for word in words)}
    return next((part for part in _ORDER if part in found), PagePart.OTHER)


def _own(name: str) -> str:
    """Returns a name without the prefixes and numbers that portal software adds."""
    name = name.strip("-")
    while found := _PREFIX.match(name):
        name = name[found.end() :]
    return re.sub(r"(?<=[a-z]{3})-?\d+$", "", name)


@cache
def _patterns() -> Mapping[PagePart, re.Pattern[str]]:
    """Returns the compiled pattern of each part in the data file."""
    text = resources.files("generator.importer").joinpath("data/markup.txt").read_text("utf-8")
    groups: dict[PagePart, list[str]] = {}
    part = PagePart.OTHER
    for line in text.splitlines():
        if re.fullmatch(r"\[[a-z]+\]", line):
            part = PagePart(line[1:-1])
        elif line and not line.startswith("#"):
            groups.setdefault(part, []).append(f"(?:{line})")
    return {part: re.compile("|".join(lines)) for part, lines in groups.items()}
