"""A contribution: what one quarter says, as lists of postings that need only be put behind one another.

It depends on the quarter's documents and on the glossary alone, so that it can be kept.
"""

import mmap
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.cache.database import CacheDamagedError
from generator.search import ranking
from generator.search.analysis.fields import IndexedField
from generator.search.analysis.lexicon import Lexicon
from generator.search.analysis.synonyms import concepts_in
from generator.search.analysis.token_ids import BREAK, Numbers, TokenizedDocuments
from generator.search.quarters.posting_lists import LEVEL_BITS, Lists, Longs, lists_of, starts_of
from generator.search.quarters.slots import Slots
from generator.search.quarters.term_hashes import Marks, marked

_FIELD_BITS = 3


class QuarterPostings(Struct, frozen=True):
    """The words of some documents of a quarter, sorted as they are `written`; the lists of these words by
    their place, from 1, of their pairs, and of concepts by their number. `marks`: see `marks.py`."""

    vocabulary: tuple[str, ...]
    words: Lists
    pairs: Lists
    concepts: Lists
    marks: Marks

    @property
    def weights(self) -> Numbers:
        """How much is said of each word: in how many documents, and again as often as a level goes up."""
        levels = self.words.postings & ((1 << LEVEL_BITS) - 1)
        reached = np.append(np.int32(0), np.cumsum(levels + 1, dtype=np.int32))
        return np.diff(reached[self.words.ends], prepend=np.int32(0))


def contribution(lexicon: Lexicon, numbered: TokenizedDocuments, slots: Slots) -> QuarterPostings:
    """What these documents say, which stand in these slots."""
    met = lexicon.word_of[numbered.tokens]
    there = np.flatnonzero(np.bincount(met, minlength=1)[1:]) + 1
    vocabulary, order = lexicon.in_order(there.tolist())
    place = np.zeros(int(met.max(initial=BREAK)) + 1, dtype=np.int64)
    place[order] = np.arange(1, len(order) + 1)
    words = place[met]
    lengths = np.zeros(slots.count, dtype=np.int64)
    lengths[list(slots.taken)] = numbered.lengths
    shape = _Shape(len(vocabulary), lengths)
    owners = np.repeat(np.array(slots.taken, dtype=np.int64), numbered.lengths)
    where = (owners << _FIELD_BITS) | numbered.fields
    alone = words << shape.document_bits + _FIELD_BITS | where
    # Every document ends with a break, so that the word after the last one is never another's.
    pair = words[:-1] << shape.word_bits | words[1:]
    paired = pair << shape.document_bits + _FIELD_BITS | where[:-1]
    concepts, places = concepts_in(lexicon.trie, lexicon.readings, numbered.tokens)
    named = concepts.astype(np.int64) << shape.document_bits + _FIELD_BITS | where[places]
    of_words = _lists(_sorted(alone[words != BREAK]), shape, 0)
    of_pairs = _lists(_sorted(paired[(words[:-1] != BREAK) & (words[1:] != BREAK)]), shape, shape.word_bits)
    # A field counts once, however often it names a concept.
    return joined(lexicon, vocabulary, of_words, of_pairs, _lists(_once(_sorted(named)), shape, 0))


def joined(
    lexicon: Lexicon, vocabulary: Sequence[str], words: Lists, pairs: Lists, concepts: Lists
) -> QuarterPostings:
    """A contribution of these lists, with its marks."""
    hashes = lexicon.hashes(vocabulary)
    marks = marked(hashes, words) + marked(hashes, pairs)
    return QuarterPostings(tuple(vocabulary), words, pairs, concepts, marks)


class _Shape:
    """How a number says where a word stands: from the highest bits the word, the word after it or nothing,
    the document, the field. The smaller the numbers, the sooner they are sorted."""

    def __init__(self, words: int, lengths: Longs) -> None:
        self.word_bits = words.bit_length()
        self.document_bits = len(lengths).bit_length()
        self.lengths = lengths


