"""Runs: words in a row that are probably one name or number.

A run has three to five words. Words belong together if both begin with a capital or one of them with a digit
("Nguyễn Văn An", "TCVN ISO 9001:2015"), or if no blank stands between them ("14/2021/QĐ-UBND"). Each run has
a posting list, as pairs have. Its key is its first word and its tail: the other words, joined by "_". The
search page counts a name by its list, and knows by the lists of its pairs whether another document may have
it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.analysis.token_ids import BREAK, Int32s, Int64s

JOINT = "_"  # between the words of a tail; no term has it
_SHORTEST, _LONGEST = 2, 5  # tails have from so many words on, and fewer than so many
_CAPITAL, _DIGIT = 1, 2  # shapes of tokens; 0 is any other


class Runs(NamedTuple):
    """Where runs begin, and their tails.

    `tail_of` is the position of each run's tail among the distinct `tails`, which are ids of terms.
    """

    positions: Int64s
    tail_of: Int64s
    tails: tuple[tuple[int, ...], ...]


def shape_of(token: str) -> int:
    """Returns the shape of a token, by which a run is recognised."""
    first = token[0]
    return _DIGIT if first.isdigit() else _CAPITAL if first.isupper() else 0


def tail_text(terms: Sequence[str]) -> str:
    """Returns the text of a tail from those of its terms: "van_an 1," for "văn an"."""
    parts = [text.partition(" ") for text in terms]
    return f"{JOINT.join(part[0] for part in parts)} {','.join(part[2] for part in parts)}"


def runs_in(terms: Int32s, shapes: NDArray[np.uint8], glued: NDArray[np.bool_]) -> Runs:
    """Returns the runs of a text. It is the ids of terms and must end with a BREAK."""
    capital = shapes == _CAPITAL
    named = capital | (shapes == _DIGIT)
    joined = named[:-1] & named[1:] & (capital[:-1] | capital[1:]) | glued[1:]
    joined &= (terms[:-1] != BREAK) & (terms[1:] != BREAK)
    positions = np.flatnonzero(joined)
    codes = terms[positions + 1].astype(np.int64)
    found_at: list[Int64s] = []
    found: list[Int64s] = []
    tails: list[tuple[int, ...]] = []
    before: list[tuple[int, ...]] = []
    for length in range(_SHORTEST, _LONGEST):
        longer = joined[np.minimum(positions + length - 1, len(joined) - 1)]
        positions, codes = positions[longer], codes[longer]
        distinct, codes = np.unique(codes << 32 | terms[positions + length], return_inverse=True)
        firsts, lasts = (distinct >> 32).tolist(), (distinct & 0xFFFFFFFF).tolist()
        # A code is a tail and the term after it: a tail of one is this term itself, a longer one its number.
        starts = ((first,) for first in firsts) if length == _SHORTEST else map(before.__getitem__, firsts)
        before = [(*start, last) for start, last in zip(starts, lasts, strict=True)]
        found_at.append(positions)
        found.append(codes + len(tails))
        tails += before
    return Runs(np.concatenate(found_at), np.concatenate(found), tuple(tails))
