"""Blocks: runs of keys whose leaves are cut by themselves, so that a block of which nothing changed since the
last build keeps its leaves.

A block begins with a key whose own digest says so; what came before has no part in it.
"""

import hashlib
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from generator.search.quarters.posting_lists import Longs
from generator.search.quarters.term_hashes import Marks, followed, marked
from generator.search.tree.merge import MergedQuarter, Vocabulary

_KEYS = 16  # keys in a block, on average
_OFTEN = 2560  # weight: such a key is a block by itself, as its lists are long


class Chunk(Struct, frozen=True):
    """The keys first to last (exclusive), and a fingerprint of all that their leaves are made of."""

    keys: tuple[int, int]
    fingerprint: str


def blocks_of(
    vocabulary: Vocabulary, quarters: Sequence[MergedQuarter], concepts: Sequence[str], leaf: int
) -> tuple[Chunk, ...]:
    """The blocks of some quarters, whose leaves are to have this size."""
    marks = _marks(quarters, len(vocabulary.key_of))
    present = np.flatnonzero(marks)
    keys = vocabulary.key_of[present]
    named = _concepts(vocabulary, quarters, concepts)
    common = (quarters[-1].numbers.stop - quarters[0].numbers.start, leaf)
    often = _weights(vocabulary, quarters) >= _OFTEN
    limits = [*_begins(vocabulary, np.unique(keys).tolist(), often.tolist()), len(vocabulary.keys)]
    blocks = []
    for begin, end in pairwise(limits):
        ranks = present[np.searchsorted(keys, begin) : np.searchsorted(keys, end)]
        words = [vocabulary.words[rank - 1] for rank in ranks.tolist()]
        mine = [mark for key, mark in named if begin <= key < end]
        content = repr((common, [(word.key, word.form) for word in words], mine)).encode()
        digest = hashlib.blake2b(content + marks[ranks].tobytes(), digest_size=12)
        blocks.append(Chunk((begin, end), digest.hexdigest()))
    return tuple(blocks)


def _begins(vocabulary: Vocabulary, keys: Sequence[int], often: Sequence[bool]) -> Iterator[int]:
    """The keys, of these, with which blocks begin; the first begins with the first of all."""
    yield 0
    for before, key in pairwise((0, *keys)):
        if key and (often[key] or often[before] or zlib.crc32(vocabulary.keys[key].encode()) % _KEYS == 0):
            yield key


def _weights(vocabulary: Vocabulary, quarters: Sequence[MergedQuarter]) -> Longs:
    """The weight of each key in these quarters: others have no say in where blocks begin."""
    found = np.zeros(len(vocabulary.key_of), dtype=np.int64)
    for quarter in quarters:
        found[quarter.ranks[1:]] += quarter.weights
    return np.bincount(vocabulary.key_of[1:], found[1:], minlength=len(vocabulary.keys)).astype(np.int64)


def _marks(quarters: Sequence[MergedQuarter], words: int) -> Marks:
    """The marks of all words by rank; zero where none of the quarters has the word."""
    marks = np.zeros(words, dtype=np.uint64)
    for quarter in quarters:
        before = quarter.numbers.start - quarters[0].numbers.start
        ranks = quarter.ranks[1:]
        marks[ranks] = followed(marks[ranks], quarter.marks[1:], before)
    return marks


def _concepts(
    vocabulary: Vocabulary, quarters: Sequence[MergedQuarter], concepts: Sequence[str]
) -> list[tuple[int, str]]:
    """(place of the first word among the keys, mark) of every concept that the quarters name."""
    nothing = np.zeros(len(concepts), dtype=np.uint64)
    marks = nothing
    for quarter in quarters:
        of_quarter = marked(nothing, quarter.concepts)[: len(concepts)]
        before = quarter.numbers.start - quarters[0].numbers.start
        marks = np.where(of_quarter > 0, followed(marks, of_quarter, before), marks)
    met = [(name, mark) for name, mark in zip(concepts, marks.tolist(), strict=True) if mark]
    return [(bisect_left(vocabulary.keys, name.partition(" ")[0]), f"{name}{mark}") for name, mark in met]
