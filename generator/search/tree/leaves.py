"""Leaves: the files that hold the posting lists of a range of keys.

The keys of the index are words ("hoa"), pairs ("hoa binh") and concepts ("khoa #1"), sorted by code points,
so that everything that begins with a word stands together. A leaf is a text, a zero byte, and the lists. The
text has a line for each key. A pair or a concept begins with a space in place of its first word, which is
that of the nearest line above without a space. After a tab follow the key's lists by accents: "2:79;5" is a
list of 79 postings with the accents "2" and a list of one posting with the accents "5". A pair has the
accents "2,2". The key of a run of three words or more (see `analysis/runs.py`) is that of a pair with a tail
in place of its second word, "nguyen van_an", so that it stands beside its first pair. After another tab may
follow a note on the key: see `notes.py`.

A posting is a number in base 128, the lowest seven bits first; the high bit is set if more bytes follow. Its
two lowest bits are the level of impact, the others the number of slots skipped since the posting before. The
list of a common word ("2!5079", see `ranking.COMMON`) is a number of places, a bit for each of them, the
highest of a byte first, then a bit for each document that has the word: whether it is in the title. The
places are the segment's documents: the originals, then the translations. A word that is nearly everywhere has
one list for all accents ("*!9120"). Its lists by accents have a key of their own, "hoa *".

The lists of pairs and runs, and those of "hoa *", skip and count places in place of slots: the documents that
have the first word, by their slots. Whoever asks for "hoa binh" has asked for "hoa" anyway.

A leaf is cut by what it costs readers: its bytes, each time that one of its keys is asked for. So what is in
many titles stands in small leaves, what nobody asks for in large ones. Of all cuts into as many leaves the
one into leaves of equal cost sends the fewest bytes. Two neighbours stand apart if those who ask for one
would load too much of the other.
"""

import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from generator.search import ranking
from generator.search.analysis.runs import JOINT
from generator.search.packing import IndexFile, IndexWriter, StagedFile, named_by_content
from generator.search.tree.chunks import Chunk
from generator.search.tree.list_bytes import ListBytes, list_of_all, lists_of_places, lists_of_slots
from generator.search.tree.merge import MergedIndex, Vocabulary
from generator.search.tree.nodes import LeafRange
from generator.search.tree.notes import Notes
from generator.search.tree.places import (
    DocumentPlaces,
    SlotKinds,
    WordPlaces,
    document_places,
    word_places,
)
from generator.search.tree.select import OpenLists, Postings, concept_postings, only, term_postings

ALL_ACCENTS = "*"
NO_LISTS = ":0"  # the header of a name that no document has
_BOUNDARY = 3  # one key in so many may end a leaf
_TOGETHER = 0.5  # of the cost of a leaf: what keys in one leaf may cost each other
_ENOUGH = 0.7  # of the cost of a leaf
_LARGEST = 10_000  # bytes of a leaf before packing
_TITLE_DEMAND, _KEY_DEMAND = 20, 2  # how often a key is asked for, where an article asks once


class _Entry(Struct, frozen=True):
    """A key of the index with its posting lists.

    `key` is (first word, rest). `header` is the key's line after the tab, `note` what follows after another.
    `demand` says how often it is asked for, compared with others.
    """

    key: tuple[str, str]
    header: str
    lists: tuple[bytes, ...]
    demand: int = _KEY_DEMAND
    note: str = ""

    @property
    def size(self) -> int:
        """Its bytes in a leaf, about."""
        return len(self.key[1]) + len(self.header) + len(self.note) + sum(map(len, self.lists)) + 2

    @property
    def line(self) -> str:
        """Its line after the key."""
        return f"\t{self.header}\t{self.note}" if self.note else f"\t{self.header}"


class Slice(Struct, frozen=True):
    """The work of one task: chunks, in order, of the quarters first to last (exclusive).

    `leaf_cost` is what a leaf should cost, its bytes times its demand; `weight` is that of its terms.
    """

    quarters: tuple[int, int]
    chunks: tuple[Chunk, ...]
    leaf_cost: int
    weight: int


class WrittenSlice(Struct, frozen=True):
    """The leaves of each chunk of a slice, and their files."""

    leaves: tuple[tuple[LeafRange, ...], ...]
    files: list[StagedFile]


