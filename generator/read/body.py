"""Markdown bodies: rendered, sanitised, their headings and tables set right, their links made marks.

What a link leads to is not known here; `Body` keeps the links apart, and the page that shows the body
fills them in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import escape, unescape
from urllib.parse import unquote, urlsplit

import nh3

from generator.model import Body, BodyLink, Place, Problem
from generator.read.markdown import converter
from generator.read.values import resolve_path

# Sets apart the marks of `Body.parts`; it cannot occur in text (see text.unicode.clean).
MARK = "\x1f"
LEAD_LENGTH = 240

# Levels of quotes and lists: Python-Markdown descends once for each, as far as its caller has left room.
_DEEP = 31
_DEEP_LINE = re.compile(
    rf"^(?:[ \t]*>){{{_DEEP}}}|^(?: {{4}}|\t){{{_DEEP},}}(?:[-*+]|\d+\.)[ \t]", re.MULTILINE
)
# Brackets that a paragraph leaves open: each costs a search through all the rest of it.
MAX_OPEN_BRACKETS = 100
_BRACKET_OR_GAP = re.compile(r"[\[\]()]|\n[ \t]*\n")

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = {"a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q"}
_INLINE |= {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
_BLOCKS = {"blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "ul"}
_TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "*": {"id", "lang"},
}
_CLASSES = {"div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}, "sup": {"footnote-ref"}}
_CLEANER = nh3.Cleaner(
    tags=_INLINE | _BLOCKS | _TABLES | _HEADINGS,
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    clean_content_tags={"script", "style", "iframe", "object", "template", "noscript", "svg", "math"},
    link_rel=None,
    url_schemes={"http", "https", "mailto", "tel"},
    strip_comments=True,
)

# The sanitiser's output is regular: lower-case tags, attributes in double quotes.
_TAG = re.compile(r"<(/?)(a|img|table|h[1-6])((?:\s[^\s=>\"]+(?:=\"[^\"]*\")?)*)\s*/?>")
_ATTRIBUTE = re.compile(r"\s([^\s=>\"]+)(?:=\"([^\"]*)\")?")
_ID = re.compile(r"\sid=\"([^\"]*)\"")
_FIGURE = re.compile(r"<p>(<img(?:\s[^\s=>\"]+(?:=\"[^\"]*\")?)*?)\stitle=\"([^\"]*)\"([^>]*>)</p>")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]*>")
_PICTURE_MARK = re.compile(f"{MARK}[0-9]+{MARK}")
_FOOTNOTE_MARK = re.compile(r"<sup[^>]*>.*?</sup>", re.DOTALL)

_converter = lru_cache(maxsize=4)(converter)


@dataclass
class _Links:
    """What was found in one body on the way through its tags."""

    path: str
    source: str
    first_line: int
    html: str
    links: list[BodyLink] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    searched: int = 0

    @cached_property
    def ids(self) -> frozenset[str]:
        """What a link within the body may lead to; few bodies have such a link."""
        return frozenset(_ID.findall(self.html))

    def place_of(self, target: str) -> Place:
        """Where the target stands in the source; links come in the source's order."""
        at = self.source.find(target, self.searched)
        if at < 0:
            at = self.source.find(target)
        if at < 0:
            return Place(self.first_line, 1)
        self.searched = at + 1
        line = self.source.count("\n", 0, at)
        return Place(self.first_line + line, at - self.source.rfind("\n", 0, at))

    def problem(self, target: str, code: str) -> None:
        place = self.place_of(target)
        self.problems.append(Problem(self.path, place.line, place.column, code, (("value", target),)))


def render_body(
    source: str, path: str, first_line: int, extensions: tuple[str, ...]
) -> tuple[Body, tuple[Problem, ...]]:
    """The body of the file at `path`, whose Markdown begins on `first_line`."""
    if not source.strip():
        return Body(), ()
    deep = _too_deep(source)
    if deep is not None:
        return Body(), (Problem(path, first_line + source.count("\n", 0, deep), 1, "too-deep"),)
    try:
        raw = _converter(extensions).reset().convert(source)
    except RecursionError:
        _converter.cache_clear()  # its parser stopped half-way, and would begin the next body there
        raise
    html = _CLEANER.clean(raw).replace(MARK, "")
    html = _FIGURE.sub(r"<figure>\1\3<figcaption>\2</figcaption></figure>", html)
    found = _Links(path, source, first_line, html)
    html = _TAG.sub(_rewriter(found), html)
    return Body(tuple(html.split(MARK)), tuple(found.links), _lead(html)), tuple(found.problems)


