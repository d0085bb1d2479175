"""Compares texts by shingles: hashes of five consecutive words.

Unlike check/minhash.py, which estimates resemblance, duplicates need containment: a lead or print view is
part of a longer text.
"""

import re
import zlib
from array import array

from generator.text.unicode import fold

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 5  # words
_SAMPLING = 8  # one of so many shingles is sampled, by its hash
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def sample_shingles(text: str) -> bytes:
    """Returns the sampled shingles in ascending order, four bytes each."""
    return array("I", sorted(shingle for shingle in shingles(text) if shingle % _SAMPLING == 0)).tobytes()


def shingles(text: str) -> set[int]:
    """Returns the hashes of all runs of five words, without link targets."""
    words = _WORD.findall(fold(_MARKS.sub(r"\1", text)))
    size = min(_SHINGLE, len(words)) or 1
    return {zlib.crc32(" ".join(words[n : n + size]).encode()) for n in range(len(words) - size + 1)}


def containment(one: str, other: str) -> float:
    """Share of the shorter text that is in the longer one, 0 to 1."""
    first, second = shingles(one), shingles(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0
