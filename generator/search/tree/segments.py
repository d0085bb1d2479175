"""Segments: the archive's past, whose index stays as it is, and its recent quarters, whose index is small.

An article of today changes the recent segment alone. Where the past ends depends on the documents alone, so
that any build of the same content cuts at the same place; the cut moves, and the past's index is written
anew, once in about STEP documents.
"""

from collections.abc import Sequence
from itertools import accumulate

STEP = 128  # documents
OPEN_QUARTERS = 1  # where new articles are still expected


def past_quarters(counts: Sequence[int]) -> int:
    """How many of the quarters, the oldest first with so many documents each, belong to the past.

    The past ends with a quarter in which the documents so far pass a multiple of STEP, but for the newest
    OPEN_QUARTERS. A small archive has no past.
    """
    totals = list(accumulate(counts, initial=0))
    closed = range(1, len(counts) - OPEN_QUARTERS + 1)
    return max(
        (quarter for quarter in closed if totals[quarter] // STEP > totals[quarter - 1] // STEP), default=0
    )
