"""Marks: a number for each word of a quarter, another one whenever the word's lists there are others.

From them follows which leaves may have changed since the last build, without making one. They need not
withstand an enemy, only chance: 64 bits each, mixed as in SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

from generator.search.quarters.posting_lists import Lists, starts_of

Marks = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def hash_of(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def mixed(values: Marks) -> Marks:
    """Numbers of which each bit depends on all bits of the given ones."""
    values = (values ^ (values >> np.uint64(30))) * _FIRST
    values = (values ^ (values >> np.uint64(27))) * _SECOND
    return values ^ (values >> np.uint64(31))


def marked(hashes: Marks, lists: Lists) -> Marks:
    """What the lists give to the marks of their first words; `hashes` are those of the words, from 0, and
    words count from 1 (or they are concepts, which have no second word and count from 0)."""
    marks = np.zeros(len(hashes) + 1, dtype=np.uint64)
    if not len(lists.first):
        return marks
    of_second = np.append(np.uint64(0), hashes)[lists.second]
    counts = np.diff(lists.ends, prepend=np.int32(0))
    # One more than the posting: the first document's would else be nothing, and mix to nothing.
    numbers = lists.postings.astype(np.uint64) + np.uint64(1)
    terms = mixed(numbers * _GOLDEN + np.repeat(of_second, counts))
    heads = starts_of(lists.first.astype(np.int64))
    begins = np.append(0, lists.ends[:-1])[heads]
    marks[lists.first[heads]] = np.add.reduceat(terms, begins)
    return marks


def followed(before: Marks, marks: Marks, document: int) -> Marks:
    """The marks of words in several quarters: those before, and those of a quarter that begins with this
    document."""
    return mixed(before * _GOLDEN + marks + np.uint64(document))
