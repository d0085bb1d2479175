"""Reads flat lists of plain Markdown, in which every item is one line.

Falls back: raises `NotPlainError` for items of several lines and for nested lists.
Proof: `tests/unit/read/direct/test_direct.py`.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from generator.read.direct.inline import LineReader, NotPlainError

_TEXT = r"((?:[^\s\d#=+*_>:\[|~-]|\*{1,2}[^\s*_\[]|\[(?![ xX]\])[^\]\n]|\d(?!\d*(?:\.(?: |$)|\)))).*)"
BULLET = re.compile(rf"()[-*+] +{_TEXT}")
NUMBER = re.compile(rf"([0-9]{{1,9}})\. +{_TEXT}")


class ReadList(Struct, frozen=True):
    """A list: its first number ("" for bullets), and the HTML of its items."""

    start: str
    items: tuple[str, ...]

    def html(self) -> str:
        """The whole list."""
        items = "\n".join([f"<li>{item}</li>" for item in self.items])
        tag = "ol" if self.start else "ul"
        start = f' start="{self.start}"' if self.start not in ("", "1") else ""
        return f"<{tag}{start}>\n{items}\n</{tag}>"


def read_list(block: str, marker: re.Pattern[str], lines: LineReader) -> ReadList:
    """Reads a block of lines that all begin with a marker. Raises NotPlainError."""
    found = [marker.fullmatch(line) for line in block.split("\n")]
    items = [(item[1], item[2]) for item in found if item and item[2][-1] != " "]
    if len(items) < len(found):
        raise NotPlainError
    return ReadList(items[0][0], tuple([lines.html(text) for _, text in items]))


def more_items(before: ReadList, added: ReadList) -> ReadList:
    """Adds the items of a block to the list of the block before it.

    The two items beside the gap become paragraphs.
    """
    first, *others = added.items
    return replace(before, items=(*before.items[:-1], _loose(before.items[-1]), _loose(first), *others))


def _loose(item: str) -> str:
    return item if item.startswith("\n<p>") else f"\n<p>{item}</p>\n"
