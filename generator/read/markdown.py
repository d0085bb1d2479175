"""A faster Python-Markdown, which skips searches that cannot match.

Most paragraphs of an archive are plain words, but Python-Markdown tries every pattern and every kind of block
on each. Here a text without the characters that a pattern needs is not searched, and a block whose lines
begin with words is a paragraph at once. The HTML is identical, byte for byte.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown import blockprocessors, inlinepatterns, preprocessors, treeprocessors
from markdown.extensions import Extension, abbr, def_list, footnotes, sane_lists, tables, toc
from markdown.util import ETX, STX, AtomicString, Registry

from generator.read.typed.extension import NEEDED, TypedForms
from generator.read.typed.html import HtmlPieces
from generator.text.slug import slugify

# The default extensions, by name.
_OWN: Mapping[str, Callable[[], Extension]] = {
    "abbr": abbr.AbbrExtension,
    "def_list": def_list.DefListExtension,
    "footnotes": lambda: _Footnotes(BACKLINK_TITLE="↩ {}", SEPARATOR="-"),
    "sane_lists": sane_lists.SaneListExtension,
    "tables": partial(tables.TableExtension, use_align_attribute=True),
    "typed_forms": TypedForms,
}
# Strings without which a pattern cannot match, by its regular expression. One of them is enough.
_NEEDED = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("<",),
    inlinepatterns.AUTOMAIL_RE: ("<",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    r"\*|_": ("*", "_"),
    r"\[\^([^\]]*)\]": ("[^",),  # footnotes
    r"\n": ("\n",),  # nl2br
    **NEEDED,
}
# Kinds of block that never begin like a `_Prose` block.
_KNOWN_BLOCKS = {
    blockprocessors.EmptyBlockProcessor,
    blockprocessors.ListIndentProcessor,
    blockprocessors.CodeBlockProcessor,
    blockprocessors.HashHeaderProcessor,
    blockprocessors.SetextHeaderProcessor,
    blockprocessors.HRProcessor,
    blockprocessors.OListProcessor,
    blockprocessors.UListProcessor,
    blockprocessors.BlockQuoteProcessor,
    blockprocessors.ReferenceProcessor,
    blockprocessors.ParagraphProcessor,
    abbr.AbbrBlockprocessor,
    def_list.DefListIndentProcessor,
    def_list.DefListProcessor,
    footnotes.FootnoteBlockProcessor,
    sane_lists.SaneOListProcessor,
    sane_lists.SaneUListProcessor,
    tables.TableProcessor,
    HtmlPieces,
}


def converter(extensions: tuple[str | Extension, ...]) -> markdown.Markdown:
    """Makes a converter with these extensions. Headings have slugs as ids."""
    headings = _Headings(slugify=lambda value, _separator: slugify(value), marker="")
    md = markdown.Markdown(extensions=[*map(_extension, extensions), headings], output_format="html")
    # a replacement by an extension stays
    if type(md.preprocessors["normalize_whitespace"]) is preprocessors.NormalizeWhitespace:
        md.preprocessors.register(_Whitespace(md), "normalize_whitespace", 30)
    if type(md.preprocessors["html_block"]) is preprocessors.HtmlBlockPreprocessor:
        md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)
    if type(md.treeprocessors["inline"]) is treeprocessors.InlineProcessor:
        md.treeprocessors.register(_Inline(md), "inline", 20)
    if type(md.treeprocessors["unescape"]) is treeprocessors.UnescapeTreeprocessor:
        md.treeprocessors.register(_Unescape(md), "unescape", 0)
    if {type(kind) for kind in md.parser.blockprocessors} <= _KNOWN_BLOCKS:
        md.parser.blockprocessors.register(_Prose(md.parser), "prose", 1000)
    md.parser.blockprocessors = _Listed(md.parser.blockprocessors)
    return md


def _extension(extension: str | Extension) -> str | Extension:
    """The extension, created here if possible.

    Python-Markdown would search all installed packages for its name.
    """
    make = _OWN.get(extension) if isinstance(extension, str) else None
    return make() if make else extension


@lru_cache(maxsize=64)
def _needed(pattern: inlinepatterns.Pattern) -> tuple[str, ...] | None:
    """Strings without which the pattern cannot match.

    None if they are not known.

    A pattern of another package may also write text that other patterns match.
    """
    if not type(pattern).__module__.startswith(("markdown.", TypedForms.__module__)):
        return None
    return _NEEDED.get(pattern.getCompiledRegExp().pattern)


class _Listed(Registry[Any]):
    """A registry that keeps its sorted list, because it is iterated for every block."""

    def __init__(self, others: Any) -> None:
        super().__init__()
        self._list: list[Any] | None = None
        for name, priority in others._priority:
            self.register(others[name], name, priority)

    def register(self, item: Any, name: str, priority: float) -> None:
        self._list = None
        super().register(item, name, priority)

    def deregister(self, name: str, strict: bool = True) -> None:
        self._list = None
        super().deregister(name, strict)

    def __iter__(self) -> Iterator[Any]:
        if self._list is None:
            self._list = list(super().__iter__())
        return iter(self._list)


class _Whitespace(preprocessors.NormalizeWhitespace):
    """Skips lines that need no change."""

    def run(self, lines: list[str]) -> list[str]:
        whole = "\n".join((*lines, ""))
        odd = any(each in whole for each in (" \n", "\t", "\r", STX, ETX))
        return super().run(lines) if odd else [*lines, "", ""]


class _HtmlBlocks(preprocessors.HtmlBlockPreprocessor):
    """Skips lines without tags."""

    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if any("<" in line or "&" in line for line in lines) else lines


class _Footnotes(footnotes.FootnoteExtension):
    """Gives notes ids without blanks, which HTML forbids in them."""

    def makeFootnoteId(self, id: str) -> str:  # noqa: A002, N802  (the names are the library's)
        return super().makeFootnoteId("_".join(id.split()))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: A002, N802
        return super().makeFootnoteRefId("_".join(id.split()), found)


class _Inline(treeprocessors.InlineProcessor):
    """Hides plain texts and patterns that cannot match from the search."""

    inlinePatterns: Any  # noqa: N815  (a registry, or a list that is read the same way)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self.inlinePatterns = self.md.inlinePatterns
        needed = [(pattern, _needed(pattern)) for pattern in self.md.inlinePatterns]
        if any(strings is None for _, strings in needed):
            return super().run(tree, ancestors)
        whole = STX.join([text for element in tree.iter() for text in (element.text, element.tail) if text])
        present = {string for _, strings in needed for string in strings or () if string in whole}
        self.inlinePatterns = [p for p, strings in needed if not present.isdisjoint(strings or ())]
        hidden = _hide_plain_texts(tree, (*present, STX))
        super().run(tree, ancestors)
        for element, text in hidden:
            element.text = text
        return tree


def _hide_plain_texts(tree: Element, strings: tuple[str, ...]) -> list[tuple[Element, str]]:
    """Makes texts without these strings atomic, so that they are skipped. Returns the originals."""
    hidden = []
    for element in tree.iter():
        text = element.text
        if text and not isinstance(text, AtomicString) and not any(string in text for string in strings):
            hidden.append((element, text))
            element.text = AtomicString(text)
    return hidden


class _Unescape(treeprocessors.UnescapeTreeprocessor):
    """Skips texts without escapes."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text


class _Prose(blockprocessors.ParagraphProcessor):
    """A paragraph in which every line begins with a word, perhaps emphasised.

    No other kind of block does.
    """

    _LINES = re.compile(r"(?:(?:[^\s\d#=+*_>:\[|-]|[*_]{1,3}[^\W_]).*+\n?+)++")

    def test(self, parent: Element, block: str) -> bool:
        return self._LINES.fullmatch(block) is not None


class _HeadingIds(toc.TocTreeprocessor):
    """Gives headings their ids, without making a table of contents."""

    def build_toc_div(self, toc_list: Any) -> Element:
        return Element("div")


class _Headings(toc.TocExtension):
    """The extension that installs `_HeadingIds`."""

    TreeProcessorClass = _HeadingIds
