"""Lists of postings, as a quarter keeps them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.analysis.token_ids import Numbers

Longs = NDArray[np.int64]

LEVEL_BITS = 2


class Lists(NamedTuple):
    """Lists of postings, one after the other.

    List n is that of the words `first[n]` and `second[n]` (0: the first alone); it ends before `ends[n]` in
    `postings`, which are a document and, in the lowest bits, a level: see `ranking.LEVELS`.
    """

    first: Numbers
    second: Numbers
    ends: Numbers
    postings: Numbers


def lists_of(named: Longs, second_bits: int, postings: Longs) -> Lists:
    """The lists of these postings; `named` says for each which list has it, in order: the first word and, in
    so many of the lowest bits, the second."""
    begins = starts_of(named)
    heads = named[begins]
    return Lists(
        first=(heads >> second_bits).astype(np.int32),
        second=(heads & ((1 << second_bits) - 1)).astype(np.int32),
        ends=np.append(begins[1:], len(named)).astype(np.int32)[: len(begins)],
        postings=postings.astype(np.int32),
    )


def starts_of(values: Longs) -> Longs:
    """Where runs of equal values begin in sorted values."""
    return np.flatnonzero(np.append(True, values[1:] != values[:-1])) if len(values) else values
