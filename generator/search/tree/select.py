"""Selects the posting lists of some terms from all quarters.

The lists of each term are joined.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.search.analysis.token_ids import Int32s, Int64s
from generator.search.quarters.posting_lists import LEVEL_BITS, PostingLists, bits_of, short_keys, starts_of
from generator.search.quarters.postings import read_lists
from generator.search.tree.merge import MergedQuarter


class Postings(Struct, frozen=True):
    """Posting lists, one after the other.

    List n is that of the terms with the ranks `first[n]` and `second[n]` (0: of the first alone), and has
    `counts[n]` postings. `slots` count from the first slot of the quarters. For `levels` see
    `ranking.LEVELS`.
    """

    first: Int32s
    second: Int32s
    counts: Int64s
    slots: Int32s
    levels: Int32s


class QuarterSelection(NamedTuple):
    """Some lists of a quarter, with the ranks of their terms; `counts` are their numbers of postings."""

    first: Int32s
    second: Int32s
    counts: Int32s
    postings: Int32s


class OpenLists(Struct, frozen=True):
    """The lists of terms and pairs by file; a process opens each file once."""

    opened: dict[Path, tuple[PostingLists, PostingLists]] = {}

    def lists(self, quarter: MergedQuarter) -> tuple[PostingLists, PostingLists]:
        """Returns the lists of a quarter. Raises ListsDamagedError if their file is damaged."""
        if quarter.lists not in self.opened:
            self.opened[quarter.lists] = read_lists(quarter.lists, quarter.checksum)
        return self.opened[quarter.lists]


def term_postings(
    open_lists: OpenLists, quarters: Sequence[MergedQuarter], ranks: Int64s
) -> tuple[Postings, Postings]:
    """Returns the postings of terms, and of the pairs that begin with them.

    `ranks` has ranges of ranks, each as its first and the one after its last.
    """
    start = quarters[0].slots.start
    selections = [
        _of_ranks(open_lists.lists(each), each, each.slots.start - start, ranks) for each in quarters
    ]
    return joined([terms for terms, _ in selections]), joined([pairs for _, pairs in selections])


def concept_postings(quarters: Sequence[MergedQuarter], wanted: NDArray[np.bool_]) -> Postings:
    """Returns the postings of the wanted concepts. The concepts' numbers stand in place of ranks."""
    start = quarters[0].slots.start if quarters else 0
    return joined(
        [
            _selection(each.concepts, np.flatnonzero(wanted[each.concepts.first]), each.slots.start - start)
            for each in quarters
        ]
    )


def only(postings: Postings, wanted: NDArray[np.bool_]) -> Postings:
    """Returns the lists that are wanted."""
    kept = np.repeat(wanted, postings.counts)
    return Postings(
        first=postings.first[wanted],
        second=postings.second[wanted],
        counts=postings.counts[wanted],
        slots=postings.slots[kept],
        levels=postings.levels[kept],
    )


def _of_ranks(
    lists: tuple[PostingLists, PostingLists], quarter: MergedQuarter, offset: int, ranks: Int64s
) -> tuple[QuarterSelection, QuarterSelection]:
    """Returns a quarter's lists of terms and of pairs for these ranks; `offset` is added to its slots."""
    numbers = np.searchsorted(quarter.ranks, ranks).astype(np.int32)
    terms, pairs = lists
    return _ranked(terms, numbers, quarter.ranks, offset), _ranked(pairs, numbers, quarter.ranks, offset)


def _ranked(lists: PostingLists, numbers: Int32s, ranks: Int32s, offset: int) -> QuarterSelection:
    """Returns the posting lists of ranges of a quarter's term numbers.

    `ranks` replace the numbers.
    """
    begins, ends = np.searchsorted(lists.first, numbers).T
    selection = _selection(lists, _all_in(begins, ends), offset)
    return selection._replace(first=ranks[selection.first], second=ranks[selection.second])


def _selection(lists: PostingLists, numbers: Int64s, offset: int) -> QuarterSelection:
    """Returns the lists with these numbers."""
    ends = lists.ends[numbers]
    begins = np.append(np.int32(0), lists.ends)[numbers]
    postings = lists.postings[_all_in(begins, ends)] + np.int32(offset << LEVEL_BITS)
    return QuarterSelection(lists.first[numbers], lists.second[numbers], ends - begins, postings)


def _all_in(begins: Int64s | Int32s, ends: Int64s | Int32s) -> Int64s:
    """Returns the numbers in all ranges, range by range."""
    sizes = ends.astype(np.int64) - begins
    reached = sizes.cumsum()
    return np.repeat(begins - (reached - sizes), sizes) + np.arange(reached[-1] if len(reached) else 0)


def joined(selections: Iterable[QuarterSelection]) -> Postings:
    """Returns one list for each term or pair. The selections must be in the order of their slots."""
    columns = [np.concatenate(column) for column in zip(_NOTHING, *selections, strict=True)]
    first, second, counts, postings = columns
    base = int(first.min(initial=np.iinfo(np.int32).max))
    keys = (first.astype(np.int64) - base) << bits_of(second) | second
    list_bits = len(first).bit_length()
    keys, _ = short_keys(keys, list_bits)
    codes = keys << list_bits | np.arange(len(first))
    codes.sort()  # with the number of the list in the lowest bits: three times as fast as an argsort
    order = codes & ((1 << list_bits) - 1)
    begins = starts_of(codes >> list_bits)
    totals = np.add.reduceat(counts[order], begins, dtype=np.int64) if len(begins) else begins
    ends = counts.cumsum(dtype=np.int64)
    postings = postings[_all_in((ends - counts)[order], ends[order])]
    heads = order[begins]
    return Postings(
        first=first[heads],
        second=second[heads],
        counts=totals,
        slots=postings >> LEVEL_BITS,
        levels=postings & ((1 << LEVEL_BITS) - 1),
    )


_NOTHING = QuarterSelection(*(np.empty(0, dtype=np.int32) for _ in range(4)))
