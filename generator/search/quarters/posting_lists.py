"""Posting lists of a quarter: which documents have a term, and at which level of impact."""

from typing import NamedTuple

import numpy as np

from generator.search.analysis.token_ids import Int32s, Int64s

LEVEL_BITS = 2  # of a posting, the lowest: a level, see `ranking.LEVELS`
_INT32_LIMIT = 1 << 31
_KEY_BITS = 63  # of an int64 without its sign


class PostingLists(NamedTuple):
    """Posting lists, one after the other.

    List n is that of the terms `first[n]` and `second[n]` (0: of the first alone). It ends before `ends[n]`
    in `postings`. A posting is the number of a slot and, in its lowest bits, a level.
    """

    first: Int32s
    second: Int32s
    ends: Int32s
    postings: Int32s


def posting_lists(keys: Int32s | Int64s, second_bits: int, postings: Int32s | Int64s) -> PostingLists:
    """Returns the lists of postings, whose sorted `keys` say which list each belongs to.

    A key is the first term and, in its lowest bits, the second. Raises OverflowError if there are more
    postings than `ends` can count.
    """
    if len(keys) >= _INT32_LIMIT:
        raise OverflowError(f"a quarter has {len(keys)} postings; the search index holds {_INT32_LIMIT - 1}")
    begins = starts_of(keys)
    heads = keys[begins]
    return PostingLists(
        first=(heads >> second_bits).astype(np.int32),
        second=(heads & ((1 << second_bits) - 1)).astype(np.int32),
        ends=np.append(begins[1:], len(keys)).astype(np.int32)[: len(begins)],
        postings=postings.astype(np.int32),
    )


def short_keys(keys: Int64s, other_bits: int) -> tuple[Int64s, Int64s | None]:
    """Returns keys in the same order that leave `other_bits` of an int64 free.

    Keys that fit are returned unchanged, with None. Others are replaced by their positions among the distinct
    keys, and the distinct keys are returned too.
    """
    if bits_of(keys) + other_bits <= _KEY_BITS:
        return keys, None
    distinct, positions = np.unique(keys, return_inverse=True)
    return positions.astype(np.int64), distinct


def starts_of(values: Int32s | Int64s) -> Int64s:
    """Returns where runs of equal values begin in sorted values."""
    begins = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return np.flatnonzero(begins)


def bits_of(values: Int32s | Int64s) -> int:
    """Returns how many bits the largest of the values takes."""
    return int(values.max(initial=0)).bit_length()
