"""Term hashes: for each term a hash of its posting lists in a quarter.

They show which chunks may have changed since the last build, without building one.
"""

import numpy as np

from generator.search.analysis.hashes import GOLDEN, Hashes, mixed
from generator.search.analysis.token_ids import Int64s
from generator.search.quarters.posting_lists import PostingLists, starts_of


def term_hashes(text_hashes: Hashes, lists: PostingLists) -> Hashes:
    """Returns a hash of the lists of each first term.

    The hash is 0 for other terms. `text_hashes` are those of the terms' texts. Terms count from 1, so that
    the first hash is of no term. Concepts count from 0.
    """
    hashes = np.zeros(len(text_hashes) + 1, dtype=np.uint64)
    if not len(lists.first):
        return hashes
    of_second = np.append(np.uint64(0), text_hashes)[lists.second]
    counts = np.diff(lists.ends, prepend=np.int32(0))
    # 1 is added because the first posting may be 0, which `mixed` leaves 0.
    postings = lists.postings.astype(np.uint64) + np.uint64(1)
    mixed_postings = mixed(postings * GOLDEN + np.repeat(of_second, counts))
    heads = starts_of(lists.first.astype(np.int64))
    begins: Int64s = np.append(0, lists.ends[:-1])[heads]
    hashes[lists.first[heads]] = np.add.reduceat(mixed_postings, begins)
    return hashes


def chained(before: Hashes, hashes: Hashes, slot: int) -> Hashes:
    """Returns hashes over several quarters: `before`, then those of a quarter whose first slot is `slot`."""
    return mixed(before * GOLDEN + hashes + np.uint64(slot))
