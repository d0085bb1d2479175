"""The converter leaves searches out; what it writes is what Python-Markdown writes without it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from generator.read.markdown import converter
from generator.schema.settings import DEFAULT_EXTENSIONS
from generator.text.slug import slugify

OTHERS = ("attr_list", "admonition", "fenced_code", "md_in_html", "nl2br", "smarty")

WORDS = ["a", "KH&CN", "đo lường", "2014", "12.", "1. ", "UBND", "&amp;", "ﬁ", "“Sở”", "foo_bar", "x*y"]
MARKS = [
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "\\",
    "\\*",
    "\\`",
    "[",
    "]",
    "](",
    ")",
    "(",
    "!",
    "![",
    "[^1]",
]
MARKS += [
    "<",
    ">",
    "&",
    "&lt;",
    "<b>",
    "</b>",
    "<br>",
    "<!--",
    "-->",
    "<a@b.vn>",
    "<http://b.vn/?a&b>",
    "<div>",
]
MARKS += [
    "[a](b.md)",
    '![a](b.png "c")',
    "[a][b]",
    "[b]",
    "|",
    ":",
    "~",
    "~a~",
    "@",
    "{",
    "}",
    "{: #a }",
    '"',
    "'",
]
LINES = [
    "\t",
    "\r",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "  \n",
    "\n    ",
    "\n   ",
    "\n\n    ",
    "\n> ",
    "\n\n> ",
    "\n- ",
    "\n\n* ",
    "\n1. ",
]
LINES += [
    "\n# ",
    "\n\n## ",
    "\n---\n",
    "\n===\n",
    "\n***\n",
    "\n: ",
    "\n\n:   ",
    "\n|-|-|\n",
    "\n[b]: c.md\n",
    "\n\t",
]
LINES += [
    "\n\n[^1]: ",
    "\n*[UBND]: ",
    "\n```\n",
    "\n~~~\n",
    "\n!!! note\n    ",
    "\n- - -\n",
    "\n_ _ _\n",
    "\n*[a]: x\n",
]
SOURCES = st.lists(st.sampled_from([*WORDS, *MARKS, *LINES, " ", " ", "\v", "\u2028"]), max_size=40).map(
    "".join
)


class Struck(InlineProcessor):
    """An element for ~a~, whose text then goes through the other patterns."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        element = Element("del")
        element.text = m[1]
        return element, m.start(0), m.end(0)


class Loud(InlineProcessor):
    """Text for @ in which the source has no part, and other patterns find something."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        element = Element("em")
        element.text = "\\* [a](b.md) <http://b.vn/>"
        return element, m.start(0), m.end(0)


class Heard(BlockProcessor):
    """A block of its own for paragraphs that begin with a word."""

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith("a")

    def run(self, parent: Element, blocks: list[str]) -> None:
        element = Element("aside")
        element.text = blocks.pop(0)
        parent.append(element)


class Foreign(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(Struck(r"~([^~]*)~"), "struck", 175)
        md.inlinePatterns.register(Loud(r"@"), "loud", 300)
        md.parser.blockprocessors.register(Heard(md.parser), "heard", 12)


class Usurper(Extension):
    """Takes the place of a pattern, and finds what that one finds."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(Loud("`"), "backtick", 190)


def plain(extensions: Sequence[str | Extension]) -> markdown.Markdown:
    """Python-Markdown as it is, with the settings of the converter."""
    return markdown.Markdown(
        extensions=[*extensions, "toc"],
        extension_configs={
            "toc": {"slugify": lambda value, _separator: slugify(value), "marker": ""},
            "footnotes": {"BACKLINK_TITLE": "↩ {}", "SEPARATOR": "-"},
        },
        output_format="html",
    )


@lru_cache(maxsize=64)
def pair(extensions: tuple[str | Extension, ...]) -> tuple[markdown.Markdown, markdown.Markdown]:
    return converter(extensions), plain(extensions)


def same(source: str, extensions: tuple[str | Extension, ...]) -> bool:
    ours, theirs = pair(extensions)
    return ours.reset().convert(source) == theirs.reset().convert(source)


FOREIGN = Foreign()
USURPER = Usurper()


@given(SOURCES)
def test_the_html_is_that_of_python_markdown(source: str) -> None:
    assert same(source, DEFAULT_EXTENSIONS)


@given(SOURCES, st.lists(st.sampled_from([*DEFAULT_EXTENSIONS, *OTHERS]), unique=True, max_size=4))
def test_it_is_so_with_every_extension(source: str, extensions: list[str]) -> None:
    assert same(source, tuple(sorted(extensions)))


@given(SOURCES)
def test_a_pattern_and_a_block_from_elsewhere_are_tried(source: str) -> None:
    assert same(source, (*DEFAULT_EXTENSIONS, FOREIGN))
    assert same(source, (*DEFAULT_EXTENSIONS, USURPER))


def test_a_pattern_from_elsewhere_finds_what_it_looks_for_in_plain_words() -> None:
    ours, _ = pair((*DEFAULT_EXTENSIONS, FOREIGN))
    assert ours.reset().convert("Đo ~lường~.") == "<p>Đo <del>lường</del>.</p>"
    assert ours.reset().convert("a") == "<aside>a</aside>"


@pytest.mark.parametrize(
    "source",
    [
        "Lời.\n*[UBND]: Ủy ban nhân dân\n\nUBND huyện.",
        "Một  \nhai\nba",
        "Lời\n:   nghĩa\n\nLời khác\n\n:   nghĩa",
        "*a\n* b",
        "**a** b\n===\n\n_ _ _\n\n_a_\n---",
        "a|b\n-|-\nc|d",
        "- a\n\n    b\n- c\n\nd",
        "[^1] a\n\n[^1]: b\n    c\n\n    d",
        "KH&CN & <b>x</b> &copy;",
        "a\\*b*c*",
        "\x02klzzwxh:0000\x03 *a*",
    ],
)
def test_examples_are_the_same(source: str) -> None:
    assert same(source, DEFAULT_EXTENSIONS)


def test_long_paragraphs_that_begin_with_a_word_take_no_time() -> None:
    assert same("a" * 100_000 + "\n# b", DEFAULT_EXTENSIONS)
    assert same("a\n" * 20_000 + "> b", DEFAULT_EXTENSIONS)
