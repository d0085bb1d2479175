"""The Markdown converter: Python-Markdown, spared the searches that cannot find anything.

Most paragraphs of an archive are plain words, and Python-Markdown tries every pattern and every kind of
block on each. Here a text without the characters that a pattern needs is not searched for it, and a block
whose lines begin with a word is a paragraph at once. The HTML is the same to the byte.
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

from generator.text.slug import slugify

# The extensions that sites have unless they say otherwise, by their names.
_OWN: Mapping[str, Callable[[], Extension]] = {
    "abbr": abbr.AbbrExtension,
    "def_list": def_list.DefListExtension,
    "footnotes": partial(footnotes.FootnoteExtension, BACKLINK_TITLE="↩ {}", SEPARATOR="-"),
    "sane_lists": sane_lists.SaneListExtension,
    "tables": tables.TableExtension,
}
# Without which strings a pattern finds nothing, by its regular expression; one of them is enough.
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
}
# The kinds of block of which it is known that none begins as `_Prose` does.
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
}


def converter(extensions: tuple[str | Extension, ...]) -> markdown.Markdown:
    """A converter with these extensions, whose headings have slugs as ids."""
    headings = _Headings(slugify=lambda value, _separator: slugify(value), marker="")
    md = markdown.Markdown(extensions=[*map(_extension, extensions), headings], output_format="html")
    # An extension may have put its own in the place of any, which then stays.
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
    """The extension, made at once where it is one of our own choice: one that is only named, Python-Markdown
    looks for among all packages that are installed."""
    make = _OWN.get(extension) if isinstance(extension, str) else None
    return make() if make else extension


@lru_cache(maxsize=64)
def _needed(pattern: inlinepatterns.Pattern) -> tuple[str, ...] | None:
    """What a text must have for the pattern to find anything; None if that is not known.

    A pattern of a class from elsewhere may also write text in which the others find something.
    """
    if not type(pattern).__module__.startswith("markdown."):
        return None
    return _NEEDED.get(pattern.getCompiledRegExp().pattern)


class _Listed(Registry[Any]):
    """A registry that is gone through for every block: its list is made once, not each time."""

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
    """Leaves lines alone that neither end in blanks nor have anything else to set right."""

    def run(self, lines: list[str]) -> list[str]:
        whole = "\n".join((*lines, ""))
        odd = any(each in whole for each in (" \n", "\t", "\r", STX, ETX))
        return super().run(lines) if odd else [*lines, "", ""]


class _HtmlBlocks(preprocessors.HtmlBlockPreprocessor):
    """Looks for no tags in lines that have none."""

    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if any("<" in line or "&" in line for line in lines) else lines


class _Inline(treeprocessors.InlineProcessor):
    """Hides plain texts from the search, and patterns without a chance in this body."""

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
    """Makes the texts without any of these strings atomic, which are left alone; gives them as they were."""
    hidden = []
    for element in tree.iter():
        text = element.text
        if text and not isinstance(text, AtomicString) and not any(string in text for string in strings):
            hidden.append((element, text))
            element.text = AtomicString(text)
    return hidden


class _Unescape(treeprocessors.UnescapeTreeprocessor):
    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text


class _Prose(blockprocessors.ParagraphProcessor):
    """A paragraph whose every line begins with a word, perhaps emphasised: no other kind of block does."""

    _LINES = re.compile(r"(?:(?:[^\s\d#=+*_>:\[|-]|[*_]{1,3}[^\W_]).*+\n?+)++")

    def test(self, parent: Element, block: str) -> bool:
        return self._LINES.fullmatch(block) is not None


class _HeadingIds(toc.TocTreeprocessor):
    """Gives headings their ids, and makes no table of contents: nobody shows it."""

    def build_toc_div(self, toc_list: Any) -> Element:
        return Element("div")


class _Headings(toc.TocExtension):
    TreeProcessorClass = _HeadingIds
