"""Patches the postings of a quarter of which a few documents changed.

A posting depends on its document alone. The postings of removed documents are left out, those of unchanged
documents get the slots of today, and those of added documents are merged in. The result is equal to that of
indexing the whole quarter.
"""

from typing import NamedTuple

import numpy as np

from generator.search.analysis.lexicon import Lexicon
from generator.search.analysis.token_ids import Int32s, Int64s
from generator.search.quarters.posting_lists import (
    LEVEL_BITS,
    PostingLists,
    bits_of,
    posting_lists,
    short_keys,
)
from generator.search.quarters.postings import QuarterPostings, with_term_hashes


class _KeyedPostings(NamedTuple):
    """Postings in the order of their lists, each with the list's key.

    `posting_lists` makes the keys.
    """

    keys: Int64s
    postings: Int64s


def patched(
    lexicon: Lexicon, before: QuarterPostings, new_slots: Int64s, added: QuarterPostings
) -> QuarterPostings:
    """Returns the postings of a quarter after a change.

    `before` has the documents of the last build. `new_slots` has the slots of today for those of the last
    build, -1 if the document is gone; documents that stay must be in the same order. `added` has the other
    documents.
    """
    remaining = np.union1d(
        _remaining(before.terms, before.terms.first, new_slots),
        _remaining(before.pairs, before.pairs.second, new_slots),
    )
    kept = [before.vocabulary[number - 1] for number in remaining.tolist()]
    vocabulary = sorted({*kept, *added.vocabulary})
    number_of = {term: number for number, term in enumerate(vocabulary, 1)}
    kept_numbers = np.zeros(len(before.vocabulary) + 1, dtype=np.int64)
    kept_numbers[remaining] = [number_of[term] for term in kept]
    added_numbers = np.array([0, *(number_of[term] for term in added.vocabulary)], dtype=np.int64)
    bits = len(vocabulary).bit_length()

    def merged(kept: PostingLists, added: PostingLists) -> PostingLists:
        return merged_lists(
            keyed(renumbered(kept, kept_numbers), bits, new_slots),
            keyed(renumbered(added, added_numbers), bits),
            bits,
        )

    return with_term_hashes(
        lexicon,
        vocabulary,
        merged(before.terms, added.terms),
        merged(before.pairs, added.pairs),
        merged_lists(keyed(before.concepts, 0, new_slots), keyed(added.concepts, 0), 0),
    )


def renumbered(lists: PostingLists, numbers: Int64s) -> PostingLists:
    """Returns the lists with other numbers for their terms."""
    first, second = numbers[lists.first], numbers[lists.second]
    return lists._replace(first=first.astype(np.int32), second=second.astype(np.int32))


def keyed(lists: PostingLists, second_bits: int, new_slots: Int64s | None = None) -> _KeyedPostings:
    """Returns the postings of lists with their keys, in other slots if such are given.

    Postings whose new slot is -1 are left out.
    """
    keys = np.repeat(lists.first.astype(np.int64) << second_bits | lists.second, _counts(lists))
    if new_slots is None:
        return _KeyedPostings(keys, lists.postings.astype(np.int64))
    slots = new_slots[lists.postings >> LEVEL_BITS]
    postings = slots << LEVEL_BITS | lists.postings & ((1 << LEVEL_BITS) - 1)
    stay = slots >= 0
    return _KeyedPostings(keys[stay], postings[stay])


def merged_lists(kept: _KeyedPostings, added: _KeyedPostings, second_bits: int) -> PostingLists:
    """Returns the lists of all postings in their order."""
    posting_bits = max(bits_of(kept.postings), bits_of(added.postings))
    keys, distinct = short_keys(np.concatenate([kept.keys, added.keys]), posting_bits)
    codes = keys << posting_bits | np.concatenate([kept.postings, added.postings])
    kept_codes, added_codes = np.split(codes, [len(kept.keys)])
    codes = np.insert(kept_codes, np.searchsorted(kept_codes, added_codes), added_codes)
    keys = codes >> posting_bits
    return posting_lists(
        keys if distinct is None else distinct[keys], second_bits, codes & ((1 << posting_bits) - 1)
    )


def _remaining(lists: PostingLists, numbers: Int32s, new_slots: Int64s) -> Int64s:
    """Returns the numbers, one for each list, of lists with documents that stay."""
    owners = np.repeat(numbers, _counts(lists))
    found = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.bool_)
    found[owners[new_slots[lists.postings >> LEVEL_BITS] >= 0]] = True
    return np.flatnonzero(found)


def _counts(lists: PostingLists) -> Int64s:
    return np.diff(lists.ends, prepend=np.int32(0)).astype(np.int64)
