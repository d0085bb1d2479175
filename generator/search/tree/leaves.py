"""Leaves: the files that hold the postings, each of a range of keys.

The keys of the index are words ("hoa"), pairs ("hoa binh") and concepts ("khoa #1"), in this order of their
code points, so that what begins with a word stands together. A leaf is a text and, after a zero byte, its
postings. The text has a line for each key: a pair or a concept begins with a space in place of its first
word, which the nearest line above without a space names. After a tab follow the lists of the key's forms,
"2:79;5" for a list of 79 postings of form 2 and one of a single posting of form 5; a pair's form is "2,2".

A posting is a number in base 128, the lowest seven bits first, the high bit set where more follow: its two
lowest bits are the impact, the others the documents left out since the posting before. The list of what is
common ("2!5079", see `ranking.COMMON`) is a bit for each document, the highest of a byte first, and then a
bit for each of those that have it: whether it stands in the title. What is nearly everywhere has a single
list for all forms ("*!9120"); those of its forms stand by themselves, under "hoa *".
"""

import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Generic, TypeVar

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from generator.search import ranking
from generator.search.analysis.token_ids import Numbers
from generator.search.packing import IndexFile, IndexWriter, named_by_content
from generator.search.quarters.posting_lists import Longs
from generator.search.tree.chunks import Chunk
from generator.search.tree.merge import MergedIndex, Vocabulary
from generator.search.tree.nodes import LeafRange
from generator.search.tree.select import OpenLists, Postings, concept_postings, word_postings

R = TypeVar("R")

ALL_FORMS = "*"
_LIMITS = (1 << 7, 1 << 14, 1 << 21)  # where one more byte is needed
_BOUNDARY = 3  # one key in so many may end a leaf


class _Entry(Struct, frozen=True):
    """A key of the index, (word, rest), its line after the key, and its postings."""

    key: tuple[str, str]
    forms: str
    lists: tuple[bytes, ...]

    @property
    def size(self) -> int:
        return len(self.key[1]) + len(self.forms) + sum(map(len, self.lists)) + 2


class Slice(Struct, frozen=True):
    """A part of the work: the quarters first to last (exclusive), blocks in their order, the size that a leaf
    should have, in bytes unpacked, and the weight of its words."""

    quarters: tuple[int, int]
    blocks: tuple[Chunk, ...]
    leaf: int
    weight: int


class LeafMaker(Struct, Generic[R], frozen=True):
    """Carries to the worker processes what was gathered, the concepts' names, and where a file is put."""

    gathering: MergedIndex
    concepts: tuple[str, ...]
    place: IndexWriter[R]
    library: OpenLists = field(default_factory=OpenLists)

    def __call__(self, part: Slice) -> tuple[tuple[tuple[LeafRange, R], ...], ...]:
        """For each block of a slice its leaves, and what became of them."""
        rest = deque(sorted(self._entries(part), key=lambda entry: entry.key))
        return tuple(
            tuple(self._made(group) for group in _cut(self._of_block(block, rest), part.leaf))
            for block in part.blocks
        )

    def _entries(self, part: Slice) -> "Iterator[_Entry]":
        return _entries(self.library, self.gathering, self.concepts, part)

    def _of_block(self, block: Chunk, rest: "deque[_Entry]") -> "list[_Entry]":
        """Takes the entries of a block from the beginning of those that are left."""
        keys = self.gathering.vocabulary.keys
        end = block.keys[1]
        taken = []
        while rest and (end == len(keys) or rest[0].key[0] < keys[end]):
            taken.append(rest.popleft())
        return taken

    def _made(self, entries: list[_Entry]) -> tuple[LeafRange, R]:
        parts = _parts(entries)
        name = named_by_content(b"".join(parts))
        leaf = LeafRange(_written(entries[0].key), _written(entries[-1].key), name)
        return leaf, self.place(IndexFile(name, parts))


