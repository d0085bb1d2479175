"""Markdown within HTML, which is read as if no tag stood around it.

Each tag of a block becomes a block of its own, and so does each text between two tags, so that
Python-Markdown reads them one after the other. A text in a paragraph or a cell stays on its line; one in a
`<div>` has paragraphs, lists and headings.

Source: CommonMark 0.31.2, section 4.6 (HTML blocks); PHP Markdown Extra, "Markdown Inside HTML Blocks".
"""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.postprocessors import Postprocessor

from generator.read.typed.emphasis import literal_stars, tight_emphasis

# Before a tag and before the text of a line that are blocks of their own; a clean text has none of them.
_TAG_MARK, _LINE_MARK = "\ufdd1", "\ufdd2"
_BARE = "\ufdd3"  # the name of elements whose tags are not written
_FLOW = {"address", "article", "aside", "blockquote", "center", "details", "div", "fieldset", "footer"}
_FLOW |= {"form", "header", "main", "nav", "section"}  # what they hold is blocks
_EITHER = {"dd", "figcaption", "figure", "li", "td", "th"}  # it is blocks if it looks like some
_LINE = {
    "caption",
    "dir",
    "dl",
    "dt",
    "h[1-6]",
    "hr",
    "menu",
    "ol",
    "p",
    "summary",
    "table",
    "tbody",
    "tfoot",
}
_LINE |= {"thead", "tr", "ul", "colgroup", "col"}
_RAW = {"pre", "script", "style", "textarea", "iframe", "video", "audio", "object", "svg", "math"}  # no texts
_HTML = re.compile(
    rf"[ ]{{0,3}}<({'|'.join(sorted(_FLOW | _RAW | _LINE | _EITHER))})(?=[\s/>]|$)",
    re.IGNORECASE,
)
_TAG = re.compile(
    rf"<!--.*?-->|<({'|'.join(sorted(_RAW))})(?=[\s/>]).*?</\1\s*>"
    rf"|<(/?)({'|'.join(sorted(_FLOW | _LINE | _EITHER))})(?=[\s/>])(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+>",
    re.IGNORECASE | re.DOTALL,
)
_CUT = re.compile(rf"</?(?:{'|'.join(sorted(_FLOW | _LINE | _EITHER))})(?=[\s<]|$)", re.IGNORECASE)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_GAP = re.compile(r"\n[ \t]*\n")
# What is read otherwise as Markdown than as HTML.
_MARKED = re.compile(
    r"\*\*\S|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])|\]\(\S|\[\^[^\]\n]+\]|`[^`\n]+`|~~\S|https?://|\]\[|<https?:"
)
_BLOCKS = re.compile(r"^[ \t]*(?:[-*+•][ \t]+\S|\d{1,9}[.)][ \t]+\S|#{1,6}[ ]\S|\||>|```|~~~)", re.MULTILINE)
_FARTHEST = 2_000  # lines from the beginning of HTML to its end

Rewrite = Callable[[list[str]], list[str]]


def html_block_end(lines: list[str], at: int) -> int | None:
    """Returns the line after the HTML that begins at a line; None if none begins there.

    If nothing closes its tag, it ends at the next empty line.
    """
    opening = _HTML.match(lines[at])
    if opening is None:
        return None
    mark = re.compile(rf"<(/?){re.escape(opening[1])}(?=[\s/>])", re.IGNORECASE)
    depth = 0
    for n in range(at, min(len(lines), at + _FARTHEST)):
        for found in mark.finditer(f"{lines[n]} "):
            depth += -1 if found[1] else 1
        if depth <= 0:
            return n + 1
    return next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))


