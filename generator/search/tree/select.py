"""Postings: which documents have a word, or two words side by side, and how much they are about it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from generator.search.analysis.token_ids import Numbers
from generator.search.quarters.posting_lists import LEVEL_BITS, Lists, Longs, starts_of
from generator.search.quarters.postings import read_lists
from generator.search.tree.merge import MergedQuarter

_LIST_BITS, _SECOND_BITS = 23, 20  # of a number that says whose list it is, and which of all


class Postings(Struct, frozen=True):
    """Lists of postings, one after the other.

    List n is that of `first[n]` and `second[n]` (ranks of words; second 0: the first word alone); it has
    `counts[n]` postings; `documents` counts from the first document looked at; `levels` see `ranking.LEVELS`.
    """

    first: Numbers
    second: Numbers
    counts: Longs
    documents: Numbers
    levels: Numbers


class _Run(NamedTuple):
    """Some lists of a quarter, with the numbers of all; `counts` are their postings."""

    first: Numbers
    second: Numbers
    counts: Numbers
    postings: Numbers


class OpenLists(Struct, frozen=True):
    """The lists of words and pairs of all quarters, as far as they have been asked for in this process."""

    opened: dict[Path, tuple[Lists, Lists]] = {}

    def lists(self, quarter: MergedQuarter) -> tuple[Lists, Lists]:
        if quarter.lists not in self.opened:
            self.opened[quarter.lists] = read_lists(quarter.lists, quarter.digest)
        return self.opened[quarter.lists]


def word_postings(
    library: OpenLists, quarters: Sequence[MergedQuarter], ranks: Longs
) -> tuple[Postings, Postings]:
    """The postings of the words of these ranges of ranks (first, and the one after the last), and of the
    pairs that begin with them."""
    start = quarters[0].numbers.start
    runs = [_runs(library.lists(each), each, each.numbers.start - start, ranks) for each in quarters]
    return _merged([words for words, _ in runs]), _merged([pairs for _, pairs in runs])


def concept_postings(quarters: Sequence[MergedQuarter]) -> Postings:
    """The postings of all concepts, as lists of words whose ranks are the concepts' numbers."""
    start = quarters[0].numbers.start if quarters else 0
    return _merged(
        [
            _run(each.concepts, np.arange(len(each.concepts.first)), each.numbers.start - start)
            for each in quarters
        ]
    )


def _runs(lists: tuple[Lists, Lists], quarter: MergedQuarter, before: int, ranks: Longs) -> tuple[_Run, _Run]:
    """The lists of words and of pairs that a quarter has for these ranks, when so many documents precede."""
    places = np.searchsorted(quarter.ranks, ranks).astype(np.int32)
    words, pairs = lists
    return _ranked(words, places, quarter.ranks, before), _ranked(pairs, places, quarter.ranks, before)


def _ranked(lists: Lists, places: Numbers, ranks: Numbers, before: int) -> _Run:
    """The lists of the words of these ranges of places, with ranks in place of places."""
    begins, ends = np.searchsorted(lists.first, places).T
    run = _run(lists, _all_in(begins, ends), before)
    return run._replace(first=ranks[run.first], second=ranks[run.second])


def _run(lists: Lists, numbers: Longs, before: int) -> _Run:
    """The lists of these numbers."""
    ends = lists.ends[numbers]
    begins = np.append(np.int32(0), lists.ends)[numbers]
    postings = lists.postings[_all_in(begins, ends)]
    return _Run(
        lists.first[numbers], lists.second[numbers], ends - begins, postings + np.int32(before << LEVEL_BITS)
    )


def _all_in(begins: Longs | Numbers, ends: Longs | Numbers) -> Longs:
    """The numbers of all these ranges, range by range."""
    sizes = ends.astype(np.int64) - begins
    reached = sizes.cumsum()
    return np.repeat(begins - (reached - sizes), sizes) + np.arange(reached[-1] if len(reached) else 0)


def _merged(runs: Iterable[_Run]) -> Postings:
    """All lists of the same words as one. The runs come in the order of their documents."""
    found = [np.concatenate(column) for column in zip(_NOTHING, *runs, strict=True)]
    first, second, counts, postings = found
    base = np.int64(first.min()) if len(first) else np.int64(0)
    codes = ((first - base) << _SECOND_BITS | second) << _LIST_BITS | np.arange(len(first))
    codes.sort()  # with the list's number in the lowest bits: three times as fast as an argsort
    order = codes & ((1 << _LIST_BITS) - 1)
    begins = starts_of(codes >> _LIST_BITS)
    totals = np.add.reduceat(counts[order], begins, dtype=np.int64) if len(begins) else begins
    ends = counts.cumsum(dtype=np.int64)
    postings = postings[_all_in((ends - counts)[order], ends[order])]
    heads = order[begins]
    return Postings(
        first=first[heads],
        second=second[heads],
        counts=totals,
        documents=postings >> LEVEL_BITS,
        levels=postings & ((1 << LEVEL_BITS) - 1),
    )


_NOTHING = _Run(*(np.empty(0, dtype=np.int32) for _ in range(4)))
