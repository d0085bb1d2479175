"""Segments: the archive's past and its recent quarters, each with a tree of its own.

A new article changes the recent segment, which is small. Where the past ends depends only on the documents,
so that every build of the same content cuts at the same quarter. The cut moves, and the past is rewritten,
once in about STEP documents.
"""

from collections.abc import Sequence
from itertools import accumulate

STEP = 128  # documents
OPEN_QUARTERS = 1  # the newest, to which articles are still added


def past_quarters(counts: Sequence[int]) -> int:
    """Returns how many quarters belong to the past; `counts` has their documents, the oldest first.

    The past ends with the last quarter in which the sum of documents passes a multiple of STEP. The newest
    OPEN_QUARTERS never belong to it. A small archive has no past.
    """
    totals = list(accumulate(counts, initial=0))
    closed = range(1, len(counts) - OPEN_QUARTERS + 1)
    return max(
        (quarter for quarter in closed if totals[quarter] // STEP > totals[quarter - 1] // STEP), default=0
    )
