"""Amending: what a quarter says after a change of a few of its documents, from what it said before.

A posting is of one document, and depends on that alone. So those of documents that are gone are left out,
those of documents that stay take the slots of today, and those of fresh ones are put between them; the result
is what reading the whole quarter anew would give.
"""

import numpy as np

from generator.search.analysis.lexicon import Lexicon
from generator.search.quarters.posting_lists import LEVEL_BITS, Lists, Longs, lists_of
from generator.search.quarters.postings import QuarterPostings, joined

# A posting as one number, in the order of the lists: first word, second word, slot and level.
_WORD_BITS, _POSTING_BITS = 20, 22


def amended(
    lexicon: Lexicon, before: QuarterPostings, moved: Longs, fresh: QuarterPostings
) -> QuarterPostings:
    """`before` has the documents of then, `moved` the slots of today for those of then (-1 where a document
    is gone); `fresh` are the other documents of today. Those that stay are in the order that they had."""
    there = _there(before.words, moved)
    kept = [before.vocabulary[place - 1] for place in there.tolist()]
    vocabulary = sorted({*kept, *fresh.vocabulary})
    position_of = {word: place for place, word in enumerate(vocabulary, 1)}
    then = np.zeros(len(before.vocabulary) + 1, dtype=np.int64)
    then[there] = [position_of[word] for word in kept]
    now = np.array([0, *(position_of[word] for word in fresh.vocabulary)], dtype=np.int64)
    return joined(
        lexicon,
        vocabulary,
        _merged(_codes(before.words, then, moved), _codes(fresh.words, now)),
        _merged(_codes(before.pairs, then, moved), _codes(fresh.pairs, now)),
        _merged(_codes(before.concepts, None, moved), _codes(fresh.concepts)),
    )


def _there(words: Lists, moved: Longs) -> Longs:
    """The places of the words that stand in documents which stay."""
    owners = np.repeat(words.first, _counts(words))
    found = np.zeros(int(words.first.max(initial=0)) + 1, dtype=np.bool_)
    found[owners[moved[words.postings >> LEVEL_BITS] >= 0]] = True
    return np.flatnonzero(found)


def _codes(lists: Lists, places: Longs | None = None, moved: Longs | None = None) -> Longs:
    """All postings of lists as numbers, in their order: with other places for the words and other slots for
    the documents, where such are given, and without the documents that have none."""
    first, second = lists.first.astype(np.int64), lists.second.astype(np.int64)
    if places is not None:
        first, second = places[first], places[second]
    heads = np.repeat((first << _WORD_BITS | second) << _POSTING_BITS, _counts(lists))
    slots = lists.postings >> LEVEL_BITS
    levels = lists.postings & ((1 << LEVEL_BITS) - 1)
    today = slots.astype(np.int64) if moved is None else moved[slots]
    codes: Longs = heads | today << LEVEL_BITS | levels
    return codes[today >= 0]


def _merged(kept: Longs, fresh: Longs) -> Lists:
    codes = np.insert(kept, np.searchsorted(kept, fresh), fresh)
    return lists_of(codes >> _POSTING_BITS, _WORD_BITS, codes & ((1 << _POSTING_BITS) - 1))


def _counts(lists: Lists) -> Longs:
    return np.diff(lists.ends, prepend=np.int32(0)).astype(np.int64)
