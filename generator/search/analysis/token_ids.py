"""Words as numbers: what documents say, as one array."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.search.analysis.fields import SENTENCE_ENDS, FieldText, chunks_of, tokens_of

BREAK = 0  # stands between sentences, where words have their numbers

Numbers = NDArray[np.int32]

_NONE = np.empty(0, dtype=np.int32)


class TokenizedDocuments(Struct, frozen=True):
    """The words of some documents: the numbers of all their spellings in their order, with a BREAK at each
    sentence's end; the field of each; the number of tokens of each document."""

    tokens: Numbers
    fields: NDArray[np.uint8]
    lengths: Numbers


class Interner(dict[str, int]):
    """Texts numbered from `first` on, as they are first asked for; `texts` has them all."""

    def __init__(self, first: int = 0) -> None:
        self.first = first
        self.texts: list[str] = []

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self.texts) + self.first
        self.texts.append(text)
        return number

    def numbers(self, texts: Sequence[str]) -> Numbers:
        return np.fromiter(map(self.__getitem__, texts), dtype=np.int32, count=len(texts))


class TermInterner:
    """The spellings of words, numbered from 1 as they are met.

    What stands between blanks ("Nẵng,") is taken apart once, however often it occurs.
    """

    def __init__(self) -> None:
        self._chunks = Interner()
        self._words = Interner(BREAK + 1)
        self._inside, self._counts, self._begins = _NONE, _NONE, _NONE

    @property
    def texts(self) -> Sequence[str]:
        """All spellings met: the first is number 1."""
        return self._words.texts

    @property
    def remembered(self) -> int:
        return len(self._chunks)

    def number(self, documents: Sequence[Sequence[FieldText]]) -> TokenizedDocuments:
        """The words of documents that have the same number of parts each."""
        chunks: list[int] = []
        ends = []
        for part in (part for parts in documents for part in parts):
            chunks += map(self._chunks.__getitem__, chunks_of(part.text))
            chunks.append(self._chunks["\n"])
            ends.append(len(chunks))
        places = np.array(chunks, dtype=np.int32)
        self._take_apart(self._chunks.texts[len(self._counts) :])
        sizes = self._counts[places]
        reached = sizes.cumsum()
        at = np.repeat(self._begins[places] - (reached - sizes), sizes) + np.arange(sizes.sum())
        per_part = np.diff(reached[np.array(ends, dtype=np.int64) - 1], prepend=0)
        fields = np.array([part.field for parts in documents for part in parts], dtype=np.uint8)
        lengths = per_part.reshape(len(documents), len(documents[0]) if documents else 1).sum(axis=1)
        return TokenizedDocuments(self._inside[at], np.repeat(fields, per_part), lengths.astype(np.int32))

    def _take_apart(self, chunks: Sequence[str]) -> None:
        """Learns which words new chunks have."""
        numbers, ends = self._words, frozenset(SENTENCE_ENDS)
        inside: list[int] = []
        counts = []
        for chunk in chunks:
            found = tokens_of(chunk)
            inside += [BREAK if token in ends else numbers[token] for token in found]
            counts.append(len(found))
        self._inside = np.append(self._inside, np.array(inside, dtype=np.int32))
        self._counts = np.append(self._counts, np.array(counts, dtype=np.int32))
        self._begins = self._counts.cumsum(dtype=np.int32) - self._counts
