"""Removes HTML that a body must not contain, and reports what was removed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

import nh3

from generator.model.problem import Problem
from generator.read.positions import position_at

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = {"a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q"}
_INLINE |= {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
_BLOCKS = {"blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p"}
_BLOCKS |= {"pre", "summary", "ul"}
_TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
TAGS = _INLINE | _BLOCKS | _TABLES | HEADINGS
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "title"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "*": {"id", "lang"},
}
_ALIGNED = {"align-right", "align-center"}
_CLASSES = {"a": {"footnote-ref", "footnote-backref"}, "sup": {"footnote-ref"}}
_CLASSES |= {"div": {"footnote", *_ALIGNED}, "p": _ALIGNED, "td": _ALIGNED, "th": _ALIGNED}
_WITH_CONTENT = {"script", "style", "iframe", "object", "template", "noscript", "svg", "math"}
# The text after the opening tag of one of these is not HTML until its closing tag.
_RAW_TEXT = {"textarea", "title", "xmp", "plaintext", "noembed", "noframes"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    clean_content_tags=_WITH_CONTENT,
    link_rel=None,
    url_schemes=_SCHEMES,
    strip_comments=True,
)

# Tags as people write them. Their length is limited, so that the search for their end stays fast.
_RAW_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)((?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,2000}+)>|<!--")
# A tag without its end: what follows until the next ">" is taken for its attributes.
_CUT_TAG = re.compile(r"</?([A-Za-z][\w-]*)(?=\s*(?:<|\Z)|[ \t]*\n[ \t]*\n)")
_RAW_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_ALIGNMENT = re.compile(
    r"(<(?:td|th|p|div)\b(?:\s+[\w-]+=\"[^\"]*\")*?)"
    r"\s+(?:align=\"(right|center)\"|style=\"\s*text-align:\s*(right|center)\s*;?\s*\")",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*)[\x00-\x20]*:")
# A picture whose address leads nowhere, as "file:" or "data:". Those may be very long.
_LOST_PICTURE = re.compile(
    r"<img\b[^<>]{0,2000}?\bsrc\s*=\s*[\"']?\s*((?!https?:)[A-Za-z][A-Za-z0-9+.-]*:[^\"'<>]{0,50})",
    re.IGNORECASE,
)
_BREAKS = dict.fromkeys(map(ord, "\t\n\r"))  # browsers ignore these
_ODD_LINK = re.compile(r"(?i:\](?:\(|:)\s*<?(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:)")


def with_alignment_classes(html: str) -> str:
    """HTML with classes in place of the old attributes that align text."""
    if "align" not in html:
        return html
    return _ALIGNMENT.sub(lambda tag: f'{tag[1]} class="align-{tag[2] or tag[3]}"', html)


def sanitised(html: str) -> str:
    """HTML that runs nothing and cannot imitate the rest of the page."""
    return _CLEANER.clean(html)


def taken_out(html: str, source: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yields a problem for each kind of thing that the sanitiser removes from `html`.

    Its position is the first one in `source`, the Markdown, whose first line is line `first_line` of the
    file.
    """
    if "<" not in source and not _ODD_LINK.search(source):
        return
    found = _TakenOut(source)
    for cut in _CUT_TAG.finditer(html):
        if cut[1].lower() in TAGS | _WITH_CONTENT:
            found.note("html-cut", cut[0].split()[0], cut[0].split()[0])
    for picture in _LOST_PICTURE.finditer(html):
        address = unescape(picture[1])
        found.note("picture-lost", address, address if address in source else picture[1])
    at = 0
    while tag := _RAW_TAG.search(html, at):
        at = _after(tag, html, found)
    for (code, value), (offset, count) in found.things.items():
        position = position_at(source, offset, first_line)
        yield Problem.at(path, position, code, value=value, count=str(count))


@dataclass
class _TakenOut:
    """Things found so far: offset and number by (code, value)."""

    source: str
    things: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    searched: int = 0
    not_written: set[str] = field(default_factory=set)  # tags that Markdown itself makes

    def note(self, code: str, value: str, written: str) -> None:
        """Counts a thing, if it was written by the author."""
        offset = self._offset(written)
        if offset is not None:
            first, count = self.things.get((code, value), (offset, 0))
            self.things[code, value] = (first, count + 1)

    def _offset(self, written: str) -> int | None:
        """Offset of the written text in the source. None if the author did not write it."""
        if written in self.not_written:
            return None
        at = self.source.find(written, self.searched)
        if at < 0:
            at = self.source.find(written)
        if at < 0:
            self.not_written.add(written)
            return None
        self.searched = at + 1
        return at


def _after(tag: re.Match[str], html: str, found: _TakenOut) -> int:
    """Notes what is removed at a tag. Returns where the search continues."""
    if tag[0] == "<!--":
        end = html.find("-->", tag.end())
        if end < 0:
            found.note("html-unclosed", "!--", tag[0])
        return end if end >= 0 else len(html)
    closing, name = tag[1], tag[2].lower()
    if closing:
        return tag.end()
    if name in _WITH_CONTENT | _RAW_TEXT:
        end_tag = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(html, tag.end())
        lost = "html-content" if name in _WITH_CONTENT else "html-tag"
        found.note(lost if end_tag else "html-unclosed", name, tag[0])
        return end_tag.end() if end_tag else len(html)
    if name not in TAGS:
        found.note("html-tag", name, tag[0])
    else:
        _attributes(tag, name, found)
    return tag.end()


def _attributes(tag: re.Match[str], name: str, found: _TakenOut) -> None:
    """Notes the attributes that are removed."""
    allowed = _ATTRIBUTES.get(name, set()) | _ATTRIBUTES["*"]
    for attribute in _RAW_ATTRIBUTE.finditer(tag[3]):
        label = attribute[1].lower()
        value = next((each for each in attribute.groups()[1:] if each is not None), "")
        if label == "href" and name == "a":
            target = unescape(value)
            scheme = _SCHEME.match(target.translate(_BREAKS))
            if scheme and scheme[1].lower() not in _SCHEMES:
                found.note("html-link", target, value if value in found.source else target)
        elif label not in allowed and not _has_allowed_class(name, label, value):
            found.note("html-attribute", f"{name} {label}", tag[0])


def _has_allowed_class(name: str, label: str, value: str) -> bool:
    """Whether the attribute is a class that is kept."""
    return label == "class" and bool(_CLASSES.get(name, set()).intersection(value.split()))
