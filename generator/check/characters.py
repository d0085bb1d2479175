"""Checks for characters that are invisible or break comparisons.

Reading cleans all of them.

Positions are those of the raw text, as an editor counts them.
"""

import re
import unicodedata
from collections.abc import Iterator

from generator.check.source_text import SourceText
from generator.model.problem import Problem
from generator.model.values import Position
from generator.read.positions import position_at
from generator.text.unicode import CLEANED_AWAY

_INVISIBLE = re.compile(CLEANED_AWAY)
_ODD_SPACE = re.compile("[\u00a0\u2000-\u2003\u2007-\u200a\u202f\u3000]")
# Two or more spaces at the end of a line break the line in Markdown. Other trailing white space has no
# effect.
TRAILING = re.compile(r"(?<=\S)[ \t]$|(?<=\S)[ \t]*\t[ \t]*$|^[ \t]+$", re.MULTILINE)


def character_problems(source_text: SourceText) -> Iterator[Problem]:
    """Yields one problem for each kind of such characters, at the first of them."""
    raw = source_text.raw
    if raw != source_text.text:
        yield from _cleaned_away(source_text)
    if any(end in raw for end in (" \n", "\t\n")):
        yield from _first(source_text, "trailing-space", TRAILING)


def _cleaned_away(source_text: SourceText) -> Iterator[Problem]:
    """Yields the problems of the characters that `clean` changes or removes."""
    raw = source_text.raw
    if not unicodedata.is_normalized("NFC", raw):
        lines = [n for n, line in enumerate(raw.split("\n")) if not unicodedata.is_normalized("NFC", line)]
        first = raw.split("\n")[lines[0]]
        position = Position(lines[0] + 1, _first_difference(first, unicodedata.normalize("NFC", first)) + 1)
        yield Problem.at(source_text.path, position, "normal-form", count=str(len(lines)))
    yield from _first(source_text, "invisible", _INVISIBLE)
    yield from _first(source_text, "odd-space", _ODD_SPACE)


def _first(source_text: SourceText, code: str, pattern: re.Pattern[str]) -> Iterator[Problem]:
    """Yields one problem at the first match of the pattern, or none."""
    raw = source_text.raw
    found = [match.start() for match in pattern.finditer(raw)]
    if found:
        name = f"U+{ord(raw[found[0]]):04X}"
        position = position_at(raw, found[0])
        yield Problem.at(source_text.path, position, code, count=str(len(found)), value=name)


def _first_difference(one: str, other: str) -> int:
    """Index of the first character that differs."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
