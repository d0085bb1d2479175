"""Lists of postings, as a quarter keeps them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.numbering import Numbers

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


def starts_of(values: Longs) -> Longs:
    """Where runs of equal values begin in sorted values."""
    return np.flatnonzero(np.append(True, values[1:] != values[:-1])) if len(values) else values
