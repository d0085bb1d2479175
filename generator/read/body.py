"""Markdown bodies: rendered, sanitised, their headings and tables set right.

The targets of links are not known here. Links become placeholders, which the page with the body fills.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from generator import fast_paths
from generator.model.content import (
    TABLE,
    TABLE_END,
    Body,
    BodyLink,
    BodyParts,
    placeholder,
    without_separators,
)
from generator.model.problem import Problem
from generator.model.values import Position
from generator.read.addresses import is_network_path, names_content, resolve_path
from generator.read.direct.document import direct_html, level_below
from generator.read.footnotes import footnote_problems, without_vain_backlinks
from generator.read.limits import too_deep, too_intricate
from generator.read.markdown import converter
from generator.read.sanitiser import HEADINGS, sanitised, taken_out, with_alignment_classes
from generator.schema.settings import DEFAULT_EXTENSIONS, TYPED_FORMS
from generator.text.unicode import DIRECTIONS

LEAD_LENGTH = 240

# The sanitiser writes tags in lower case and attributes in double quotes.
_ATTRIBUTES = r"((?:\s[^\s=>\"]+(?:=\"[^\"]*\")?)*)\s*/?>"
_TAG = re.compile(rf"<(/?)(a|img|table|h[1-6]){_ATTRIBUTES}")
_LINK_TAG = re.compile(rf"<(/?)(a|img){_ATTRIBUTES}")
_ATTRIBUTE = re.compile(r"\s([^\s=>\"]+)(?:=\"([^\"]*)\")?")
_ID = re.compile(r" id=\"([^\"]*)\"")
_FIGURE = re.compile(r"<p>(<img(?:\s[^\s=>\"]+(?:=\"[^\"]*\")?)*?)\stitle=\"([^\"]*)\"([^>]*>)</p>")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DIRECTION = re.compile(f"[{DIRECTIONS}]")
_WORD = re.compile(r"[\w.-]+")
_LINE_END = re.compile(r"\n")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]*>")
_PICTURE = re.compile(placeholder("[0-9]+"))
_FOOTNOTE_MARK = re.compile(r"<sup[^>]*>.*?</sup>", re.DOTALL)

_DIRECT = frozenset(DEFAULT_EXTENSIONS)  # with these alone a text may be read directly
_converter = lru_cache(maxsize=4)(converter)


@dataclass
class _Links:
    """Links and problems found in a body while its tags are rewritten."""

    path: str
    source: str
    first_line: int
    html: str
    links: list[BodyLink] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    searched: int = 0
    reported: bool = False  # a picture whose address was taken out

    @cached_property
    def ids(self) -> frozenset[str]:
        """Targets of links within the body. Few bodies have such links, so it is made on demand."""
        return frozenset(_ID.findall(self.html))

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets of the lines."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.source))]

    def position_of(self, target: str) -> Position:
        """Position of a target in the source.

        Links are searched in the order of the source. Without a match it is the first line.
        """
        at = self.source.find(target, self.searched)
        if at < 0:
            at = self.source.find(target)
        if at < 0:  # it is written with entities or backslashes
            at = self.source.find(max(_WORD.findall(target), key=len, default=target))
        if at < 0:
            return Position(self.first_line, 1)
        self.searched = at + 1
        line = bisect_right(self.line_starts, at) - 1
        return Position(self.first_line + line, at - self.line_starts[line] + 1)

    def problem(self, target: str, code: str, **details: str) -> None:
        """Adds a problem at the position of the target."""
        position = self.position_of(target)
        self.problems.append(Problem.at(self.path, position, code, value=target, **details))


def render_body(
    source: str, path: str, first_line: int, extensions: tuple[str, ...]
) -> tuple[Body, tuple[Problem, ...]]:
    """Renders the body of the file at `path`, whose Markdown starts on `first_line`."""
    if not source.strip():
        return Body(), ()
    for code, bound in (("too-deep", too_deep), ("too-intricate", too_intricate)):
        beyond = bound(source)
        if beyond is not None:
            line = first_line + source.count("\n", 0, beyond)
            return Body(), (Problem.at(path, Position(line, 1), code),)
    html, tags = _direct(source, extensions), _LINK_TAG
    problems: tuple[Problem, ...] = ()
    if html is None:
        html, problems = _converted(source, path, first_line, extensions)
        tags = _TAG
    html = _FIGURE.sub(r"<figure>\1\3<figcaption>\2</figcaption></figure>", html)
    found = _Links(path, source, first_line, html)
    found.reported = any(problem.code == "picture-lost" for problem in problems)
    if tags is _TAG or "](" in source:
        html = tags.sub(_rewriter(found), html)
    return Body(BodyParts.split(html), tuple(found.links), _lead(html)), (*found.problems, *problems)


def _direct(source: str, extensions: tuple[str, ...]) -> str | None:
    """The sanitised HTML of a text that can be read directly; None if it cannot."""
    names = frozenset(extensions)
    if names - {TYPED_FORMS} != _DIRECT or not fast_paths.are_used():
        return None
    return direct_html(source, typed=TYPED_FORMS in names)


def _converted(
    source: str, path: str, first_line: int, extensions: tuple[str, ...]
) -> tuple[str, tuple[Problem, ...]]:
    """The sanitised HTML of any text, and what is wrong with its notes and HTML."""
    try:
        raw = _converter(_wanted(extensions, source)).reset().convert(source)
    except RecursionError:
        _converter.cache_clear()  # its parser stopped midway, and would start the next body there
        raise
    raw = with_alignment_classes(raw)
    html = without_separators(sanitised(raw))
    if "&" in source:  # the text itself is clean, but an entity may stand for a character that nobody sees
        html = _DIRECTION.sub("", html)
    notes = footnote_problems(source, path, first_line) if "[^" in source else ()
    html = without_vain_backlinks(html) if notes else html
    return html, (*notes, *taken_out(raw, source, path, first_line))


def _wanted(extensions: tuple[str, ...], source: str) -> tuple[str, ...]:
    """The extensions that a text can need. That of fenced code is slow to load, and few texts have any."""
    if "```" in source or "~~~" in source:
        return extensions
    return tuple(each for each in extensions if each != "fenced_code")


def _rewriter(found: _Links) -> Callable[[re.Match[str]], str]:
    """Makes the function that rewrites each tag."""
    level_before = 1
    open_heading = 0
    in_link = False

    def rewrite(match: re.Match[str]) -> str:
        nonlocal level_before, open_heading, in_link
        closing, tag, attributes = match[1], match[2], match[3]
        if tag in HEADINGS:
            if not closing:
                open_heading = level_before = level_below(level_before, int(tag[1]))
            return f"<{closing}h{open_heading or 2}{attributes if not closing else ''}>"
        if tag == "table":
            if closing:
                return f"</table>{placeholder(TABLE_END)}"
            return f"{placeholder(TABLE)}<table{attributes}>"
        if tag == "a":
            in_link = not closing
        if closing:
            return match[0]
        values = {name: unescape(value or "") for name, value in _ATTRIBUTE.findall(attributes)}
        return _image(values, found, in_link) if tag == "img" else _anchor(values, found)

    return rewrite


def _anchor(values: dict[str, str], found: _Links) -> str:
    """The opening tag of a link or anchor."""
    href = values.pop("href", "")
    rest = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
    if not href:
        return f"<a{rest}>"
    return f"<a {_href(href, found)}{rest}>"


def _href(href: str, found: _Links) -> str:
    """The attribute `href` of a link, as HTML.

    It is a placeholder if the link leads to a file of this site, and empty after a problem.
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        found.problem(href, "bad-link")
        return ""
    if is_network_path(href):
        found.problem(href, "network-path")
        return ""
    if parts.scheme:
        return f'href="{escape(href)}"'
    if not parts.path:
        if parts.fragment and unquote(parts.fragment) not in found.ids:
            close = get_close_matches(unquote(parts.fragment), sorted(found.ids), n=1)
            found.problem(href, "broken-fragment", suggestion=f"#{close[0]}" if close else "")
        return f'href="{escape(href)}"'
    return _placeholder(href, unquote(parts.path), unquote(parts.fragment), found) or ""


