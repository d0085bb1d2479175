"""Words as numbers: what the documents of a quarter say, as one array."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from generator.search.texts import SENTENCE_ENDS, Part, chunks_of, tokens_of

BREAK = 0  # stands between sentences, where words have their numbers

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The words of some documents: `spellings`, the first of them number 1; `tokens`, all of them in their
    order, with a BREAK at each sentence's end; the field of each; the number of tokens of each document."""

    spellings: tuple[str, ...]
    tokens: Numbers
    fields: NDArray[np.uint8]
    lengths: Numbers


class _Numbers(dict[str, int]):
    """The number of each text, from 0, in the order in which they are first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def number_words(documents: Sequence[Sequence[Part]]) -> Numbered:
    """The words of documents that have the same number of parts each.

    What stands between blanks ("Nẵng,") is taken apart once, however often it occurs.
    """
    chunks = _Numbers()
    stream: list[int] = []
    ends = []
    for part in (part for parts in documents for part in parts):
        stream += map(chunks.__getitem__, chunks_of(part.text))
        stream.append(chunks["\n"])
        ends.append(len(stream))
    spellings, inside, counts = _taken_apart(chunks)
    places = np.array(stream, dtype=np.int32)
    sizes = counts[places]
    reached = sizes.cumsum()
    begins = counts.cumsum() - counts
    tokens = inside[np.repeat(begins[places] - (reached - sizes), sizes) + np.arange(reached[-1])]
    per_part = np.diff(reached[np.array(ends) - 1], prepend=0)
    fields = np.array([part.field for parts in documents for part in parts], dtype=np.uint8)
    lengths = per_part.reshape(len(documents), -1).sum(axis=1, dtype=np.int32)
    return Numbered(spellings, tokens, np.repeat(fields, per_part), lengths)


_tokens = lru_cache(maxsize=200_000)(tokens_of)


def _taken_apart(chunks: Iterable[str]) -> tuple[tuple[str, ...], Numbers, Numbers]:
    """The spellings in the chunks; the numbers of all chunks' words, and how many each chunk has."""
    numbers = dict.fromkeys(SENTENCE_ENDS, BREAK)
    words: dict[str, int] = {}
    inside: list[int] = []
    counts = []
    for chunk in chunks:
        found = _tokens(chunk)
        inside += [
            numbers[token] if token in numbers else words.setdefault(token, len(words) + 1) for token in found
        ]
        counts.append(len(found))
    return tuple(words), np.array(inside, dtype=np.int32), np.array(counts, dtype=np.int32)
