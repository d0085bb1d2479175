"""Posting lists of many quarters are joined right, however large the numbers of terms are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.search.quarters.posting_lists import LEVEL_BITS
from generator.search.tree.select import QuarterSelection, joined

# Both sides of 2^20, where fields of 20 bits end, and ranks that do not fit into 63 bits with another.
RANKS = st.sampled_from([1, 2, 3, 5, (1 << 20) - 1, 1 << 20, (1 << 20) + 3, 1 << 21, (1 << 31) - 1])
SECOND = st.sampled_from([0]) | RANKS
LISTS = st.dictionaries(st.tuples(RANKS, SECOND), st.lists(st.integers(0, 9), min_size=1, unique=True))


@given(st.lists(LISTS, max_size=4))
def test_every_pair_of_terms_has_the_postings_of_its_own(
    quarters: list[dict[tuple[int, int], list[int]]],
) -> None:
    expected: dict[tuple[int, int], list[int]] = {}
    for number, lists in enumerate(quarters):
        for pair, slots in sorted(lists.items()):
            expected.setdefault(pair, []).extend(10 * number + slot for slot in sorted(slots))
    postings = joined([_selection(lists, 10 * number) for number, lists in enumerate(quarters)])
    ends = postings.counts.cumsum()
    rows = zip(postings.first, postings.second, ends - postings.counts, ends, strict=True)
    found = {(int(one), int(other)): postings.slots[begin:end].tolist() for one, other, begin, end in rows}
    assert found == expected
    assert list(found) == sorted(expected)


def _selection(lists: dict[tuple[int, int], list[int]], offset: int) -> QuarterSelection:
    pairs = sorted(lists)
    return QuarterSelection(
        first=np.array([one for one, _ in pairs], dtype=np.int32),
        second=np.array([other for _, other in pairs], dtype=np.int32),
        counts=np.array([len(lists[pair]) for pair in pairs], dtype=np.int32),
        postings=np.array(
            [(slot + offset) << LEVEL_BITS for pair in pairs for slot in sorted(lists[pair])], dtype=np.int32
        ),
    )
