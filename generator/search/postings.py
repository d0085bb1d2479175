"""Postings: which documents have a word, or two words side by side, and how much they are about it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.search import ranking
from generator.search.numbering import BREAK, Numbers
from generator.search.stream import Stream
from generator.search.texts import Field

Longs = NDArray[np.int64]

_BLOCK = 4_000_000  # tokens looked at in one go
_DOCUMENT_BITS, _FIELD_BITS, _SECOND_BITS = 22, 3, 20
_SECOND = ((1 << _SECOND_BITS) - 1) << _DOCUMENT_BITS  # where a posting has the second word of a pair


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the work: the documents first to last (exclusive), the words whose keys lie in a range."""

    documents: tuple[int, int]
    keys: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Postings:
    """Lists of postings, one after the other.

    List n is that of `first[n]` and `second[n]` (ranks of words; second 0: the first word alone); it has
    `counts[n]` postings; `documents` counts from the slice's first document; `levels` see `ranking.LEVELS`.
    """

    first: Numbers
    second: Numbers
    counts: Numbers
    documents: Numbers
    levels: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """Where the words of a slice stand: word, the word after it (or BREAK), document, field."""

    word: Longs
    after: Longs
    document: Longs
    field: Longs


def word_postings(stream: Stream, part: Slice, found: "_Occurrences") -> Postings:
    """The postings of the single words."""
    return _gathered(stream, part, found.word, np.zeros_like(found.word), found.document, found.field)


def pair_postings(stream: Stream, part: Slice, found: "_Occurrences") -> Postings:
    """The postings of the pairs of neighbours whose first word is in the slice."""
    joined = found.after != BREAK
    return _gathered(
        stream, part, found.word[joined], found.after[joined], found.document[joined], found.field[joined]
    )


def concept_postings(stream: Stream, part: Slice, number: int) -> Postings:
    """The postings of one concept, as a list of the word 0."""
    rows = stream.concepts[stream.concepts[:, 0] == number].astype(np.int64)
    begin, end = part.documents
    rows = rows[(rows[:, 1] >= begin) & (rows[:, 1] < end)]
    nothing = np.zeros(len(rows), dtype=np.int64)
    return _gathered(stream, part, nothing, nothing, rows[:, 1] - begin, rows[:, 2])


def occurrences(stream: Stream, part: Slice) -> _Occurrences:
    """All places of the slice's words, block by block, so that memory holds no more than they need."""
    blocks = list(_blocks(stream, part))
    return _Occurrences(*(np.concatenate(columns) for columns in zip(*blocks, strict=True)))


def _blocks(stream: Stream, part: Slice) -> Iterator[tuple[Longs, Longs, Longs, Longs]]:
    vocabulary = stream.vocabulary
    stream_ranks, fields = stream.ranks(), stream.fields()
    begin, end = (int(stream.starts[document]) for document in part.documents)
    low, high = np.searchsorted(vocabulary.key_of[1:], part.keys) + 1
    yield (np.empty(0, dtype=np.int64),) * 4
    for at in range(begin, end, _BLOCK):
        until = min(at + _BLOCK, end)
        # Every document ends with a break, so that the word after the last one is never another's.
        ranks = np.asarray(stream_ranks[at : min(until + 1, end)])
        places = np.flatnonzero((ranks[: until - at] >= low) & (ranks[: until - at] < high))
        owners = np.searchsorted(stream.starts, places + at, side="right") - 1 - part.documents[0]
        yield (
            ranks[places].astype(np.int64),
            ranks[places + 1].astype(np.int64),
            owners,
            fields[places + at].astype(np.int64),
        )


def _gathered(
    stream: Stream, part: Slice, first: Longs, second: Longs, document: Longs, field: Longs
) -> Postings:
    """One posting for each list and document, from all occurrences."""
    base = int(first.min()) if len(first) else 0
    code = first - base
    for value, bits in ((second, _SECOND_BITS), (document, _DOCUMENT_BITS), (field, _FIELD_BITS)):
        code = (code << bits) | value
    code.sort()
    posting = code >> _FIELD_BITS
    starts = _starts(posting)
    fields = (code & ((1 << _FIELD_BITS) - 1)).astype(np.uint8)
    seen = np.bitwise_or.reduceat(np.left_shift(1, fields), starts) if len(starts) else fields
    body = (fields == Field.BODY).astype(np.int32)
    in_body = np.add.reduceat(body, starts) if len(starts) else body
    posting = posting[starts]
    documents = (posting & ((1 << _DOCUMENT_BITS) - 1)).astype(np.int32)
    lists = posting >> _DOCUMENT_BITS
    begins = _starts(lists)
    counts = np.diff(np.append(begins, len(lists)))
    lengths = np.diff(stream.starts[part.documents[0] : part.documents[1] + 1])
    levels = _levels(seen, in_body, lengths[documents])
    share = np.repeat(counts / len(lengths), counts)
    untold = (levels < len(ranking.LEVELS) - 1) | (posting & _SECOND != 0) | (share > ranking.EVERYWHERE)
    levels[(share > ranking.COMMON) & untold] = 0
    return Postings(
        first=((lists[begins] >> _SECOND_BITS) + base).astype(np.int32),
        second=(lists[begins] & ((1 << _SECOND_BITS) - 1)).astype(np.int32),
        counts=counts.astype(np.int32),
        documents=documents,
        levels=levels,
    )


def _starts(values: Longs) -> Longs:
    """Where runs of equal values begin in sorted values."""
    return np.flatnonzero(np.append(True, values[1:] != values[:-1])) if len(values) else values


def _levels(seen: NDArray[np.uint8], in_body: Numbers, length: Longs) -> NDArray[np.uint8]:
    """The impact of each posting, as the nearest of the levels: see `ranking`."""
    limits = np.array(ranking.LEVELS)
    middles = (limits[1:] + limits[:-1]) / 2
    weights = (
        (Field.TITLE, ranking.TITLE),
        (Field.LEAD, ranking.LEAD),
        (Field.NAMES, ranking.NAMES),
        (Field.REMOTE, ranking.REMOTE),
    )
    impact = sum(
        (weight * ((seen >> field) & 1) for field, weight in weights),
        start=np.full(len(seen), ranking.PRESENT),
    )
    slowness = ranking.K * (1 - ranking.B + ranking.B * length / ranking.PIVOT)
    impact = impact + ranking.BODY * in_body / (in_body + slowness)
    total = ranking.PRESENT + ranking.BODY + sum(weight for _, weight in weights)
    return np.searchsorted(middles, impact / total).astype(np.uint8)
