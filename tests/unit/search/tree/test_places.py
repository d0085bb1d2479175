"""Places are the numbers of documents among those that are possible, and come back as their slots."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.search import ranking
from generator.search.analysis.terms import Term
from generator.search.tree.list_bytes import list_of_all, lists_of_slots
from generator.search.tree.merge import Vocabulary
from generator.search.tree.places import (
    FREE,
    ORIGINAL,
    TRANSLATION,
    document_places,
    packed_kinds,
    placed_slots,
    unpacked_kinds,
    word_places,
)
from generator.search.tree.select import Postings

KINDS = st.lists(st.sampled_from([FREE, ORIGINAL, TRANSLATION]))


def postings(lists: list[list[int]], second: int = 0) -> Postings:
    """Lists of the terms 1, 2, and so on, all of the lowest level."""
    slots = np.array([slot for each in lists for slot in each], dtype=np.int32)
    return Postings(
        first=np.arange(1, len(lists) + 1, dtype=np.int32),
        second=np.full(len(lists), second, dtype=np.int32),
        counts=np.array([len(each) for each in lists], dtype=np.int64),
        slots=slots,
        levels=np.zeros(len(slots), dtype=np.int32),
    )


@given(KINDS)
def test_kinds_come_back_as_they_were_packed(kinds: list[int]) -> None:
    packed = packed_kinds(np.array(kinds, dtype=np.uint8))
    assert len(packed) == (len(kinds) + 3) // 4
    assert unpacked_kinds(packed, len(kinds)).tolist() == kinds


@given(KINDS)
def test_each_document_has_a_place_and_translations_the_last(kinds: list[int]) -> None:
    slots = placed_slots(np.array(kinds, dtype=np.uint8)).tolist()
    assert slots == sorted(slots, key=lambda slot: (kinds[slot], slot))
    places = document_places(np.array(kinds, dtype=np.uint8))
    assert places.size == len(kinds) - kinds.count(FREE)
    assert [int(places.by_slot[slot]) for slot in slots] == list(range(places.size))


def test_a_pair_counts_the_documents_of_its_first_word() -> None:
    terms = (Term("an", ""), Term("hoa", ""), Term("hoa", "2"))
    vocabulary = Vocabulary(
        terms, ("an", "hoa"), np.array([-1, 0, 1, 1], dtype=np.int32), np.array([2, 5], dtype=np.int32)
    )
    of_words = word_places(vocabulary, postings([[0, 7], [2, 5], [3, 5, 9]]), slots=10)
    pairs = postings([[7], [5], [3, 9]], second=1)
    found = of_words.of(pairs)
    assert found.places.tolist() == [1, 2, 1, 3]  # of 0 7, and twice of 2 3 5 9
    assert found.sizes.tolist() == [2, 4, 4]


def test_a_common_word_takes_bits_for_the_documents_there_are() -> None:
    slots = 2 * ranking.MANY
    kinds = np.full(slots, FREE, dtype=np.uint8)
    kinds[::2] = ORIGINAL
    kinds[4::8] = TRANSLATION
    own = postings([list(range(0, slots, 4)), list(range(0, slots, 64))])
    places = document_places(kinds).of(own)
    (count, common), (_, rare) = lists_of_slots(own, slots, places)
    originals = int((kinds == ORIGINAL).sum())
    assert count == f"!{slots // 4}"
    assert len(common) == 2 + slots // 2 // 8 + slots // 4 // 8
    bits = np.unpackbits(np.frombuffer(common[2:], dtype=np.uint8))[: slots // 2]
    assert placed_slots(kinds)[np.flatnonzero(bits)].tolist() == sorted(
        own.slots[: slots // 4].tolist(), key=lambda slot: (kinds[slot], slot)
    )
    assert bits[:originals].sum() == slots // 8  # every other original, all translations
    assert len(rare) == 2 * slots // 64 - 1
    assert list_of_all(own, slice(0, 2), slots, places) == (
        count,
        common[: -slots // 4 // 8] + bytes(slots // 4 // 8),
    )