def _cut(entries: list[_Entry], size: int) -> Iterator[list[_Entry]]:
    """The entries in groups of about this size.

    Where a group ends is decided by its own keys, not by how many came before, so that an entry that grows
    changes its own leaf and hardly ever the next one.
    """
    group: list[_Entry] = []
    held = 0
    for entry in entries:
        takes = entry.size
        if group and takes >= size:  # a long list stands alone, so that its neighbours cost little
            yield group
            group, held = [], 0
        group.append(entry)
        held += takes
        if held >= 2 * size or (held >= size // 2 and _may_end(entry)):
            yield group
            group, held = [], 0
    if group:
        yield group


def _may_end(entry: _Entry) -> bool:
    return zlib.crc32(" ".join(entry.key).encode()) % _BOUNDARY == 0


def _parts(entries: list[_Entry]) -> tuple[bytes, ...]:
    """The content of a leaf; where it has one key, list by list, since these are long."""
    lines = []
    for word, same in groupby(entries, key=lambda entry: entry.key[0]):
        rows = list(same)
        alone = rows[0].key[1] == ""
        lines.append(f"{word}\t{rows[0].forms}" if alone else word)
        lines += [f" {row.key[1]}\t{row.forms}" for row in rows[1 if alone else 0 :]]
    header = "\n".join(lines).encode() + b"\0"
    if len(entries) == 1:
        return header, *entries[0].lists
    return (header + b"".join([each for entry in entries for each in entry.lists]),)


def _written(key: tuple[str, str]) -> str:
    return " ".join(filter(None, key))


# --- entries ----------------------------------------------------------------------------------------------


def _entries(
    library: OpenLists, gathering: MergedIndex, concepts: tuple[str, ...], part: Slice
) -> Iterator[_Entry]:
    vocabulary = gathering.vocabulary
    quarters = gathering.quarters[slice(*part.quarters)]
    documents = quarters[-1].numbers.stop - quarters[0].numbers.start
    keys = list(_joined(part.blocks))
    words, pairs = word_postings(library, quarters, np.searchsorted(vocabulary.key_of[1:], keys) + 1)
    yield from _word_entries(vocabulary, words, documents)
    yield from _pair_entries(vocabulary, pairs, documents)
    wanted = frozenset(key for some in keys for key in vocabulary.keys[slice(*some)])
    named = concept_postings(quarters)
    for number, (mark, data) in zip(named.first.tolist(), _lists(named, documents), strict=True):
        key, _, rest = concepts[number].partition(" ")
        if key in wanted:
            yield _Entry((key, rest), mark, (data,))


def _joined(blocks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """The keys of blocks, neighbours' as one range."""
    begin, end = blocks[0].keys
    for block in blocks[1:]:
        if block.keys[0] != end:
            yield begin, end
            begin = block.keys[0]
        end = block.keys[1]
    yield begin, end


def _word_entries(vocabulary: Vocabulary, postings: Postings, documents: int) -> Iterator[_Entry]:
    words = vocabulary.words
    rows = zip(postings.first.tolist(), _lists(postings, documents), strict=True)
    at = 0
    for key, same in groupby(rows, key=lambda row: words[row[0] - 1].key):
        lists = list(same)
        forms = ";".join([words[rank - 1].form + mark for rank, (mark, _) in lists])
        together = _together(postings, slice(at, at + len(lists)), documents)
        at += len(lists)
        if together:
            yield _Entry((key, ""), ALL_FORMS + together[0], (together[1],))
        yield _Entry((key, ALL_FORMS if together else ""), forms, tuple([data for _, (_, data) in lists]))


def _together(postings: Postings, part: slice, documents: int) -> tuple[str, bytes] | None:
    """One list for these forms of a word that is nearly everywhere; None for another word."""
    occurrences = int(postings.counts[part].sum())
    if (
        documents < ranking.MANY
        or part.stop - part.start == 1
        or occurrences <= ranking.EVERYWHERE * documents
    ):
        return None
    begin = int(postings.counts[: part.start].sum())
    there = np.zeros(documents, dtype=np.uint8)
    there[postings.documents[begin : begin + occurrences]] = 1
    count = int(there.sum())
    return (
        (f"!{count}", _bitmap(there, np.zeros(count, dtype=np.uint8)))
        if count > ranking.EVERYWHERE * documents
        else None
    )


def _pair_entries(vocabulary: Vocabulary, postings: Postings, documents: int) -> Iterator[_Entry]:
    """The pairs, grouped by their keys: the lists come by words, whose order is by keys and then by forms."""
    keys, words = vocabulary.keys, vocabulary.words
    lists = _lists(postings, documents)
    first, second = vocabulary.key_of[postings.first], vocabulary.key_of[postings.second]
    order = np.lexsort((postings.second, postings.first, second, first)).tolist()
    firsts, seconds = postings.first.tolist(), postings.second.tolist()
    pair_of = list(zip(first.tolist(), second.tolist(), strict=True))
    for (one, other), same in groupby(order, key=pair_of.__getitem__):
        numbers = list(same)
        forms = [f"{words[firsts[n] - 1].form},{words[seconds[n] - 1].form}{lists[n][0]}" for n in numbers]
        yield _Entry((keys[one], keys[other]), ";".join(forms), tuple([lists[n][1] for n in numbers]))


def _lists(postings: Postings, documents: int) -> list[tuple[str, bytes]]:
    """For each list how long it is, as a leaf writes it, and its postings."""
    ends = postings.counts.cumsum()
    begins = ends - postings.counts
    gaps = np.diff(postings.documents, prepend=np.int32(-1)) - np.int32(1)
    gaps[begins] = postings.documents[begins]
    written, reached = _base_128(gaps << 2 | postings.levels)
    limits = [0, *reached[ends - 1].tolist()] if len(ends) else [0]
    lists = [
        ("" if count == 1 else f":{count}", written[begin:end])
        for count, begin, end in zip(postings.counts.tolist(), limits, limits[1:], strict=False)
    ]
    common = postings.counts > ranking.COMMON * documents if documents >= ranking.MANY else ()
    for number in np.flatnonzero(common).tolist():
        paired = bool(postings.second[number])
        lists[number] = _bits(postings, slice(int(begins[number]), int(ends[number])), documents, paired)
    return lists


def _bits(postings: Postings, part: slice, documents: int, paired: bool) -> tuple[str, bytes]:
    """A list of what is common: which documents have it, and which of those in the title."""
    count = part.stop - part.start
    there = np.zeros(documents, dtype=np.uint8)
    there[postings.documents[part]] = 1
    told = not paired and count <= ranking.EVERYWHERE * documents
    titles = (postings.levels[part] == len(ranking.LEVELS) - 1) & told
    return f"!{count}", _bitmap(there, titles)


def _bitmap(there: NDArray[np.uint8], titles: NDArray[np.uint8] | NDArray[np.bool_]) -> bytes:
    return np.packbits(there).tobytes() + np.packbits(titles).tobytes()


def _base_128(values: Numbers) -> tuple[bytes, Longs]:
    """The values as bytes, and how many bytes there are up to the end of each."""
    sizes = np.ones(len(values), dtype=np.uint8)
    for limit in _LIMITS:
        sizes += values >= limit
    ends = sizes.cumsum(dtype=np.int64)
    written = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    rest, places = values, ends - sizes
    while len(rest):
        more = rest > 127
        written[places] = (rest & 127).astype(np.uint8) | more.astype(np.uint8) << 7
        rest, places = rest[more] >> 7, places[more] + 1
    return written.tobytes(), ends
