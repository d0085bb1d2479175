"""Patching a quarter gives what indexing all of its documents would give."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from generator.search.analysis.fields import FieldText, IndexedField
from generator.search.analysis.lexicon import Lexicon
from generator.search.quarters.patch import keyed, merged_lists, patched
from generator.search.quarters.posting_lists import LEVEL_BITS, PostingLists
from generator.search.quarters.postings import QuarterPostings, quarter_postings
from generator.search.quarters.slots import MAX_SLOTS, Slots

TEXTS = st.text("áb .A\n", max_size=12).map(lambda text: text + " Sở KHCN" * (len(text) % 2))
DOCUMENTS = st.dictionaries(st.integers(0, 40), TEXTS, max_size=12)


@given(DOCUMENTS, DOCUMENTS)
def test_patched_postings_equal_those_of_all_documents(before: dict[int, str], after: dict[int, str]) -> None:
    lexicon = Lexicon(())
    then, now = Slots(50, tuple(sorted(before))), Slots(60, tuple(slot + slot // 3 for slot in sorted(after)))
    unchanged = [slot for slot in before if before[slot] == after.get(slot)]
    new_slots = np.full(then.count, -1, dtype=np.int64)
    new_slots[unchanged] = [slot + slot // 3 for slot in unchanged]
    added = {slot: text for slot, text in after.items() if slot not in unchanged}
    slots = Slots(now.count, tuple(slot + slot // 3 for slot in sorted(added)))
    made = patched(lexicon, _indexed(lexicon, before, then), new_slots, _indexed(lexicon, added, slots))
    anew = _indexed(Lexicon(()), after, now)
    assert made.vocabulary == anew.vocabulary
    assert [(part.dtype, part.tolist()) for part in _arrays(made)] == [
        (part.dtype, part.tolist()) for part in _arrays(anew)
    ]


def _arrays(postings: QuarterPostings) -> list[NDArray[np.generic]]:
    return [postings.term_hashes, *postings.terms, *postings.pairs, *postings.concepts]


def _indexed(lexicon: Lexicon, texts: dict[int, str], slots: Slots) -> QuarterPostings:
    documents = [(FieldText(IndexedField.BODY, texts[at]),) for at in sorted(texts)]
    return quarter_postings(lexicon, lexicon.tokenize(documents), slots)


# Both sides of 2^20, where fields of 20 bits end, and numbers that do not fit into 63 bits together.
TERMS = st.sampled_from([1, 5, (1 << 20) - 1, 1 << 20, (1 << 20) + 3, (1 << 25) - 1])
SLOTS = st.sampled_from([0, 3, (1 << 20) - 1, 1 << 20, (1 << 20) + 3, MAX_SLOTS - 1])
POSTINGS = st.sets(st.tuples(TERMS, TERMS, SLOTS), max_size=20)


@given(POSTINGS, POSTINGS)
def test_large_numbers_of_terms_and_slots_stay_apart(
    kept: set[tuple[int, int, int]], added: set[tuple[int, int, int]]
) -> None:
    bits = 25
    lists = merged_lists(keyed(_lists(kept), bits), keyed(_lists(added - kept), bits), bits)
    assert [column.tolist() for column in lists] == [column.tolist() for column in _lists(kept | added)]


def _lists(rows: set[tuple[int, int, int]]) -> PostingLists:
    pairs = sorted({(one, other) for one, other, _ in rows})
    counts = [sum(pair == (one, other) for one, other, _ in rows) for pair in pairs]
    return PostingLists(
        first=np.array([one for one, _ in pairs], dtype=np.int32),
        second=np.array([other for _, other in pairs], dtype=np.int32),
        ends=np.cumsum(counts, dtype=np.int32),
        postings=np.array([slot << LEVEL_BITS | slot % 3 for _, _, slot in sorted(rows)], dtype=np.int32),
    )
