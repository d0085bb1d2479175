"""References: what the HTML and the style sheets of a copy point to, and the places that can be pointed at.

A page is not parsed but looked through, tag by tag, which is ten times as fast; the pages are Khotin's own.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape, unescape

from msgspec import Struct

# The attributes of a tag. What a comment or a script says is no markup; without an end it goes on to that of
# the page. No pattern here looks at the rest of a page again for each of its places: pages may be hostile.
_QUOTED = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""
_TAG = re.compile(
    rf"<!--(?:.*?-->|.*)|<(?:script|style)\b({_QUOTED})>(?:.*?</(?:script|style)\s*+>|.*)"
    rf"|<[a-z][a-z0-9]*+\s({_QUOTED})>",
    re.DOTALL | re.IGNORECASE,
)
# In lower case, as themes and the sanitiser write them: to ask for both cases takes twice as long.
_ATTRIBUTE = re.compile(
    r"""\s(href|src|srcset|poster|action|data|id|name|data-root)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)
_META = re.compile(rf"<meta\s({_QUOTED})>", re.IGNORECASE)
_META_ATTRIBUTE = re.compile(r"""(name|http-equiv|content)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_POINTERS = ("href", "src", "poster", "action", "data")
_HEAD = 20_000  # characters, in which a page says what it is
_REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)(?:</title>|\Z)", re.DOTALL | re.IGNORECASE)
_URL = re.compile(r"""url\(\s*+["']?([^"'()]++)["']?\s*+\)|@import\s+["']([^"']+)["']""")
_CSS_COMMENT = re.compile(r"/\*(?:.*?\*/|.*)", re.DOTALL)


class PageFacts(Struct, frozen=True):
    """What a page says of itself: its title, whether search engines shall leave it out, the root of its
    search index (empty if it is no search page); the addresses that it points to, and its anchors."""

    title: str
    noindex: bool
    search_root: str
    references: tuple[str, ...]
    anchors: frozenset[str]


def facts_of_page(html: str) -> PageFacts:
    """The facts of a page."""
    found: dict[str, dict[str, None]] = defaultdict(
        dict
    )  # attribute -> its values, each once, in their order
    # A separator that no attribute has: quotes of one tag do not reach into the next.
    attributes = "\n ".join([script or other for script, other in _TAG.findall(html)])
    for name, double, single, bare in _ATTRIBUTE.findall(f"\n {attributes}"):
        found[name][double or single or bare] = None
    pointers = {value: None for name in _POINTERS for value in map(_value, found[name])}
    candidates = (each for value in found["srcset"] for each in _candidates(_value(value)))
    refreshes, noindex = _metas(html)
    title = _TITLE.search(html)
    return PageFacts(
        title=" ".join(unescape(title[1]).split()) if title else "",
        noindex=noindex,
        search_root=next(map(_value, found["data-root"]), ""),
        references=tuple(dict.fromkeys((*pointers, *candidates, *refreshes))),
        anchors=frozenset(map(_value, (*found["id"], *found["name"]))),
    )


def line_of(text: str, address: str) -> int:
    """The first line of a file that has an address as a value; 1 if it is written in another way."""
    written = "|".join(re.escape(each) for each in (address, escape(address)))
    found = re.search(rf"""["'\s,=(](?:{written})(?=["'\s,>)])""", text)
    return text.count("\n", 0, found.start() + 1) + 1 if found else 1


def _metas(html: str) -> tuple[list[str], bool]:
    """Where a page leads on by itself, and whether search engines shall leave it out."""
    refreshes, noindex = [], False
    head = html[:_HEAD]
    for attributes in _META.findall(head) if "refresh" in head or "noindex" in head else ():
        written = attributes.lower()
        if "http-equiv" not in written and "robots" not in written:  # as most are
            continue
        found = {
            name.lower(): double or single for name, double, single in _META_ATTRIBUTE.findall(attributes)
        }
        content = found.get("content", "")
        refresh = _REFRESH.match(content) if "http-equiv" in found else None
        if refresh:
            refreshes.append(_value(refresh[1]))
        noindex |= found.get("name") == "robots" and "noindex" in content
    return refreshes, noindex


def references_of_style(css: str) -> Iterator[str]:
    """The addresses that a style sheet points to."""
    for url, imported in _URL.findall(_CSS_COMMENT.sub("", css)):
        yield url or imported


def _value(text: str) -> str:
    return unescape(text).strip() if "&" in text else text.strip()


def _candidates(srcset: str) -> Iterator[str]:
    """The addresses of a srcset."""
    for candidate in srcset.split(","):
        words = candidate.split()
        if words:
            yield words[0]
