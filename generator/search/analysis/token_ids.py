"""Token ids: the texts of documents as one array of numbers."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.search.analysis.fields import SENTENCE_ENDS, FieldText, tokens_of, whitespace_tokens

BREAK = 0  # the id of a sentence's end

Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]


class TokenizedDocuments(Struct, frozen=True):
    """The token ids of some documents in order.

    A BREAK stands at the end of each sentence. `glued` tells of each token whether no blank stands before it
    ("14/2021/QĐ-UBND"). `fields` has the field of each token, `lengths` the number of tokens of each
    document.
    """

    tokens: Int32s
    glued: NDArray[np.bool_]
    fields: NDArray[np.uint8]
    lengths: Int32s


class Interner(dict[str, int]):
    """Numbers texts from `first` on.

    A text gets its id when it is first asked for. `texts` has all of them in the order of their ids.
    """

    def __init__(self, first: int = 0) -> None:
        self.first = first
        self.texts: list[str] = []

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self.texts) + self.first
        self.texts.append(text)
        return number

    def ids(self, texts: Sequence[str]) -> Int32s:
        """Returns the ids of texts. Raises OverflowError from 2^31 texts on."""
        return np.fromiter(map(self.__getitem__, texts), dtype=np.int32, count=len(texts))


class TokenInterner:
    """Gives tokens ids, from 1 on.

    Each text between two blanks ("Nẵng,") is tokenized once, however often it occurs.
    """

    def __init__(self) -> None:
        self._pieces = Interner()
        self._tokens = Interner(BREAK + 1)
        # The token ids of all pieces, one after the other; how many each piece has, and where they begin.
        self._inside: Int32s = np.empty(0, dtype=np.int32)
        self._counts: Int32s = np.empty(0, dtype=np.int32)
        self._begins: Int64s = np.empty(0, dtype=np.int64)

    @property
    def tokens(self) -> Sequence[str]:
        """All tokens in the order of their ids; the first has the id 1."""
        return self._tokens.texts

    @property
    def pieces(self) -> int:
        """How many texts between blanks are known."""
        return len(self._pieces)

    def tokenize(self, documents: Sequence[Sequence[FieldText]]) -> TokenizedDocuments:
        """Returns the token ids of documents, which must have equally many fields each."""
        pieces: list[int] = []
        ends = []
        for field_text in (each for texts in documents for each in texts):
            pieces += map(self._pieces.__getitem__, whitespace_tokens(field_text.text))
            pieces.append(self._pieces["\n"])
            ends.append(len(pieces))
        positions = np.array(pieces, dtype=np.int32)
        self._learn(self._pieces.texts[len(self._counts) :])
        sizes = self._counts[positions]
        reached = sizes.cumsum(dtype=np.int64)
        at = np.repeat(self._begins[positions] - (reached - sizes), sizes) + np.arange(sizes.sum())
        glued = np.ones(len(at), dtype=np.bool_)
        glued[(reached - sizes)[sizes > 0]] = False
        per_field = np.diff(reached[np.array(ends, dtype=np.int64) - 1], prepend=0)
        fields = np.array([each.field for texts in documents for each in texts], dtype=np.uint8)
        lengths = per_field.reshape(len(documents), len(documents[0]) if documents else 1).sum(axis=1)
        return TokenizedDocuments(
            self._inside[at], glued, np.repeat(fields, per_field), lengths.astype(np.int32)
        )

    def _learn(self, pieces: Sequence[str]) -> None:
        """Tokenizes new pieces."""
        tokens, sentence_ends = self._tokens, frozenset(SENTENCE_ENDS)
        inside: list[int] = []
        counts = []
        for piece in pieces:
            found = tokens_of(piece)
            inside += [BREAK if token in sentence_ends else tokens[token] for token in found]
            counts.append(len(found))
        self._inside = np.append(self._inside, np.array(inside, dtype=np.int32))
        self._counts = np.append(self._counts, np.array(counts, dtype=np.int32))
        self._begins = np.cumsum(self._counts, dtype=np.int64) - self._counts
