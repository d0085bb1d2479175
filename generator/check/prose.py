"""Blocks of prose in a Markdown body, with their markup replaced by blanks.

Blanked text keeps its length, so every character keeps its offset.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum, auto
from functools import lru_cache

from msgspec import Struct

# None of these searches the rest of a body again at each sign in it.
_FENCED = re.compile(
    r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*\n(?:.*?\n)??(?: {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_CODE_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]|(?<!`)`{1,2}(?!`))*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z](?:[^<>\"']|\"[^\"\n]{0,2000}\"|'[^'\n]{0,2000}'){0,500}+>")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*>|https?://[^\s)\]<>\"”»]+")
_DESTINATION = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)|(?<=\])\[[^\[\]\n]*\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]+\]:?")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[^\n]*", re.MULTILINE)
# Each kind of markup after the signs without which there is none: those are found much faster.
_MARKUP = (
    (("```", "~~~"), _FENCED),
    (("<!--",), _COMMENT),
    (("`",), _CODE_SPAN),
    (("<",), _TAG),
    (("](", "]["), _DESTINATION),
    (("://", "mailto:"), _AUTOLINK),
    (("]:",), _DEFINITION),
    (("[^",), _FOOTNOTE),
)
_CODE = _MARKUP[:3]

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+|[ \t]*:[ \t]+")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_QUOTE_MARK = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_GAP = re.compile(r"\n(?:[ \t]*\n)+")


class BlockKind(StrEnum):
    """Kind of a block, judged by its first characters."""

    PARAGRAPH = auto()
    ITEM = auto()
    HEADING = auto()
    TABLE = auto()


_GOES_ON = (BlockKind.PARAGRAPH, BlockKind.ITEM)  # continue on the next line if that looks like a paragraph


class ProseBlock(Struct, frozen=True):
    """A block of prose: its offset in the body, and its text without markup."""

    kind: BlockKind
    offset: int
    text: str


@lru_cache(maxsize=8)  # several checks ask for the same body
def blanked(body: str) -> str:
    """The body with code, tags, link targets and footnote names replaced by blanks."""
    return _without(_MARKUP, body)


def blanked_code(body: str) -> str:
    """The body with code and comments replaced by blanks."""
    return _without(_CODE, body)


def _without(markup: Iterable[tuple[tuple[str, ...], re.Pattern[str]]], body: str) -> str:
    for signs, pattern in markup:
        if any(sign in body for sign in signs):
            body = pattern.sub(_blanks, body)
    return body


def blocks(body: str) -> tuple[ProseBlock, ...]:
    """Returns the blocks of a body in order, without code blocks."""
    found: list[ProseBlock] = []
    in_list = False
    for start, text in _runs(blanked(body)):
        indented = text.startswith((" ", "\t"))
        if in_list or not text.startswith(("    ", "\t")):
            found += _parted(start, text)
            in_list = found[-1].kind is BlockKind.ITEM or (in_list and indented)
    return tuple(found)


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Yields (offset, lines) of the text between empty lines."""
    start = 0
    for end, following in (*((gap.start(), gap.end()) for gap in _GAP.finditer(text)), (len(text), 0)):
        lines = text[start:end].lstrip("\n")
        if lines.strip():
            yield end - len(lines), lines
        start = following


def _parted(start: int, text: str) -> list[ProseBlock]:
    """Splits a run of lines into items, headings, tables and paragraphs."""
    begun: list[tuple[BlockKind, int]] = []
    at = 0
    for line in text.split("\n"):
        kind, before = _kind(line), begun[-1][0] if begun else None
        if _UNDERLINE.fullmatch(line) and before is BlockKind.PARAGRAPH:
            begun[-1] = (BlockKind.HEADING, begun[-1][1])
        elif not (kind is before is BlockKind.TABLE) and not (
            kind is BlockKind.PARAGRAPH and before in _GOES_ON
        ):
            begun.append((kind, at))
        at += len(line) + 1
    ends = [*(offset for _, offset in begun[1:]), at]
    parts = zip(begun, ends, strict=True)
    return [
        ProseBlock(kind, start + at, _QUOTE_MARK.sub(_blanks, text[at:end].rstrip()))
        for (kind, at), end in parts
    ]


def _kind(line: str) -> BlockKind:
    """Kind of the block that a line begins or continues."""
    if _ITEM.match(line):
        return BlockKind.ITEM
    if _HEADING.match(line):
        return BlockKind.HEADING
    return BlockKind.TABLE if line.lstrip().startswith("|") or line.count(" | ") > 1 else BlockKind.PARAGRAPH


def _blanks(match: re.Match[str]) -> str:
    """Blanks of the same length, with the same line ends."""
    return "".join("\n" if char == "\n" else " " for char in match[0])
