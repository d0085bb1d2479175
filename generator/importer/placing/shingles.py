"""Sketches of texts: what two have in common is told from a few numbers of each."""

import re
import zlib
from array import array

from generator.text.unicode import fold

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 5  # words
_KEPT = 8  # of so many shingles one is kept, the same ones in every text
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def sketch(text: str) -> bytes:
    """The shingles of a text that are kept, in ascending order, of four bytes each."""
    return array("I", sorted(shingle for shingle in shingles(text) if shingle % _KEPT == 0)).tobytes()


def shingles(text: str) -> set[int]:
    """All runs of five words as numbers; Markdown's links count with their words alone."""
    words = _WORD.findall(fold(_MARKS.sub(r"\1", text)))
    size = min(_SHINGLE, len(words)) or 1
    return {zlib.crc32(" ".join(words[n : n + size]).encode()) for n in range(len(words) - size + 1)}


def contained(one: str, other: str) -> float:
    """How much of the shorter text stands in the longer one, 0 to 1."""
    first, second = shingles(one), shingles(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0
