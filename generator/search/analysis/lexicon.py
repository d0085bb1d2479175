"""The lexicon: the term and the units of each token, kept by a process from quarter to quarter."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from generator.search.analysis.fields import FieldText
from generator.search.analysis.hashes import Hashes, text_hash
from generator.search.analysis.runs import shape_of, tail_text
from generator.search.analysis.synonyms import (
    NO_UNITS,
    SynonymGroups,
    TokenUnits,
    Trie,
    load_synonyms,
    token_units,
    unit_ids,
)
from generator.search.analysis.terms import term_of
from generator.search.analysis.token_ids import BREAK, Int32s, Interner, TokenInterner, TokenizedDocuments

_MAX_PIECES = 400_000  # texts between blanks; a lexicon that has more is thrown away


class _TextHashes(dict[str, int]):
    """The hashes of texts, computed when first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = hashed = text_hash(text)
        return hashed


class _TailIds(dict[tuple[int, ...], int]):
    """The ids of the tails of runs among those of terms: see `runs`. A tail is the ids of its terms."""

    def __init__(self, terms: Interner) -> None:
        self._terms = terms

    def __missing__(self, tail: tuple[int, ...]) -> int:
        known = self._terms.texts
        self[tail] = number = self._terms[tail_text([known[each - 1] for each in tail])]
        return number


class Lexicon:
    """The tokens that a process has read, with the term and the units of each.

    The ids of tokens and terms depend on what was read before. They must not leave the process.
    """

    def __init__(self, synonyms: SynonymGroups) -> None:
        self.trie: Trie = load_synonyms(synonyms).trie
        self._tokens = TokenInterner()
        self._terms = Interner(BREAK + 1)
        self._tails = _TailIds(self._terms)
        self._hashes = _TextHashes()
        self.term_ids: Int32s = np.array([BREAK], dtype=np.int32)  # by token id
        self.units: TokenUnits = token_units(self.trie, [NO_UNITS])  # by token id
        self.shapes: NDArray[np.uint8] = np.zeros(1, dtype=np.uint8)  # by token id: see `runs`

    def sorted_terms(self, ids: Iterable[int]) -> tuple[list[str], Int32s]:
        """Returns the texts of terms in their order, and the ids in this order."""
        known = self._terms.texts
        texts = sorted([known[number - 1] for number in ids])
        return texts, self._terms.ids(texts)

    def tail_ids(self, tails: Sequence[tuple[int, ...]]) -> Int32s:
        """Returns the ids of the tails of runs. A tail is the ids of its terms: see `runs`."""
        return np.fromiter(map(self._tails.__getitem__, tails), np.int32, len(tails))

    def hashes(self, terms: Sequence[str]) -> Hashes:
        """Returns the hashes of the texts of terms."""
        return np.fromiter(map(self._hashes.__getitem__, terms), np.uint64, len(terms))

    @property
    def full(self) -> bool:
        return self._tokens.pieces > _MAX_PIECES

    def tokenize(self, documents: Sequence[Sequence[FieldText]]) -> TokenizedDocuments:
        """Returns the token ids of documents."""
        tokenized = self._tokens.tokenize(documents)
        added = self._tokens.tokens[len(self.term_ids) - 1 :]
        if added:
            terms = self._terms.ids([term_of(token).text for token in added])
            rows = [unit_ids(self.trie, token) for token in added]
            self.term_ids = np.concatenate([self.term_ids, terms])
            self.shapes = np.concatenate(
                [self.shapes, np.array([shape_of(token) for token in added], np.uint8)]
            )
            self.units = self.units.extended(token_units(self.trie, rows))
        return tokenized


def lexicon_of(synonyms: SynonymGroups) -> Lexicon:
    """Returns the lexicon of this process; an empty one if the last is full."""
    if _cached(synonyms).full:
        _cached.cache_clear()
    return _cached(synonyms)


@lru_cache(maxsize=1)
def _cached(synonyms: SynonymGroups) -> Lexicon:
    return Lexicon(synonyms)
