"""Installs the reading of typed forms in Python-Markdown."""

import re
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor

from generator.read.sanitiser import TAGS
from generator.read.typed.html import BareElements, HtmlPieces
from generator.read.typed.notes import NotesInOrder
from generator.read.typed.source import as_meant

# Strings without which a pattern of this module cannot match, by its regular expression.
STRUCK = r"(~~)(?![\s~])((?:(?!~~).)+)(?<![\s~])~~"
MARKED = r"(?<![\w=])(==)(?![\s=])((?:(?!==).)+)(?<![\s=])==(?![\w=])"  # as in Obsidian
ADDRESS = r"(?<![\w@/.=\"'<-])(?:https?://|www\.)[^\s<>\"“”«»\x02\x03]+"
NAMED = r"<([^\W\d_][^<>\"'=/\n\x02\x03]*)>"
MAIL = r"(?<![\w@/.:+=-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?![\w@])"
NEEDED = {STRUCK: ("~~",), MARKED: ("==",), ADDRESS: ("://", "www."), MAIL: ("@",), NAMED: ("<",)}
# The name of an address right behind its text. With a blank between them, as in "[1] [2]", both are links.
_REFERENCE = re.compile(r"\[([^\]]*)\]")
# Signs after an address that belong to the sentence.
_AFTER = ".,;:!?'*_~…"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# CommonMark lets a backslash stand before any of these.
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"


class TypedForms(Extension):
    """Reads what people type as they mean it. See the package."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (the name is the library's)
        """Registers the processors."""
        md.ESCAPED_CHARS = sorted({*md.ESCAPED_CHARS, *_PUNCTUATION})
        # before whitespace is normalised, which takes the tabs
        md.preprocessors.register(_Source(md), "typed_forms", 35)
        md.parser.blockprocessors.register(HtmlPieces(md.parser), "html_pieces", 1100)  # before prose
        md.postprocessors.register(BareElements(md), "bare_elements", 5)
        md.inlinePatterns.register(SimpleTagInlineProcessor(STRUCK, "del"), "struck", 65)
        md.inlinePatterns.register(SimpleTagInlineProcessor(MARKED, "mark"), "marked", 64)
        md.inlinePatterns.register(_Address(ADDRESS, md), "bare_address", 45)
        md.inlinePatterns.register(_Mail(MAIL, md), "bare_mail", 44)
        md.inlinePatterns.register(_Named(NAMED, md), "named_in_brackets", 95)  # before HTML is read
        patterns: Any = md.inlinePatterns
        for name in ("reference", "image_reference"):
            patterns[name].RE_LINK = _REFERENCE
        md.treeprocessors.register(NotesInOrder(md), "notes_in_order", 55)  # before the notes are written


class _Source(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return as_meant(lines)


class _Address(InlineProcessor):
    """A web address without marks becomes a link. A full stop after it does not belong to it.

    Source: GitHub Flavored Markdown, section 6.9 (extended autolinks).
    """

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        shown = shown_address(m[0])
        if len(shown) <= len("https://"):
            return None, None, None
        return _link(shown, shown if "://" in shown else f"http://{shown}"), m.start(), m.start() + len(shown)


class _Mail(InlineProcessor):
    """A mail address without marks becomes a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        return _link(m[0], f"mailto:{m[0]}"), m.start(), m.end()


class _Named(InlineProcessor):
    """Vietnamese words in angle brackets, as in "<Phòng Quản lý>", are words; no HTML tag has such a name."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        words = m[1]
        if words.isascii() or (words.split()[0].isascii() and words.split()[0].lower() in TAGS):
            return None, None, None
        return m[0], m.start(), m.end()


def _link(text: str, target: str) -> Element:
    link = Element("a", href=target)
    link.text = markdown.util.AtomicString(text)
    return link


def shown_address(text: str) -> str:
    """Cuts what belongs to the sentence off the end of an address."""
    while text:
        last = text[-1]
        opening = _BRACKETS.get(last)
        if last not in _AFTER and (opening is None or text.count(last) <= text.count(opening)):
            break
        text = text[:-1]
    return text
