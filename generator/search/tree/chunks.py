"""Chunks: runs of keys, cut by content, as rsync and restic cut files.

The leaves of a chunk are cut without regard to other chunks. If no term of a chunk changed since the last
build, its leaves are kept. A chunk begins with a key whose own checksum says so, whatever comes before it.
"""

import hashlib
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from generator.search import ranking
from generator.search.analysis.hashes import Hashes
from generator.search.analysis.token_ids import Int64s
from generator.search.quarters.term_hashes import chained, term_hashes
from generator.search.tree.merge import MergedQuarter, Vocabulary
from generator.search.tree.notes import Notes
from generator.search.tree.places import SlotKinds

_KEYS = 40  # in a chunk, on average
_HEAVY = 10_000  # weight of a key from which on it is a chunk by itself, as its lists are long


class Chunk(Struct, frozen=True):
    """The positions of the first key and of the one after the last.

    `fingerprint` changes when anything in the chunk's leaves changes.
    """

    keys: tuple[int, int]
    fingerprint: str


def chunks_of(
    vocabulary: Vocabulary,
    quarters: Sequence[MergedQuarter],
    kinds: SlotKinds,
    concepts: Sequence[str],
    notes: Notes,
    leaf_cost: int,
) -> tuple[Chunk, ...]:
    """Returns the chunks of some quarters, whose slots are of these kinds.

    Their leaves are to have this cost and these notes.
    """
    hashes = _term_hashes(quarters, len(vocabulary.key_of))
    present = np.flatnonzero(hashes)
    keys = vocabulary.key_of[present]
    concept_keys = _concepts(vocabulary, quarters, concepts)
    concept_keys += [(bisect_left(vocabulary.keys, key[0]), f"{key[1]}{note}") for key, note in notes.items()]
    segment = (len(kinds), leaf_cost)
    weights = _weights(vocabulary, quarters)
    heavy, common = weights >= _HEAVY, weights > ranking.COMMON * len(kinds)
    kinds_digest = hashlib.blake2b(kinds.tobytes(), digest_size=12).hexdigest()
    limits = [*_begins(vocabulary, np.unique(keys).tolist(), heavy.tolist()), len(vocabulary.keys)]
    chunks = []
    for begin, end in pairwise(limits):
        ranks = present[np.searchsorted(keys, begin) : np.searchsorted(keys, end)]
        terms = [vocabulary.terms[rank - 1] for rank in ranks.tolist()]
        own_concepts = [text for key, text in concept_keys if begin <= key < end]
        # Bits of common lists stand for the documents that there are; other lists count slots.
        places = kinds_digest if own_concepts or common[begin:end].any() else ""
        written = [(term.folded, term.accents) for term in terms]
        content = repr((segment, places, written, own_concepts)).encode()
        digest = hashlib.blake2b(content + hashes[ranks].tobytes(), digest_size=12)
        chunks.append(Chunk((begin, end), digest.hexdigest()))
    return tuple(chunks)


def _begins(vocabulary: Vocabulary, keys: Sequence[int], heavy: Sequence[bool]) -> Iterator[int]:
    """Returns the keys, of these, with which chunks begin. The first chunk begins with the first of all."""
    yield 0
    for before, key in pairwise((0, *keys)):
        if key and (heavy[key] or heavy[before] or zlib.crc32(vocabulary.keys[key].encode()) % _KEYS == 0):
            yield key


def _weights(vocabulary: Vocabulary, quarters: Sequence[MergedQuarter]) -> Int64s:
    """Returns the weight of each key in these quarters: other quarters must not move the cuts."""
    weights = np.zeros(len(vocabulary.key_of), dtype=np.int64)
    for quarter in quarters:
        weights[quarter.ranks[1:]] += quarter.weights
    return np.bincount(vocabulary.key_of[1:], weights[1:], minlength=len(vocabulary.keys)).astype(np.int64)


def _term_hashes(quarters: Sequence[MergedQuarter], ranks: int) -> Hashes:
    """Returns the hash of each term's lists in all quarters, by rank; 0 if no quarter has the term."""
    hashes = np.zeros(ranks, dtype=np.uint64)
    for quarter in quarters:
        offset = quarter.slots.start - quarters[0].slots.start
        own = quarter.ranks[1:]
        hashes[own] = chained(hashes[own], quarter.term_hashes[1:], offset)
    return hashes


def _concepts(
    vocabulary: Vocabulary, quarters: Sequence[MergedQuarter], concepts: Sequence[str]
) -> list[tuple[int, str]]:
    """Returns the position and the hashed name of each concept in the quarters.

    The position is that of its first word in the vocabulary. The name is followed by a hash of its lists.
    """
    nothing = np.zeros(len(concepts), dtype=np.uint64)
    hashes = nothing
    for quarter in quarters:
        of_quarter = term_hashes(nothing, quarter.concepts)[: len(concepts)]
        offset = quarter.slots.start - quarters[0].slots.start
        hashes = np.where(of_quarter > 0, chained(hashes, of_quarter, offset), hashes)
    found = [(name, value) for name, value in zip(concepts, hashes.tolist(), strict=True) if value]
    return [(bisect_left(vocabulary.keys, name.partition(" ")[0]), f"{name}{value}") for name, value in found]
