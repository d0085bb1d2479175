"""The words of all documents as one stream of numbers, in scratch files: memory holds a part at a time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from generator.search.numbering import BREAK, Numbers
from generator.search.quarters import QuarterIndex
from generator.search.words import Word, word

N = TypeVar("N", np.int32, np.uint8)

_TOKENS, _FIELDS = "tokens", "fields"
_BLOCK = 4_000_000  # tokens held in memory at a time


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, sorted by key and form, and all keys, sorted. The rank of a word is its place, from 1.

    `key_of` leads from a rank to the place of its key, from 0; BREAK is rank 0, and of no key (-1).
    """

    words: tuple[Word, ...]
    keys: tuple[str, ...]
    key_of: Numbers


@dataclass(frozen=True, slots=True)
class Stream:
    """The scratch files (ranks of words, fields) and what tells their documents apart: where each begins; and
    all concepts met (rows: concept of the glossary, document, field)."""

    folder: Path
    starts: NDArray[np.int64]  # one more than there are documents
    vocabulary: Vocabulary
    concepts: Numbers

    def ranks(self) -> Numbers:
        return _mapped(self.folder / _TOKENS, np.int32)

    def fields(self) -> NDArray[np.uint8]:
        return _mapped(self.folder / _FIELDS, np.uint8)


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with TemporaryDirectory(prefix="khotin-search-") as folder:
        yield Path(folder)


class StreamWriter:
    """Takes up the quarters in their order, then hands over their stream."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tokens, self._fields = (folder / _TOKENS).open("wb"), (folder / _FIELDS).open("wb")
        self._spellings: dict[str, int] = {}
        self._lengths: list[Numbers] = [np.zeros(1, dtype=np.int32)]
        self._concepts: list[Numbers] = [np.empty((0, 3), dtype=np.int32)]
        self._documents = 0

    def take(self, quarter: QuarterIndex) -> None:
        known, words = self._spellings, quarter.words
        numbers = [known.setdefault(text, len(known) + 1) for text in words.spellings]
        self._tokens.write(np.array([BREAK, *numbers], dtype=np.int32)[words.tokens].tobytes())
        self._fields.write(words.fields.tobytes())
        self._lengths.append(words.lengths)
        self._concepts.append(quarter.concepts + np.array([0, self._documents, 0], dtype=np.int32))
        self._documents += len(words.lengths)

    def finish(self, concepts: Iterable[str]) -> Stream:
        """The stream; under the first words of these concepts something stands in the index too."""
        self._tokens.close()
        self._fields.close()
        starts = np.concatenate(self._lengths).cumsum(dtype=np.int64)
        of_spelling = [word(spelling) for spelling in self._spellings]
        vocabulary = _vocabulary(of_spelling, concepts)
        rank = {known: number for number, known in enumerate(vocabulary.words, 1)}
        self._rank(np.array([BREAK, *(rank[each] for each in of_spelling)], dtype=np.int32))
        return Stream(self._folder, starts, vocabulary, np.concatenate(self._concepts))

    def _rank(self, ranks: Numbers) -> None:
        """Writes the ranks of the words in place of the numbers of their spellings."""
        tokens = _mapped(self._folder / _TOKENS, np.int32, "r+")
        for at in range(0, len(tokens), _BLOCK):
            tokens[at : at + _BLOCK] = ranks[tokens[at : at + _BLOCK]]


def _vocabulary(words_met: Iterable[Word], concepts: Iterable[str]) -> Vocabulary:
    words = tuple(sorted(set(words_met)))
    keys = tuple(sorted({each.key for each in words} | {concept.partition(" ")[0] for concept in concepts}))
    place = {key: number for number, key in enumerate(keys)}
    return Vocabulary(words, keys, np.array([-1, *(place[each.key] for each in words)], dtype=np.int32))


def _mapped(file: Path, kind: type[N], mode: Literal["r", "r+"] = "r") -> NDArray[N]:
    """The numbers of a file; nothing can be mapped where there is nothing."""
    return np.memmap(file, dtype=kind, mode=mode) if file.stat().st_size else np.empty(0, dtype=kind)
