"""Token ids: the texts of documents as one array of numbers."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.search.analysis.fields import SENTENCE_ENDS, FieldText, tokens_of
from generator.search.analysis.pieces import PieceTable, pieces_of

BREAK = 0  # the id of a sentence's end
_TOGETHER = 100  # fields are read at a time, as many as fit into the processor's cache

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

    Each piece of a text ("Nẵng, ") is tokenized once, however often it occurs.
    """

    def __init__(self) -> None:
        self._pieces = Interner()
        self._table = PieceTable()
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
        """How many pieces are known."""
        return len(self._pieces)

    def tokenize(self, documents: Sequence[Sequence[FieldText]]) -> TokenizedDocuments:
        """Returns the token ids of documents, which must have equally many fields each."""
        texts = list(chain(*documents))
        read = [self._read(texts[at : at + _TOGETHER]) for at in range(0, len(texts), _TOGETHER)]
        self._learn(self._pieces.texts[len(self._counts) :])
        pieces = np.concatenate([np.empty(0, dtype=np.int32), *(numbers for numbers, _ in read)])
        ends = np.cumsum([0, *chain(*(counts for _, counts in read))])[1:] - 1
        sizes = self._counts[pieces]
        reached = sizes.cumsum(dtype=np.int64)
        at = np.repeat(self._begins[pieces] - (reached - sizes), sizes) + np.arange(sizes.sum())
        glued = np.ones(len(at), dtype=np.bool_)
        glued[(reached - sizes)[sizes > 0]] = False
        tokens_per_field = np.diff(reached[ends], prepend=0)
        fields = np.array([each.field for each in texts], dtype=np.uint8)
        lengths = tokens_per_field.reshape(len(documents), len(documents[0]) if documents else 1).sum(axis=1)
        return TokenizedDocuments(
            self._inside[at], glued, np.repeat(fields, tokens_per_field), lengths.astype(np.int32)
        )

    def _read(self, texts: Sequence[FieldText]) -> tuple[Int32s, list[int]]:
        """Returns the numbers of the pieces of fields, and how many pieces each field has."""
        pieces = pieces_of("".join([f"{each.text}\n" for each in texts]))
        numbers, unknown = self._table.numbers(pieces.hashes)
        numbers[unknown] = self._pieces.ids(pieces.texts(unknown))
        self._table.add(pieces.hashes[unknown], numbers[unknown])
        ends = np.searchsorted(pieces.ends, np.cumsum([len(each.text) + 1 for each in texts])) + 1
        return numbers, np.diff(ends, prepend=0).tolist()

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