def _sorted(codes: Longs) -> Longs:
    small = len(codes) and codes.max() < 1 << 31
    return np.sort(codes.astype(np.int32)).astype(np.int64) if small else np.sort(codes)


def _once(codes: Longs) -> Longs:
    return codes[starts_of(codes)]


# --- lists ------------------------------------------------------------------------------------------------


def _lists(codes: Longs, shape: _Shape, second_bits: int) -> Lists:
    """One posting for each list and document, from all occurrences in their order."""
    posting = codes >> _FIELD_BITS
    starts = starts_of(posting)
    fields = (codes & ((1 << _FIELD_BITS) - 1)).astype(np.uint8)
    posting = posting[starts]
    seen = np.bitwise_or.reduceat(np.left_shift(np.uint8(1), fields), starts) if len(starts) else fields
    body = (fields == IndexedField.BODY).astype(np.int32)
    in_body = np.add.reduceat(body, starts) if len(starts) else body
    documents = posting & ((1 << shape.document_bits) - 1)
    levels = _levels(seen, in_body, shape.lengths[documents])
    return lists_of(posting >> shape.document_bits, second_bits, documents << LEVEL_BITS | levels)


def _levels(seen: NDArray[np.uint8], in_body: NDArray[np.int32], length: Longs) -> NDArray[np.uint8]:
    """The impact of each posting, as the nearest of the levels: see `ranking`."""
    slowness = ranking.K * (1 - ranking.B + ranking.B * length / ranking.PIVOT)
    impact = _IMPACTS[seen] + ranking.BODY * in_body / (in_body + slowness)
    share = impact / _MOST
    levels = np.zeros(len(seen), dtype=np.uint8)
    for low, high in zip(ranking.LEVELS, ranking.LEVELS[1:], strict=False):
        levels += share > (low + high) / 2
    return levels


_WEIGHTS = (
    (IndexedField.TITLE, ranking.TITLE),
    (IndexedField.LEAD, ranking.LEAD),
    (IndexedField.NAMES, ranking.NAMES),
    (IndexedField.REMOTE, ranking.REMOTE),
)
_MOST = ranking.PRESENT + ranking.BODY + sum(weight for _, weight in _WEIGHTS)
# What fields give, by the bits of those in which a word stands; the body gives more the more often it does.
_IMPACTS = sum(
    (weight * ((np.arange(1 << len(IndexedField)) >> field) & 1) for field, weight in _WEIGHTS),
    start=np.full(1 << len(IndexedField), ranking.PRESENT),
)


# --- files ------------------------------------------------------------------------------------------------


def write_lists(file: Path, words: Lists, pairs: Lists) -> str:
    """Leaves lists where other processes, and the next build, find them; returns the file's digest."""
    parts = [
        part
        for lists in (words, pairs)
        for part in (np.array([len(lists.first), len(lists.postings)], dtype=np.int32), *lists)
    ]
    content = b"".join([part.tobytes() for part in parts])
    file.write_bytes(content)
    return _digest(content)


def read_lists(file: Path, digest: str) -> tuple[Lists, Lists]:
    """The lists of a file, which is mapped, not read. Raises StoreDamagedError where it is another one."""
    try:
        with file.open("rb") as opened:
            data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    except (FileNotFoundError, ValueError) as error:
        raise CacheDamagedError(str(file)) from error
    if _digest(data) != digest:
        raise CacheDamagedError(str(file))
    words, rest = _cut(np.frombuffer(data, dtype=np.int32))
    return words, _cut(rest)[0]


def _digest(content: bytes | mmap.mmap) -> str:
    """Against damage, not against an enemy; all of it is looked at again in each build."""
    return f"{zlib.crc32(content):08x}"


def _cut(data: Numbers) -> tuple[Lists, Numbers]:
    lists, postings = data[:2].tolist()
    first, second, ends, those, rest = np.split(data[2:], np.cumsum([lists, lists, lists, postings]))
    return Lists(first, second, ends, those), rest
