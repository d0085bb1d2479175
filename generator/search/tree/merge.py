"""Gathering: what all quarters say together: one vocabulary, and where the lists of each quarter lie."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
from msgspec import Struct

from generator.search.analysis.terms import Term
from generator.search.analysis.token_ids import BREAK, Interner, Numbers
from generator.search.quarters.posting_lists import Lists
from generator.search.quarters.quarter import QuarterIndex
from generator.search.quarters.term_hashes import Marks


class Vocabulary(Struct, frozen=True):
    """All words, sorted by key and form, and all keys, sorted. The rank of a word is its place, from 1.

    `key_of` leads from a rank to the place of its key, from 0; BREAK is rank 0, and of no key (-1).
    `weights` is how much is said of each key: see `QuarterPostings`.
    """

    words: tuple[Term, ...]
    keys: tuple[str, ...]
    key_of: Numbers
    weights: Numbers


class MergedQuarter(Struct, frozen=True):
    """A quarter among the others: its label, the numbers of its slots and how many documents stand there, the
    versions of its cards, the ranks of its words in the vocabulary of all (by their places in its own) and
    their weights, its lists: those of words and pairs in a file, which has this digest; its marks."""

    label: str
    numbers: range
    documents: int
    versions: str
    ranks: Numbers
    weights: Numbers
    lists: Path
    digest: str
    concepts: Lists
    marks: Marks


class MergedIndex(Struct, frozen=True):
    vocabulary: Vocabulary
    quarters: tuple[MergedQuarter, ...]


class QuarterMerger:
    """Takes up the quarters in their order, whose lists are in a folder; then hands over what they are
    together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = Interner(BREAK + 1)
        self._quarters: list[QuarterIndex] = []
        self._words: list[Numbers] = []

    def take(self, quarter: QuarterIndex) -> None:
        self._words.append(self._known.numbers(quarter.vocabulary))
        self._quarters.append(quarter)

    def finish(self, concepts: Iterable[str]) -> MergedIndex:
        """Under the first words of these concepts something stands in the index too."""
        ordered = sorted(self._known)
        rank = np.zeros(len(ordered) + 1, dtype=np.int32)
        rank[self._known.numbers(ordered)] = np.arange(1, len(ordered) + 1)
        ranks = [np.append(np.int32(BREAK), rank[words]) for words in self._words]
        firsts = accumulate((quarter.slots.count for quarter in self._quarters), initial=0)
        quarters = tuple(map(self._gathered, self._quarters, ranks, firsts))
        return MergedIndex(_vocabulary(ordered, concepts, self._weights(rank)), quarters)

    def _gathered(self, quarter: QuarterIndex, ranks: Numbers, first: int) -> MergedQuarter:
        return MergedQuarter(
            label=quarter.label,
            numbers=range(first, first + quarter.slots.count),
            documents=len(quarter.members),
            versions=quarter.versions,
            ranks=ranks,
            weights=quarter.weights,
            lists=self._folder / quarter.lists,
            digest=quarter.digest,
            concepts=quarter.concepts,
            marks=quarter.marks,
        )

    def _weights(self, rank: Numbers) -> Numbers:
        """How much is said of each word, by its rank."""
        found = np.zeros(len(rank), dtype=np.int32)
        for quarter, words in zip(self._quarters, self._words, strict=True):
            found[rank[words]] += quarter.weights
        return found


def _vocabulary(written: Sequence[str], concepts: Iterable[str], of_words: Numbers) -> Vocabulary:
    words = tuple(Term(key, form) for key, _, form in (text.partition(" ") for text in written))
    keys = tuple(sorted({each.key for each in words} | {concept.partition(" ")[0] for concept in concepts}))
    place = {key: number for number, key in enumerate(keys)}
    key_of = np.array([-1, *(place[each.key] for each in words)], dtype=np.int32)
    weights = np.bincount(key_of[1:], of_words[1:], minlength=len(keys)).astype(np.int32)
    return Vocabulary(words, keys, key_of, weights)