class LeafWriter(Struct, frozen=True):
    """Writes the leaves of slices, in worker processes too.

    `kinds` are those of all slots. `concepts` are their names. The `notes` go into the last segment.
    """

    merged: MergedIndex
    kinds: SlotKinds
    concepts: tuple[str, ...]
    notes: Notes
    writer: IndexWriter
    open_lists: OpenLists = field(default_factory=OpenLists)

    def __call__(self, part: Slice) -> WrittenSlice:
        """Writes the leaves of a slice."""
        writer = self.writer.empty()
        entries = {entry.key: entry for entry in self._entries(part)}
        if part.quarters[1] == len(self.merged.quarters):
            words = _words(self.merged.vocabulary, part.chunks)
            for key, note in self.notes.items():
                if key[0] in words:
                    entries[key] = replace(entries.get(key, _Entry(key, NO_LISTS, ())), note=note)
        rest = deque(sorted(entries.values(), key=lambda entry: entry.key))
        leaves = tuple(
            tuple(_write_leaf(group, writer) for group in _cut(self._take(chunk, rest), part.leaf_cost))
            for chunk in part.chunks
        )
        return WrittenSlice(leaves, writer.files)

    def _entries(self, part: Slice) -> Iterator[_Entry]:
        """Returns the entries of a slice, unsorted."""
        vocabulary = self.merged.vocabulary
        quarters = self.merged.quarters[slice(*part.quarters)]
        first, end = quarters[0].slots.start, quarters[-1].slots.stop
        ranges = np.searchsorted(vocabulary.key_of[1:], list(_key_ranges(part.chunks))) + 1
        terms, pairs = term_postings(self.open_lists, quarters, ranges)
        documents = document_places(self.kinds[first:end])
        of_words = word_places(vocabulary, terms, end - first)
        yield from _term_entries(vocabulary, terms, end - first, documents, of_words)
        yield from _pair_entries(vocabulary, pairs, end - first, of_words)
        words = _words(vocabulary, part.chunks)
        wanted = np.array([name.partition(" ")[0] in words for name in self.concepts], dtype=np.bool_)
        postings = concept_postings(quarters, wanted)
        lists = lists_of_slots(postings, end - first, documents.of(postings))
        rows = zip(postings.first.tolist(), lists, _demands(postings), strict=True)
        for concept, (count, data), demand in rows:
            key, _, rest = self.concepts[concept].partition(" ")
            yield _Entry((key, rest), count, (data,), demand)

    def _take(self, chunk: Chunk, rest: deque[_Entry]) -> list[_Entry]:
        """Removes the entries of a chunk from the beginning of the rest, and returns them."""
        keys = self.merged.vocabulary.keys
        end = chunk.keys[1]
        taken = []
        while rest and (end == len(keys) or rest[0].key[0] < keys[end]):
            taken.append(rest.popleft())
        return taken


def _cut(entries: list[_Entry], cost: int) -> Iterator[list[_Entry]]:
    """Cuts the entries into groups of about this cost.

    The keys themselves decide where a group ends, not the number of entries before. So an entry that grows
    changes its own leaf and seldom the next one.
    """
    group: list[_Entry] = []
    size = demand = 0
    for entry, following in pairwise([*entries, None]):
        if entry is None:
            break
        own = entry.size
        if group and own * demand + entry.demand * size >= cost * _TOGETHER:
            yield group
            group, size, demand = [], 0, 0
        group.append(entry)
        size += own
        demand += entry.demand
        held = max(size * demand / cost, size / _LARGEST)
        if held >= 2 or (held >= _ENOUGH and _may_end(entry, following)):
            yield group
            group, size, demand = [], 0, 0
    if group:
        yield group


def _may_end(entry: _Entry, following: _Entry | None) -> bool:
    """Tells whether a leaf may end with an entry. Runs stay with their pair, which is looked up with them."""
    if following and _pair_of(entry) == _pair_of(following):
        return False
    return zlib.crc32(" ".join(entry.key).encode()) % _BOUNDARY == 0


def _pair_of(entry: _Entry) -> tuple[str, str]:
    first, rest = entry.key
    return first, rest.partition(JOINT)[0]


def _write_leaf(entries: list[_Entry], writer: IndexWriter) -> LeafRange:
    content = _content(entries)
    name = named_by_content(content)
    writer.write(IndexFile(name, content))
    return LeafRange(_key_text(entries[0].key), _key_text(entries[-1].key), name)


def _content(entries: list[_Entry]) -> bytes:
    lines = []
    for word, same in groupby(entries, key=lambda entry: entry.key[0]):
        rows = list(same)
        has_own = rows[0].key[1] == ""
        lines.append(f"{word}{rows[0].line}" if has_own else word)
        lines += [f" {row.key[1]}{row.line}" for row in rows[1 if has_own else 0 :]]
    header = "\n".join(lines).encode() + b"\0"
    return header + b"".join([each for entry in entries for each in entry.lists])