def _placeholder(
    raw: str, path: str, fragment: str, found: _Links, alt: str | None = None, within: bool = False
) -> str | None:
    """The placeholder of a link or, if `alt` is given, of a picture; None if the path leaves the site."""
    target = resolve_path(found.path, path)
    if target is None:
        found.problem(raw, "link-home" if names_content(found.path, path) else "path-escapes")
        return None
    position, rooted = found.position_of(raw), path.startswith("/")
    found.links.append(BodyLink(target, fragment, position, alt is not None, alt or "", within, rooted))
    return placeholder(str(len(found.links) - 1))


def _image(values: dict[str, str], found: _Links, within: bool) -> str:
    """The separated number of a picture, or "" if it cannot be used."""
    src = values.get("src", "")
    if not src:
        if not found.reported:  # else its address was taken out, and that is told
            found.problem("]()" if "src" in values else "<img", "picture-unnamed")
        return ""
    if _ELSEWHERE.match(src) or is_network_path(src):
        found.problem(src, "external-picture")
        return ""
    return _placeholder(src, unquote(src), "", found, values.get("alt", ""), within) or ""


def _lead(html: str) -> str:
    """The first paragraph as plain text, cut at a word. "" if there is none."""
    for paragraph in _PARAGRAPH.finditer(html):
        text = paragraph[1]
        if "<" in text:
            text = _ANY_TAG.sub("", _FOOTNOTE_MARK.sub("", text))
        plain = " ".join(unescape(_PICTURE.sub("", text)).split())
        if plain:
            if len(plain) <= LEAD_LENGTH:
                return plain
            return plain[:LEAD_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
    return ""
