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
list of a common word ("2!5079", see `ranking.COMMON`) is a bit for each slot, the highest of a byte first,
then a bit for each document that has the word: whether it is in the title. A word that is nearly everywhere
has one list for all accents ("*!9120"). Its lists by accents have a key of their own, "hoa *".

A leaf is cut by what it costs readers: its bytes, each time that one of its keys is asked for. So what is in
many titles stands in small leaves, what nobody asks for in large ones. Of all cuts into as many leaves the
one into leaves of equal cost sends the fewest bytes.
"""

import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from generator.search import ranking
from generator.search.analysis.runs import JOINT
from generator.search.analysis.token_ids import Int32s, Int64s
from generator.search.packing import IndexFile, IndexWriter, StagedFile, named_by_content
from generator.search.quarters.posting_lists import LEVEL_BITS
from generator.search.tree.chunks import Chunk
from generator.search.tree.merge import MergedIndex, Vocabulary
from generator.search.tree.nodes import LeafRange
from generator.search.tree.notes import Notes
from generator.search.tree.select import OpenLists, Postings, concept_postings, term_postings

ALL_ACCENTS = "*"
NO_LISTS = ":0"  # the header of a name that no document has
_BOUNDARY = 2  # one key in so many may end a leaf
_ENOUGH = 0.7  # of the cost of a leaf
_LARGEST = 10_000  # bytes of a leaf before packing
_TITLE_DEMAND, _KEY_DEMAND = 10, 2  # how often a key is asked for, where an article asks once


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

    `concepts` are their names. The `notes` go into the last segment.
    """

    merged: MergedIndex
    concepts: tuple[str, ...]
    notes: Notes
    writer: IndexWriter
    open_lists: OpenLists = field(default_factory=OpenLists)

    def __call__(self, part: Slice) -> WrittenSlice:
        """Writes the leaves of a slice."""
        writer = self.writer.empty()
        entries = {entry.key: entry for entry in _entries(self.open_lists, self.merged, self.concepts, part)}
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
        if group and entry.size * entry.demand >= cost:  # its neighbours do not come with it
            yield group
            group, size, demand = [], 0, 0
        group.append(entry)
        size += entry.size
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


def _entries(
    open_lists: OpenLists, merged: MergedIndex, concepts: tuple[str, ...], part: Slice
) -> Iterator[_Entry]:
    """Returns the entries of a slice, unsorted."""
    vocabulary = merged.vocabulary
    quarters = merged.quarters[slice(*part.quarters)]
    slots = quarters[-1].slots.stop - quarters[0].slots.start
    keys = list(_key_ranges(part.chunks))
    terms, pairs = term_postings(open_lists, quarters, np.searchsorted(vocabulary.key_of[1:], keys) + 1)
    yield from _term_entries(vocabulary, terms, slots)
    yield from _pair_entries(vocabulary, pairs, slots)
    wanted = _words(vocabulary, part.chunks)
    postings = concept_postings(quarters)
    rows = zip(postings.first.tolist(), _lists(postings, slots), _demands(postings), strict=True)
    for concept, (count, data), demand in rows:
        key, _, rest = concepts[concept].partition(" ")
        if key in wanted:
            yield _Entry((key, rest), count, (data,), demand)


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


def _term_entries(vocabulary: Vocabulary, postings: Postings, slots: int) -> Iterator[_Entry]:
    terms = vocabulary.terms
    rows = zip(postings.first.tolist(), _lists(postings, slots), _demands(postings), strict=True)
    at = 0
    for key, same in groupby(rows, key=lambda row: terms[row[0] - 1].folded):
        lists = list(same)
        header = ";".join([terms[rank - 1].accents + count for rank, (count, _), _ in lists])
        demand = sum([each for _, _, each in lists])
        common = _list_for_all_accents(postings, slice(at, at + len(lists)), slots)
        at += len(lists)
        if common:
            yield _Entry((key, ""), ALL_ACCENTS + common[0], (common[1],), demand)
        rest = ALL_ACCENTS if common else ""
        yield _Entry((key, rest), header, tuple([data for _, (_, data), _ in lists]), demand)


