"""The lexicon: what a process has learnt about spellings; each is looked at once, not once a quarter."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from generator.search.analysis.fields import FieldText
from generator.search.analysis.synonyms import (
    NO_UNITS,
    Readings,
    SynonymGroups,
    Trie,
    load_glossary,
    readings,
    unit_row,
)
from generator.search.analysis.terms import word
from generator.search.analysis.token_ids import BREAK, Interner, Numbers, TermInterner, TokenizedDocuments
from generator.search.quarters.term_hashes import Marks, hash_of

_MANY = 400_000  # chunks of text: what remembers more begins anew


class _Hashes(dict[str, int]):
    """The hashes of texts, each made when it is first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = hashed = hash_of(text)
        return hashed


class Lexicon:
    """Spellings, the word that each is, and what it can be in the glossary. Its numbers are its own: they
    depend on what it has read."""

    def __init__(self, synonyms: SynonymGroups) -> None:
        self.trie: Trie = load_glossary(synonyms).trie
        self._spellings = TermInterner()
        self._words = Interner(BREAK + 1)
        self._hashes = _Hashes()
        self.word_of: Numbers = np.array([BREAK], dtype=np.int32)  # by spelling
        self.readings: Readings = readings(self.trie, [NO_UNITS])  # by spelling

    def in_order(self, words: Iterable[int]) -> tuple[list[str], Numbers]:
        """Words by their numbers, as they are `written` and sorted so, and their numbers in this order."""
        written = self._words.texts
        texts = sorted([written[number - 1] for number in words])
        return texts, self._words.numbers(texts)

    def hashes(self, written: Sequence[str]) -> Marks:
        """The hashes of words as they are `written`."""
        return np.fromiter(map(self._hashes.__getitem__, written), np.uint64, len(written))

    @property
    def full(self) -> bool:
        return self._spellings.remembered > _MANY

    def number(self, documents: Sequence[Sequence[FieldText]]) -> TokenizedDocuments:
        """The spellings of documents as numbers."""
        numbered = self._spellings.number(documents)
        fresh = self._spellings.texts[len(self.word_of) - 1 :]
        if fresh:
            words = self._words.numbers([word(text).written for text in fresh])
            rows = [unit_row(self.trie, text) for text in fresh]
            self.word_of = np.concatenate([self.word_of, words])
            self.readings = self.readings.and_those(readings(self.trie, rows))
        return numbered


def lexicon(synonyms: SynonymGroups) -> Lexicon:
    """The lexicon of this process."""
    if _known(synonyms).full:
        _known.cache_clear()
    return _known(synonyms)


@lru_cache(maxsize=1)
def _known(synonyms: SynonymGroups) -> Lexicon:
    return Lexicon(synonyms)