def read_within(part: list[str], rewrite: Rewrite) -> list[str]:
    """Returns the lines of a block of HTML in which Markdown is read.

    They are the same lines if it has none. `rewrite` is how the lines of a text are read as they were meant.
    """
    html = "\n".join(part)
    if "`" in html and any(_TAG.search(code[0]) for code in _CODE.finditer(html)):
        return part
    pieces, is_open = _pieces(html)
    if not is_open and not any(not is_tag and _is_marked(text, inside) for is_tag, text, inside in pieces):
        return part
    result: list[str] = []
    for is_tag, text, inside in pieces:
        if is_tag:
            result += ["", f"{_TAG_MARK}{text[1:-1]}"]
        elif _holds_blocks(text, inside):
            result += ["", *rewrite(_set_out(text))]
        else:
            first, *others = literal_stars(tight_emphasis(_GAP.sub("\n", text).strip().split("\n")))
            result += ["", f"{_LINE_MARK}{first}", *others]
    return [*result, ""]


def _pieces(html: str) -> tuple[list[tuple[bool, str, str]], bool]:
    """Returns the tags and the texts between them, and whether a tag stays open.

    Each has the name of the tag that it is in. There are none if a tag is cut, or closed without being open.
    HTML itself closes an open tag, but Python-Markdown would take all that follows for a part of it.
    """
    pieces: list[tuple[bool, str, str]] = []
    open_tags: list[str] = []
    at = 0
    for tag in _TAG.finditer(html):
        inside = open_tags[-1] if open_tags else ""
        if html[at : tag.start()].strip():
            pieces.append((False, html[at : tag.start()], inside))
        at = tag.end()
        name = (tag[3] or "").lower()
        if _GAP.search(tag[0]) or (tag[2] and (name not in open_tags)):
            return [], False
        if tag[2]:
            del open_tags[len(open_tags) - 1 - open_tags[::-1].index(name) :]
        elif name and name not in ("hr", "col") and not tag[0].endswith("/>"):
            open_tags.append(name)
        pieces.append((True, tag[0], inside))
    if pieces and html[at:].strip():
        pieces.append((False, html[at:], open_tags[-1] if open_tags else "div"))
    if any(not is_tag and _CUT.search(text) for is_tag, text, _ in pieces):
        return [], False
    return pieces, bool(open_tags)


def _is_marked(text: str, inside: str) -> bool:
    return _MARKED.search(text) is not None or (_holds_blocks(text, inside) and _has_blocks(text))


def _has_blocks(text: str) -> bool:
    return _GAP.search(text.strip()) is not None or _BLOCKS.search(text) is not None


def _holds_blocks(text: str, inside: str) -> bool:
    """Whether a text is read as blocks: within a `<div>` always, within a cell if it has several."""
    if inside in _FLOW:
        return True
    return inside in _EITHER and (_GAP.search(text.strip()) is not None or len(_BLOCKS.findall(text)) > 1)


def _set_out(text: str) -> list[str]:
    """Returns the lines of a text without the blanks that all of them begin with."""
    lines = text.expandtabs(4).split("\n") if "\n\t" in text else text.split("\n")
    lines[0] = lines[0].lstrip()
    rest = [line for line in lines[0 if not lines[0] else 1 :] if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in rest), default=0)
    return [lines[0], *(line[min(indent, len(line) - len(line.lstrip())) :] for line in lines[1:])]


class HtmlPieces(BlockProcessor):
    """Writes the tags and lines that `read_within` marked."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether a block is marked."""
        return block.startswith((_TAG_MARK, _LINE_MARK))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Adds an element without a tag of its own."""
        block = blocks.pop(0)
        element = SubElement(parent, _BARE)
        if block.startswith(_TAG_MARK):
            element.text = self.parser.md.htmlStash.store(f"<{block[1:]}>")
            if block[1] == "/" or block[1:].split()[0].lower() in _FLOW:
                element.tail = "\n"
        else:
            element.text = block[1:]


class BareElements(Postprocessor):
    """Takes out the tags around what `HtmlPieces` wrote."""

    def run(self, text: str) -> str:
        """Returns the HTML without them."""
        return text.replace(f"<{_BARE}>", "").replace(f"</{_BARE}>", "") if _BARE in text else text
