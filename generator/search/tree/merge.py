"""Merges the quarters: one vocabulary for all, and where the posting lists of each quarter are."""

from collections.abc import Sequence, Set
from itertools import accumulate
from pathlib import Path

import numpy as np
from msgspec import Struct

from generator.search.analysis.hashes import Hashes
from generator.search.analysis.terms import Term
from generator.search.analysis.token_ids import BREAK, Int32s, Interner
from generator.search.quarters.posting_lists import PostingLists
from generator.search.quarters.quarter import QuarterIndex


class Vocabulary(Struct, frozen=True):
    """All terms and all keys of words, both sorted. The rank of a term is its position, from 1.

    `key_of` has the position of each term's key, from 0, by rank; rank 0 is BREAK and has no key (-1).
    `weights` is the sum of the weights of each key's terms: see `QuarterPostings`.
    """

    terms: tuple[Term, ...]
    keys: tuple[str, ...]
    key_of: Int32s
    weights: Int32s


class MergedQuarter(Struct, frozen=True):
    """A quarter among the others.

    `slots` are the numbers of its slots in the archive, `documents` the number of its documents, `versions`
    those of its result cards. `ranks` leads from the numbers of its terms to their ranks in the vocabulary.
    `lists` is the file of its lists of terms and pairs, with this checksum. For the other fields see
    `QuarterPostings`.
    """

    name: str
    slots: range
    documents: int
    versions: str
    ranks: Int32s
    weights: Int32s
    lists: Path
    checksum: str
    concepts: PostingLists
    term_hashes: Hashes


class MergedIndex(Struct, frozen=True):
    """All quarters with their common vocabulary."""

    vocabulary: Vocabulary
    quarters: tuple[MergedQuarter, ...]


class QuarterMerger:
    """Merges quarters, which are added in their order. Their lists are in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._terms = Interner(BREAK + 1)
        self._quarters: list[QuarterIndex] = []
        self._term_ids: list[Int32s] = []

    def add(self, quarter: QuarterIndex) -> None:
        """Adds the next quarter."""
        self._term_ids.append(self._terms.ids(quarter.vocabulary))
        self._quarters.append(quarter)

    def merged(self, first_words: Set[str]) -> MergedIndex:
        """Returns the merged index; the first words of concepts and names are keys of it too."""
        texts = sorted(self._terms)
        rank_of = np.zeros(len(texts) + 1, dtype=np.int32)
        rank_of[self._terms.ids(texts)] = np.arange(1, len(texts) + 1)
        ranks = [np.append(np.int32(BREAK), rank_of[ids]) for ids in self._term_ids]
        firsts = accumulate((quarter.slots.count for quarter in self._quarters), initial=0)
        quarters = tuple(map(self._merged_quarter, self._quarters, ranks, firsts))
        return MergedIndex(_vocabulary(texts, first_words, self._weights(rank_of)), quarters)

    def _merged_quarter(self, quarter: QuarterIndex, ranks: Int32s, first_slot: int) -> MergedQuarter:
        return MergedQuarter(
            name=quarter.name,
            slots=range(first_slot, first_slot + quarter.slots.count),
            documents=len(quarter.document_hashes),
            versions=quarter.versions,
            ranks=ranks,
            weights=quarter.weights,
            lists=self._folder / quarter.lists,
            checksum=quarter.checksum,
            concepts=quarter.concepts,
            term_hashes=quarter.term_hashes,
        )

    def _weights(self, rank_of: Int32s) -> Int32s:
        """Returns the weight of each term in all quarters, by rank."""
        weights = np.zeros(len(rank_of), dtype=np.int32)
        for quarter, ids in zip(self._quarters, self._term_ids, strict=True):
            weights[rank_of[ids]] += quarter.weights
        return weights


def _vocabulary(texts: Sequence[str], first_words: Set[str], term_weights: Int32s) -> Vocabulary:
    terms = tuple(Term(folded, accents) for folded, _, accents in (text.partition(" ") for text in texts))
    keys = tuple(sorted({term.folded for term in terms} | first_words))
    position_of = {key: position for position, key in enumerate(keys)}
    key_of = np.array([-1, *(position_of[term.folded] for term in terms)], dtype=np.int32)
    weights = np.bincount(key_of[1:], term_weights[1:], minlength=len(keys)).astype(np.int32)
    return Vocabulary(terms, keys, key_of, weights)
