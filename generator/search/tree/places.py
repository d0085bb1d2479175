"""Places: the numbers by which lists name documents, in place of slots.

Much of what a list of slots says is said elsewhere: which slots are free, which documents are translations,
which documents have the first word of a pair. Counted among the documents that are possible, a list of what
is nearly everywhere takes hardly a byte.
"""

from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.model.search import DocumentMeta
from generator.search.analysis.token_ids import Int32s, Int64s
from generator.search.quarters.posting_lists import starts_of
from generator.search.tree.merge import Vocabulary
from generator.search.tree.select import Postings

FREE, ORIGINAL, TRANSLATION = 0, 1, 2
_KINDS_PER_BYTE, _KIND_BITS = 4, 2

SlotKinds = NDArray[np.uint8]  # by slot


def slot_kinds(metas: Iterable[DocumentMeta | None]) -> SlotKinds:
    """Returns the kind of each slot.

    A translation is the article of the slot before in another language.
    """
    kinds = [FREE if meta is None else TRANSLATION if meta.translates else ORIGINAL for meta in metas]
    return np.array(kinds, dtype=np.uint8)


def packed_kinds(kinds: SlotKinds) -> bytes:
    """Returns the kinds of slots as the root has them: two bits each, the lowest of a byte first."""
    padded = np.append(kinds, np.zeros(-len(kinds) % _KINDS_PER_BYTE, dtype=np.uint8))
    shifts = np.arange(_KINDS_PER_BYTE, dtype=np.uint8) * np.uint8(_KIND_BITS)
    rows: SlotKinds = np.bitwise_or.reduce(padded.reshape(-1, _KINDS_PER_BYTE) << shifts, axis=1)
    return rows.tobytes()


def unpacked_kinds(packed: bytes, slots: int) -> SlotKinds:
    """Returns the kinds of so many slots. Raises ValueError if they are not there."""
    shifts = np.arange(_KINDS_PER_BYTE, dtype=np.uint8) * np.uint8(_KIND_BITS)
    rows = np.frombuffer(packed, dtype=np.uint8)[:, np.newaxis] >> shifts & np.uint8((1 << _KIND_BITS) - 1)
    kinds: SlotKinds = rows.ravel()[:slots].astype(np.uint8)
    if len(kinds) < slots:
        raise ValueError(f"kinds of {len(kinds)} slots in place of {slots}")
    return kinds


def placed_slots(kinds: SlotKinds) -> Int64s:
    """Returns the slots of a segment that have documents, in the order of their places."""
    return np.concatenate([np.flatnonzero(kinds == ORIGINAL), np.flatnonzero(kinds == TRANSLATION)])


class ListPlaces(Struct, frozen=True):
    """The place of each posting, and the number of places for each list."""

    places: Int32s
    sizes: Int32s


class DocumentPlaces(Struct, frozen=True):
    """The places of a segment's slots among its documents: originals, then translations."""

    by_slot: Int32s
    size: int

    def of(self, postings: Postings) -> ListPlaces:
        """Returns the places of postings."""
        sizes = np.full(len(postings.counts), self.size, dtype=np.int32)
        return ListPlaces(self.by_slot[postings.slots], sizes)


def document_places(kinds: SlotKinds) -> DocumentPlaces:
    """Returns the places of the slots of a segment, which are of these kinds."""
    order = placed_slots(kinds)
    by_slot = np.full(len(kinds), -1, dtype=np.int32)
    by_slot[order] = np.arange(len(order), dtype=np.int32)
    return DocumentPlaces(by_slot, len(order))


class WordPlaces(Struct, frozen=True):
    """The places of slots among the documents that have a word.

    `codes` are (word, slot), sorted, in one number each; a word is the position of its key.
    """

    key_of: Int32s
    slots: int
    codes: Int64s

    def of(self, postings: Postings) -> ListPlaces:
        """Returns the places of postings whose first terms have the word."""
        words = self.key_of[postings.first].astype(np.int64) * self.slots
        begins = np.searchsorted(self.codes, words)
        ends = np.searchsorted(self.codes, words + self.slots)
        wanted = np.repeat(words, postings.counts) + postings.slots
        places = np.searchsorted(self.codes, wanted) - np.repeat(begins, postings.counts)
        return ListPlaces(places.astype(np.int32), (ends - begins).astype(np.int32))


def word_places(vocabulary: Vocabulary, terms: Postings, slots: int) -> WordPlaces:
    """Returns the places among the documents of words; `terms` are the postings of the words."""
    words = vocabulary.key_of[terms.first].astype(np.int64) * slots
    codes = np.repeat(words, terms.counts) + terms.slots
    codes.sort()  # np.unique takes ten times as long
    return WordPlaces(vocabulary.key_of, slots, codes[starts_of(codes)])