def _key_text(key: tuple[str, str]) -> str:
    return " ".join(filter(None, key))


# --- entries ----------------------------------------------------------------------------------------------


def _words(vocabulary: Vocabulary, chunks: Sequence[Chunk]) -> frozenset[str]:
    """Returns the first words of all keys of chunks."""
    return frozenset(key for some in _key_ranges(chunks) for key in vocabulary.keys[slice(*some)])


def _key_ranges(chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """Returns the keys of chunks; adjacent chunks give one range."""
    begin, end = chunks[0].keys
    for chunk in chunks[1:]:
        if chunk.keys[0] != end:
            yield begin, end
            begin = chunk.keys[0]
        end = chunk.keys[1]
    yield begin, end


def _term_entries(
    vocabulary: Vocabulary, postings: Postings, slots: int, documents: DocumentPlaces, of_words: WordPlaces
) -> Iterator[_Entry]:
    places = documents.of(postings)
    apart = np.zeros(len(postings.first), dtype=np.bool_)  # the lists that have one for all accents, too
    for key, rows in _by_key(vocabulary, postings, lists_of_slots(postings, slots, places)):
        part = slice(rows[0].number, rows[-1].number + 1)
        of_all = list_of_all(postings, part, slots, places)
        if of_all:
            apart[part] = True
            demand = sum([row.demand for row in rows])
            yield _Entry((key, ""), ALL_ACCENTS + of_all[0], (of_all[1],), demand)
        else:
            yield _accents_entry((key, ""), rows)
    postings = only(postings, apart)
    for key, rows in _by_key(vocabulary, postings, lists_of_places(postings, slots, of_words.of(postings))):
        yield _accents_entry((key, ALL_ACCENTS), rows)


class _TermRow(NamedTuple):
    """The list of a term: its number among others, the term's accents, its count and bytes, its demand."""

    number: int
    accents: str
    list: ListBytes
    demand: int


def _by_key(
    vocabulary: Vocabulary, postings: Postings, lists: Sequence[ListBytes]
) -> Iterator[tuple[str, list[_TermRow]]]:
    """Returns the lists of terms by their keys."""
    terms = [vocabulary.terms[rank - 1] for rank in postings.first.tolist()]
    rows = zip(range(len(terms)), terms, lists, _demands(postings), strict=True)
    for key, same in groupby(rows, key=lambda row: row[1].folded):
        yield key, [_TermRow(number, term.accents, own, demand) for number, term, own, demand in same]


def _accents_entry(key: tuple[str, str], rows: Sequence[_TermRow]) -> _Entry:
    """Returns the entry of a word's lists by accents."""
    header = ";".join([row.accents + row.list[0] for row in rows])
    return _Entry(key, header, tuple([row.list[1] for row in rows]), sum([row.demand for row in rows]))


def _pair_entries(
    vocabulary: Vocabulary, postings: Postings, slots: int, of_words: WordPlaces
) -> Iterator[_Entry]:
    """Returns the entries of pairs. The postings are sorted by terms, the entries must be by keys."""
    keys, terms = vocabulary.keys, vocabulary.terms
    lists = lists_of_places(postings, slots, of_words.of(postings))
    demands = _demands(postings)
    first, second = vocabulary.key_of[postings.first], vocabulary.key_of[postings.second]
    order = np.lexsort((postings.second, postings.first, second, first)).tolist()
    firsts, seconds = postings.first.tolist(), postings.second.tolist()
    pair_of = list(zip(first.tolist(), second.tolist(), strict=True))
    for (one, other), same in groupby(order, key=pair_of.__getitem__):
        numbers = list(same)
        headers = [
            f"{terms[firsts[n] - 1].accents},{terms[seconds[n] - 1].accents}{lists[n][0]}" for n in numbers
        ]
        demand = sum([demands[n] for n in numbers])
        yield _Entry(
            (keys[one], keys[other]), ";".join(headers), tuple([lists[n][1] for n in numbers]), demand
        )


def _demands(postings: Postings) -> list[int]:
    """Returns the demand for each list: what is in a title is asked for by that title."""
    ends = postings.counts.cumsum()
    in_title = np.append(0, (postings.levels == len(ranking.LEVELS) - 1).cumsum())
    titles = in_title[ends] - in_title[ends - postings.counts]
    demands: list[int] = (titles * _TITLE_DEMAND + postings.counts + _KEY_DEMAND).tolist()
    return demands
