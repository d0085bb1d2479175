"""Leaves: the files that hold the postings, each of a range of keys.

The keys of the index are words ("hoa"), pairs ("hoa binh") and concepts ("khoa #1"), in this order of their
code points, so that what begins with a word stands together. A leaf is a text and, after a zero byte, its
postings. The text has a line for each key: a pair or a concept begins with a space in place of its first
word, which the nearest line above without a space names. After a tab follow the lists of the key's forms,
"2:79;5" for a list of 79 postings of form 2 and one of a single posting of form 5; a pair's form is "2,2".

A posting is a number in base 128, the lowest seven bits first, the high bit set where more follow: its two
lowest bits are the impact, the others the documents left out since the posting before. The list of what is
common ("2!5079", see `ranking.COMMON`) is a bit for each document, the highest of a byte first, and then a
bit for each of those that have it: whether it stands in the title.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from generator.model import Rendered
from generator.search import ranking
from generator.search.envelope import envelope, named_by_content
from generator.search.postings import (
    Longs,
    Postings,
    Slice,
    concept_postings,
    occurrences,
    pair_postings,
    word_postings,
)
from generator.search.stream import Stream

_LIMITS = np.array([1 << 7, 1 << 14, 1 << 21])  # where one more byte is needed
_BOUNDARY = 3  # one key in so many may end a leaf


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file of the index, its first and its last key, and its name."""

    first_key: str
    last_key: str
    name: str
    file: Rendered


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of the index, (word, rest), its line after the key, and its postings."""

    key: tuple[str, str]
    forms: str
    lists: tuple[bytes, ...]

    @property
    def size(self) -> int:
        return len(self.key[1]) + len(self.forms) + sum(map(len, self.lists)) + 2


@dataclass(frozen=True, slots=True)
class LeafMaker:
    """Carries the stream to the worker processes; `size` is what a leaf should have, in bytes unpacked."""

    stream: Stream
    concepts: tuple[str, ...]
    size: int

    def __call__(self, part: Slice) -> tuple[Leaf, ...]:
        """The leaves of the keys of a slice."""
        entries = sorted(_entries(self.stream, self.concepts, part), key=lambda entry: entry.key)
        return tuple(_leaf(group) for group in _cut(entries, self.size))


def _cut(entries: list[_Entry], size: int) -> Iterator[list[_Entry]]:
    """The entries in groups of about this size.

    Where a group ends is decided by its own keys, not by how many came before, so that an entry that grows
    changes its own leaf and hardly ever the next one.
    """
    group: list[_Entry] = []
    held = 0
    for entry in entries:
        if group and entry.size >= size:  # a long list stands alone, so that its neighbours cost little
            yield group
            group, held = [], 0
        group.append(entry)
        held += entry.size
        boundary = zlib.crc32(" ".join(entry.key).encode()) % _BOUNDARY == 0
        if held >= 2 * size or (held >= size // 2 and boundary):
            yield group
            group, held = [], 0
    if group:
        yield group


def _leaf(entries: list[_Entry]) -> Leaf:
    lines = []
    for word, same in groupby(entries, key=lambda entry: entry.key[0]):
        rows = list(same)
        alone = rows[0].key[1] == ""
        lines.append(f"{word}\t{rows[0].forms}" if alone else word)
        lines += [f" {row.key[1]}\t{row.forms}" for row in rows[1 if alone else 0 :]]
    header = "\n".join(lines).encode() + b"\0"
    content = header + b"".join(each for entry in entries for each in entry.lists)
    name = named_by_content(content)
    return Leaf(_written(entries[0].key), _written(entries[-1].key), name, envelope(name, content))


def _written(key: tuple[str, str]) -> str:
    return " ".join(filter(None, key))


# --- entries ----------------------------------------------------------------------------------------------


def _entries(stream: Stream, concepts: tuple[str, ...], part: Slice) -> Iterator[_Entry]:
    found = occurrences(stream, part)
    yield from _word_entries(stream, part, word_postings(stream, part, found))
    yield from _pair_entries(stream, part, pair_postings(stream, part, found))
    wanted = frozenset(stream.vocabulary.keys[part.keys[0] : part.keys[1]])
    for number, name in enumerate(concepts):
        key, _, rest = name.partition(" ")
        postings = concept_postings(stream, part, number) if key in wanted else None
        if postings is not None and len(postings.counts):
            ((mark, data),) = _lists(postings, part)
            yield _Entry((key, rest), mark, (data,))


def _word_entries(stream: Stream, part: Slice, postings: Postings) -> Iterator[_Entry]:
    words = stream.vocabulary.words
    rows = zip(postings.first.tolist(), _lists(postings, part), strict=True)
    for key, same in groupby(rows, key=lambda row: words[row[0] - 1].key):
        lists = list(same)
        forms = ";".join(words[rank - 1].form + mark for rank, (mark, _) in lists)
        yield _Entry((key, ""), forms, tuple(data for _, (_, data) in lists))


def _pair_entries(stream: Stream, part: Slice, postings: Postings) -> Iterator[_Entry]:
    """The pairs, grouped by their keys: the lists come by words, whose order is by keys and then by forms."""
    vocabulary = stream.vocabulary
    keys, words = vocabulary.keys, vocabulary.words
    lists = _lists(postings, part)
    first, second = vocabulary.key_of[postings.first], vocabulary.key_of[postings.second]
    order = np.lexsort((postings.second, postings.first, second, first)).tolist()
    firsts, seconds = postings.first.tolist(), postings.second.tolist()
    pair_of = list(zip(first.tolist(), second.tolist(), strict=True))
    for (one, other), same in groupby(order, key=pair_of.__getitem__):
        numbers = list(same)
        forms = (f"{words[firsts[n] - 1].form},{words[seconds[n] - 1].form}{lists[n][0]}" for n in numbers)
        yield _Entry((keys[one], keys[other]), ";".join(forms), tuple(lists[n][1] for n in numbers))


def _lists(postings: Postings, part: Slice) -> list[tuple[str, bytes]]:
    """For each list how long it is, as a leaf writes it, and its postings."""
    documents = part.documents[1] - part.documents[0]
    ends = postings.counts.cumsum(dtype=np.int64)
    gaps = np.diff(postings.documents, prepend=-1).astype(np.int64) - 1
    begins = ends - postings.counts
    gaps[begins] = postings.documents[begins]
    values = (gaps << 2) | postings.levels
    sizes = np.searchsorted(_LIMITS, values, side="right") + 1
    written, reached = (
        _base_128(values, sizes),
        [0, *sizes.cumsum()[ends - 1].tolist()] if len(values) else [0],
    )
    lists = []
    for number, count in enumerate(postings.counts.tolist()):
        if count > ranking.COMMON * documents:
            lists.append(_bits(postings, slice(int(begins[number]), int(ends[number])), documents))
        else:
            mark = "" if count == 1 else f":{count}"
            lists.append((mark, written[reached[number] : reached[number + 1]]))
    return lists


def _bits(postings: Postings, part: slice, documents: int) -> tuple[str, bytes]:
    """A list of what is common: which documents have it, and which of those in the title."""
    there = np.zeros(documents, dtype=np.uint8)
    there[postings.documents[part]] = 1
    titles = np.packbits(postings.levels[part] > 0)
    return f"!{part.stop - part.start}", np.packbits(there).tobytes() + titles.tobytes()


def _base_128(values: Longs, sizes: Longs) -> bytes:
    ends = sizes.cumsum()
    written = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for place in range(4):
        here = sizes > place
        more = (sizes[here] > place + 1).astype(np.int64) << 7
        written[(ends - sizes)[here] + place] = ((values[here] >> (7 * place)) & 127) | more
    return written.tobytes()