def _too_deep(source: str) -> int | None:
    """Where nesting begins for which Python-Markdown would need minutes, or more depth than Python has."""
    # To count marks is quick, and nearly no body has enough of them for the searches.
    if source.count(">") >= _DEEP or source.count("    ") + source.count("\t") >= _DEEP:
        line = _DEEP_LINE.search(source)
        if line:
            return line.start()
    if source.count("[") + source.count("(") <= MAX_OPEN_BRACKETS:
        return None
    depth = 0
    for match in _BRACKET_OR_GAP.finditer(source):
        depth = depth + 1 if match[0] in "[(" else max(0, depth - 1) if match[0] in "])" else 0
        if depth > MAX_OPEN_BRACKETS:
            return match.start()
    return None


def _rewriter(found: _Links) -> Callable[[re.Match[str]], str]:
    level_before = 1
    open_heading = 0
    in_link = False

    def rewrite(match: re.Match[str]) -> str:
        nonlocal level_before, open_heading, in_link
        closing, tag, attributes = match[1], match[2], match[3]
        if tag in _HEADINGS:
            if not closing:
                # The page's title is the h1; below it no level is skipped.
                open_heading = level_before = max(2, min(int(tag[1]), level_before + 1))
            return f"<{closing}h{open_heading or 2}{attributes if not closing else ''}>"
        if tag == "table":
            return (
                "</table></div>" if closing else f'<div class="table-scroll" tabindex="0"><table{attributes}>'
            )
        if tag == "a":
            in_link = not closing
        if closing:
            return match[0]
        values = {name: unescape(value or "") for name, value in _ATTRIBUTE.findall(attributes)}
        return _image(values, found, in_link) if tag == "img" else _anchor(values, found)

    return rewrite


def _anchor(values: dict[str, str], found: _Links) -> str:
    href = values.pop("href", "")
    rest = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
    if not href:
        return f"<a{rest}>"
    return f"<a {_href(href, found)}{rest}>"


def _href(href: str, found: _Links) -> str:
    """The attribute of a link, or the mark of one that leads to a file of this site."""
    try:
        parts = urlsplit(href)
    except ValueError:
        found.problem(href, "bad-link")
        return ""
    if parts.scheme or parts.netloc:
        return f'href="{escape(href)}"'
    if not parts.path:
        if parts.fragment and unquote(parts.fragment) not in found.ids:
            found.problem(href, "broken-fragment")
        return f'href="{escape(href)}"'
    return _mark(href, unquote(parts.path), unquote(parts.fragment), found) or ""


def _mark(
    raw: str, path: str, fragment: str, found: _Links, alt: str | None = None, within: bool = False
) -> str | None:
    """The mark of a link or, where there is an `alt`, of a picture."""
    target = resolve_path(found.path, path)
    if target is None:
        found.problem(raw, "path-escapes")
        return None
    found.links.append(BodyLink(target, fragment, found.place_of(raw), alt is not None, alt or "", within))
    return f"{MARK}{len(found.links) - 1}{MARK}"


def _image(values: dict[str, str], found: _Links, within: bool) -> str:
    src = values.get("src", "")
    if not src or _ELSEWHERE.match(src):
        found.problem(src, "external-picture")
        return ""
    return _mark(src, unquote(src), "", found, values.get("alt", ""), within) or ""


def _lead(html: str) -> str:
    """The first paragraph as plain text, cut at a word; empty where there is none."""
    for paragraph in _PARAGRAPH.finditer(html):
        text = _PICTURE_MARK.sub("", _ANY_TAG.sub("", _FOOTNOTE_MARK.sub("", paragraph[1])))
        plain = " ".join(unescape(text).split())
        if plain:
            if len(plain) <= LEAD_LENGTH:
                return plain
            return plain[:LEAD_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
    return ""