def _list_for_all_accents(postings: Postings, part: slice, slots: int) -> tuple[str, bytes] | None:
    """Returns one list for all accents of a word that is nearly everywhere; None for another word."""
    occurrences = int(postings.counts[part].sum())
    if slots < ranking.MANY or part.stop - part.start == 1 or occurrences <= ranking.EVERYWHERE * slots:
        return None
    begin = int(postings.counts[: part.start].sum())
    present = np.zeros(slots, dtype=np.uint8)
    present[postings.slots[begin : begin + occurrences]] = 1
    count = int(present.sum())
    if count <= ranking.EVERYWHERE * slots:
        return None
    return f"!{count}", _bitmap(present, np.zeros(count, dtype=np.uint8))


def _pair_entries(vocabulary: Vocabulary, postings: Postings, slots: int) -> Iterator[_Entry]:
    """Returns the entries of pairs. The postings are sorted by terms, the entries must be by keys."""
    keys, terms = vocabulary.keys, vocabulary.terms
    lists, demands = _lists(postings, slots), _demands(postings)
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


# --- lists ------------------------------------------------------------------------------------------------


def _lists(postings: Postings, slots: int) -> list[tuple[str, bytes]]:
    """Returns the count of each list, as a leaf has it, and its bytes."""
    ends = postings.counts.cumsum()
    begins = ends - postings.counts
    gaps = np.diff(postings.slots, prepend=np.int32(-1)) - np.int32(1)
    gaps[begins] = postings.slots[begins]
    data, reached = base_128(gaps << LEVEL_BITS | postings.levels)
    limits = [0, *reached[ends - 1].tolist()] if len(ends) else [0]
    lists = [
        ("" if count == 1 else f":{count}", data[begin:end])
        for count, begin, end in zip(postings.counts.tolist(), limits, limits[1:], strict=False)
    ]
    common = postings.counts > ranking.COMMON * slots if slots >= ranking.MANY else ()
    for number in np.flatnonzero(common).tolist():
        is_pair = bool(postings.second[number])
        lists[number] = _common_list(postings, slice(int(begins[number]), int(ends[number])), slots, is_pair)
    return lists


def _demands(postings: Postings) -> list[int]:
    """Returns the demand for each list: what is in a title is asked for by that title."""
    ends = postings.counts.cumsum()
    in_title = np.append(0, (postings.levels == len(ranking.LEVELS) - 1).cumsum())
    titles = in_title[ends] - in_title[ends - postings.counts]
    demands: list[int] = (titles * _TITLE_DEMAND + postings.counts + _KEY_DEMAND).tolist()
    return demands


def _common_list(postings: Postings, part: slice, slots: int, is_pair: bool) -> tuple[str, bytes]:
    """Returns the list of a common word: the documents that have it, and which of them in the title."""
    count = part.stop - part.start
    present = np.zeros(slots, dtype=np.uint8)
    present[postings.slots[part]] = 1
    has_titles = not is_pair and count <= ranking.EVERYWHERE * slots
    in_title = (postings.levels[part] == len(ranking.LEVELS) - 1) & has_titles
    return f"!{count}", _bitmap(present, in_title)


def _bitmap(present: NDArray[np.uint8], in_title: NDArray[np.uint8] | NDArray[np.bool_]) -> bytes:
    return np.packbits(present).tobytes() + np.packbits(in_title).tobytes()


def base_128(values: Int32s) -> tuple[bytes, Int64s]:
    """Returns the values in base 128.

    The second result is the number of bytes up to the end of each value.
    """
    sizes = np.ones(len(values), dtype=np.uint8)
    limit, largest = 1 << 7, int(values.max(initial=0))
    while limit <= largest:
        sizes += values >= limit
        limit <<= 7
    ends = sizes.cumsum(dtype=np.int64)
    data = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    rest, positions = values, ends - sizes
    while len(rest):
        more = rest > 127
        data[positions] = (rest & 127).astype(np.uint8) | more.astype(np.uint8) << 7
        rest, positions = rest[more] >> 7, positions[more] + 1
    return data.tobytes(), ends
