"""The posting lists of a quarter are right, however many terms and slots it has."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.analysis.fields import FieldText, IndexedField
from generator.search.analysis.lexicon import Lexicon
from generator.search.analysis.synonyms import load_synonyms
from generator.search.quarters.posting_lists import LEVEL_BITS, posting_lists
from generator.search.quarters.postings import (
    ListsDamagedError,
    lists_of_occurrences,
    quarter_postings,
    read_lists,
    write_lists,
)
from generator.search.quarters.slots import MAX_SLOTS, Slots

LENGTHS = np.zeros(MAX_SLOTS, dtype=np.int64)
TERMS = st.sampled_from([1, 2, 5, (1 << 20) + 3, (1 << 24) - 1])
SLOTS = st.sampled_from([0, 1, 1 << 20, MAX_SLOTS - 1])


@given(st.lists(st.tuples(TERMS, TERMS, SLOTS, st.sampled_from(IndexedField)), max_size=20))
def test_every_pair_of_terms_has_the_postings_of_its_own(
    occurrences: list[tuple[int, int, int, IndexedField]],
) -> None:
    """Two terms of 24 bits, a slot of 24 and a field of 3 do not fit into 63 bits."""
    keys = np.array([one << 24 | other for one, other, _, _ in occurrences], dtype=np.int64)
    places = np.array([slot << 3 | field for _, _, slot, field in occurrences], dtype=np.int64)
    lists = lists_of_occurrences(keys, 24, places, LENGTHS)
    expected: dict[tuple[int, int], set[int]] = {}
    for one, other, slot, _ in occurrences:
        expected.setdefault((one, other), set()).add(slot)
    begins = [0, *lists.ends.tolist()]
    rows = zip(lists.first.tolist(), lists.second.tolist(), begins, lists.ends.tolist(), strict=False)
    assert {
        (one, other): (lists.postings[begin:end] >> LEVEL_BITS).tolist() for one, other, begin, end in rows
    } == {pair: sorted(slots) for pair, slots in expected.items()}


def test_more_postings_than_can_be_counted_are_refused() -> None:
    keys = np.broadcast_to(np.int64(0), 1 << 31)  # takes no memory
    with pytest.raises(OverflowError, match="2147483648 postings"):
        posting_lists(keys, 0, keys)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở KHCN tỉnh", {"so #3", "khoa #1"}),
        ("tiến bộ khoa học và công nghệ", {"khoa #1"}),
        ("Đề tài về SHTT", {"de #73", "so #53"}),
        ("đã đến", set()),
        ("DA mới", {"du #76"}),
        ("da mới", set()),
        ("KH", set()),
    ],
)
def test_concepts_are_found_in_texts(text: str, found: set[str]) -> None:
    lexicon = Lexicon(())
    tokenized = lexicon.tokenize([(FieldText(IndexedField.BODY, text),)])
    postings = quarter_postings(lexicon, tokenized, Slots(1, (0,)))
    synonyms = load_synonyms(())
    names = {synonyms.concepts[concept].partition(" ")[0] for concept in postings.concepts.first.tolist()}
    assert names == {name.partition(" ")[0] for name in found}


def test_lists_are_read_as_they_were_written_unless_their_file_is_damaged(tmp_path: Path) -> None:
    keys = np.array([1, 1, 2], dtype=np.int64)
    lists = posting_lists(keys, 0, keys)
    file = tmp_path / "2014-1"
    checksum = write_lists(file, lists, lists)
    assert [[column.tolist() for column in each] for each in read_lists(file, checksum)] == [
        [column.tolist() for column in lists]
    ] * 2
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    for damaged in (bytes(content), b""):
        file.write_bytes(damaged)
        with pytest.raises(ListsDamagedError):
            read_lists(file, checksum)
    file.unlink()
    with pytest.raises(ListsDamagedError):
        read_lists(file, checksum)
