"""HTML of pages to XHTML that every reader of books takes: elements of EPUB 3, each where it may stand.

The HTML has passed the sanitiser, or comes from the theme. It is parsed by nh3, as browsers parse it, and
written with the elements and attributes below alone. The tree is then mended where an element may not stand.
Links of the site begin with `LINK`; `links.py` says where they lead.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import nh3

LINK = "khotin:"  # before a path of the site, in href and src

_INLINE = {"a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q"}
_INLINE |= {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
_SECTIONS = {"article", "aside", "footer", "header", "nav", "section"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLE = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_BLOCKS = {"blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "ul"}
_BLOCKS |= _SECTIONS | _HEADINGS | _TABLE
_TRANSPARENT = {"a", "del", "ins"}  # they may hold what their parent may hold
_ONLY_INLINE = _HEADINGS | {"p", "pre", "caption"}
_NO_HEADINGS = {"dt", "th"}
_PARTS_OF_TABLE = ("caption", "colgroup", "thead", "tbody", "tfoot")  # in this order
_VOID = {"br", "col", "hr", "img"}
_CLEANER = nh3.Cleaner(
    tags=_INLINE | _BLOCKS,
    attributes={
        "a": {"href"},
        "abbr": {"title"},
        "img": {"src", "alt"},
        "ol": {"start", "type"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
        "time": {"datetime"},
        "*": {"class", "id", "lang"},
    },
    clean_content_tags={"script", "style", "video", "audio", "object", "iframe", "svg", "math", "template"},
    link_rel=None,
    url_schemes={"http", "https", "mailto", "tel", LINK.rstrip(":")},
)
# As nh3 writes them.
_VOID_TAG = re.compile(rf"<({'|'.join(sorted(_VOID))})((?:\s[^\s=>]+=\"[^\"]*\")*)>")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0
_DEEPEST = 60  # levels; the text of deeper ones is kept, without its elements
# What the attributes of EPUB's schema may say.
_VALUES: dict[str, re.Pattern[str]] = {
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
    "start": re.compile(r"-?\d{1,9}"),
    "type": re.compile(r"[1aAiI]"),
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "rowspan": re.compile(r"[1-9]\d{0,3}"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "datetime": re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d)(?:T\d\d:\d\d(?::\d\d)?)?)?)?"),
}
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_ID = re.compile(r"[^A-Za-z0-9_.-]")


def tree_of(html: str) -> ET.Element:
    """The tree of HTML in a `body`. Each element may stand where it stands."""
    cleaned = _VOID_TAG.sub(r"<\1\2/>", _CLEANER.clean(legal(html)))
    body = ET.fromstring(f"<body>{cleaned.replace('&nbsp;', '&#160;')}</body>")
    _mend(body, inline=False, in_link=False, depth=0)
    return body


def written(node: ET.Element) -> str:
    """The XHTML of an element with all that is in it; its tail is left out."""
    parts: list[str] = []
    _write(node, parts.append)
    return "".join(parts)


def inner(node: ET.Element) -> str:
    """The XHTML of what is in an element."""
    parts = [escape(node.text or "")]
    for child in node:
        _write(child, parts.append)
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def legal(text: str) -> str:
    """The text without the characters that XML does not allow."""
    return _ILLEGAL.sub("", text)


def xml_id(name: str) -> str:
    """An id that XML allows, for any id of HTML: always the same, and another for another."""
    plain = _IN_ID.sub(lambda match: f"-{ord(match[0]):x}-", name)
    return plain if plain == name and (name[0].isalpha() or name[0] == "_") else f"id-{plain}"


def outer_address(address: str) -> str | None:
    """An address of another site as a valid URI; None if it cannot be one."""
    path = _BAD_PERCENT.sub("%25", address.strip())
    head, hash_, fragment = path.partition("#")
    found = quote(head, safe="%/:=&?~+!$,;'@()*") + hash_ + quote(fragment, safe="%/:=&?~+!$,;'@()*")
    if found.startswith(("mailto:", "tel:")):
        return found
    try:
        parts = urlsplit(found)
        sound = bool(re.fullmatch(r"[A-Za-z0-9.-]+", parts.hostname or "")) and (parts.port or 1) > 0
    except ValueError:
        return None
    return found if sound else None


def _write(node: ET.Element, write: Callable[[str], None]) -> None:
    tag = node.tag
    attributes = "".join(f' {name}="{escape(value, {chr(34): "&quot;"})}"' for name, value in node.items())
    lang = node.get("lang")
    if lang:
        attributes += f' xml:lang="{lang}"'
    if tag in _VOID:
        write(f"<{tag}{attributes}/>")
        return
    write(f"<{tag}{attributes}>")
    if node.text:
        write(escape(node.text))
    for child in node:
        _write(child, write)
        if child.tail:
            write(escape(child.tail))
    write(f"</{tag}>")


# --- mending ----------------------------------------------------------------------------------------------


def _mend(node: ET.Element, *, inline: bool, in_link: bool, depth: int) -> None:
    """Mends what is in an element. `inline`: it may hold no blocks; `in_link`: it lies in a link."""
    if depth > _DEEPEST:
        _flatten(node)
        return
    _order(node)
    for child in node:
        _retag(child, node.tag, inline, in_link)
        _mend_attributes(child)
        _mend(
            child,
            inline=child.tag in _ONLY_INLINE
            or (child.tag in _INLINE and (inline or child.tag not in _TRANSPARENT)),
            in_link=in_link or child.tag == "a",
            depth=depth + 1,
        )


def _flatten(node: ET.Element) -> None:
    """Keeps the text of an element alone."""
    text = "".join(node.itertext())
    for child in list(node):
        node.remove(child)
    node.text = text


def _order(node: ET.Element) -> None:
    """Puts the children of lists, tables and figures into the form that they must have."""
    if node.tag in ("ul", "ol"):
        _wrap_others(node, {"li"}, "li")
    elif node.tag == "dl":
        _order_definitions(node)
    elif node.tag == "table":
        parts = sorted(
            node, key=lambda part: _PARTS_OF_TABLE.index(part.tag) if part.tag in _PARTS_OF_TABLE else 3
        )
        for name in ("caption", "thead", "tfoot"):
            for part in [each for each in parts if each.tag == name][1:]:
                part.tag = "tbody" if name != "caption" else "div"
        node[:] = [part for part in parts if part.tag in _PARTS_OF_TABLE]
        node[:] = sorted(node, key=lambda part: _PARTS_OF_TABLE.index(part.tag))
        node.text = None
        for part in node:
            part.tail = None
    elif node.tag == "figure":
        captions = [child for child in node if child.tag == "figcaption"]
        for child in captions if len(captions) > 1 else ():
            child.tag = "div"
        if len(captions) == 1:
            node.remove(captions[0])
            node.append(captions[0])


def _order_definitions(node: ET.Element) -> None:
    """Takes the groups of a list of definitions apart; makes it a plain block if it is none."""
    children: list[ET.Element] = []
    for child in node:
        children += list(child) if child.tag == "div" else [child]
    tags = " ".join(child.tag for child in children)
    if re.fullmatch(r"(?:(?:dt )+(?:dd )+)+", f"{tags} ") and not (node.text or "").strip():
        for child in children:
            child.tail = None
        node[:] = children
    else:
        node.tag = "div"


def _wrap_others(node: ET.Element, allowed: set[str], wrapper: str) -> None:
    """Wraps the texts and the other elements between the children that a list may have."""
    children: list[ET.Element] = []

    def add(text: str | None) -> None:
        if text and text.strip():
            ET.SubElement(_holder(), "span").text = text

    def _holder() -> ET.Element:
        children.append(ET.Element(wrapper))
        return children[-1]

    add(node.text)
    for child in list(node):
        tail, child.tail = child.tail, None
        if child.tag in allowed:
            children.append(child)
        else:
            _holder().append(child)
        add(tail)
    node.text = None
    node[:] = children


def _retag(child: ET.Element, parent: str, inline: bool, in_link: bool) -> None:
    """Gives an element that may not stand here the name of one that may."""
    tag = child.tag
    if tag == "a" and in_link:
        child.tag = "span"
        child.attrib.pop("href", None)
    elif inline and tag in _BLOCKS:
        child.tag = "br" if tag == "hr" else "span"
    elif (
        (tag in _INLINE - _TRANSPARENT and not inline and _has_block(child))
        or (tag == "li" and parent not in ("ul", "ol"))
        or (tag in ("dt", "dd") and parent != "dl")
        or (tag == "figcaption" and parent != "figure")
        or (tag in _HEADINGS | _SECTIONS and parent in _NO_HEADINGS)
    ):
        child.tag = "div"
    elif tag == "time" and not _VALUES["datetime"].fullmatch(child.get("datetime", "")):
        child.tag = "span"


def _has_block(node: ET.Element) -> bool:
    return any(each.tag in _BLOCKS for each in node.iter())


def _mend_attributes(node: ET.Element) -> None:
    """Leaves out attributes that the element may not have, and values that are not valid."""
    for name in list(node.keys()):
        form = _VALUES.get(name)
        if form and not form.fullmatch(node.get(name, "")):
            del node.attrib[name]
    kept = {"ol": {"start", "type"}, "a": {"href"}, "time": {"datetime"}, "img": {"src", "alt"}}
    kept |= {"abbr": {"title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
    allowed = kept.get(node.tag, set()) | {"class", "id", "lang"}
    for name in set(node.keys()) - allowed:
        del node.attrib[name]
    if node.tag == "img":
        node.attrib.setdefault("alt", "")


def nodes(body: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    """All elements, each with its parent."""
    for parent in body.iter():
        for child in list(parent):
            yield parent, child
