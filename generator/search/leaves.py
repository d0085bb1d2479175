"""Leaves: the files that hold the postings, each of a range of keys.

The keys of the index are words ("hoa"), pairs ("hoa binh") and concepts ("khoa #1"), in this order of their
code points, so that what begins with a word stands together. A leaf is a text and, after a zero byte, its
postings. The text has a line for each key: a pair or a concept begins with a space in place of its first
word, which the nearest line above without a space names. After a tab follow the lists of the key's forms,
"2:79;5" for a list of 79 postings of form 2 and one of a single posting of form 5; a pair's form is "2,2".
A posting is a number in base 128, the lowest seven bits first, the high bit set where more follow: its three
lowest bits are the impact, the others the documents left out since the posting before.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from generator.model import Rendered
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
    """A file of the index: its first key, its name and itself."""

    first_key: str
    name: str
    file: Rendered


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of the index, (word, rest), its line after the key, and its postings."""

    key: tuple[str, str]
    forms: str
    postings: bytes

    @property
    def size(self) -> int:
        return len(self.key[1]) + len(self.forms) + len(self.postings) + 2


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
    content = "\n".join(lines).encode() + b"\0" + b"".join(entry.postings for entry in entries)
    name = named_by_content(content)
    return Leaf(" ".join(filter(None, entries[0].key)), name, envelope(name, content))


# --- entries ----------------------------------------------------------------------------------------------


def _entries(stream: Stream, concepts: tuple[str, ...], part: Slice) -> Iterator[_Entry]:
    found = occurrences(stream, part)
    yield from _word_entries(stream, word_postings(stream, part, found))
    yield from _pair_entries(stream, pair_postings(stream, part, found))
    wanted = frozenset(stream.vocabulary.keys[part.keys[0] : part.keys[1]])
    for number, name in enumerate(concepts):
        key, _, rest = name.partition(" ")
        postings = concept_postings(stream, part, number) if key in wanted else None
        if postings is not None and len(postings.counts):
            count = int(postings.counts[0])
            yield _Entry((key, rest), _form("", count), _encoded(postings)[0])


def _word_entries(stream: Stream, postings: Postings) -> Iterator[_Entry]:
    words = stream.vocabulary.words
    data, ends = _encoded(postings)
    rows = zip(postings.first.tolist(), postings.counts.tolist(), [0, *ends], ends, strict=False)
    for key, same in groupby(rows, key=lambda row: words[row[0] - 1].key):
        lists = list(same)
        forms = ";".join(_form(words[rank - 1].form, count) for rank, count, _, _ in lists)
        yield _Entry((key, ""), forms, data[lists[0][2] : lists[-1][3]])


def _pair_entries(stream: Stream, postings: Postings) -> Iterator[_Entry]:
    """The pairs, grouped by their keys: the lists come by words, whose order is by keys and then by forms."""
    vocabulary = stream.vocabulary
    keys, words = vocabulary.keys, vocabulary.words
    data, ends = _encoded(postings)
    starts = [0, *ends]
    first, second = vocabulary.key_of[postings.first], vocabulary.key_of[postings.second]
    order = np.lexsort((postings.second, postings.first, second, first)).tolist()
    firsts, seconds, counts = postings.first.tolist(), postings.second.tolist(), postings.counts.tolist()
    pair_of = list(zip(first.tolist(), second.tolist(), strict=True))
    for (one, other), same in groupby(order, key=pair_of.__getitem__):
        lists = list(same)
        forms = ";".join(
            _form(f"{words[firsts[n] - 1].form},{words[seconds[n] - 1].form}", counts[n]) for n in lists
        )
        yield _Entry((keys[one], keys[other]), forms, b"".join([data[starts[n] : ends[n]] for n in lists]))


def _form(form: str, count: int) -> str:
    return form if count == 1 else f"{form}:{count}"


def _encoded(postings: Postings) -> tuple[bytes, list[int]]:
    """The postings of all lists as bytes, and where each list ends in them."""
    list_ends = postings.counts.cumsum(dtype=np.int64)
    gaps = np.diff(postings.documents, prepend=-1).astype(np.int64) - 1
    begins = list_ends - postings.counts
    gaps[begins] = postings.documents[begins]
    values = (gaps << 3) | postings.levels
    sizes = np.searchsorted(_LIMITS, values, side="right") + 1
    return _base_128(values, sizes), sizes.cumsum()[list_ends - 1].tolist() if len(values) else []


def _base_128(values: Longs, sizes: Longs) -> bytes:
    ends = sizes.cumsum()
    written = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for place in range(4):
        here = sizes > place
        more = (sizes[here] > place + 1).astype(np.int64) << 7
        written[(ends - sizes)[here] + place] = ((values[here] >> (7 * place)) & 127) | more
    return written.tobytes()
