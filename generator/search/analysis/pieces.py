"""Pieces: the words of a text, each with what stands around it up to the next blank ("Nẵng, ").

They are found by their hashes, because an object of Python for each word of an archive takes long to make.
"""

from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.search.analysis.hashes import GOLDEN, Hashes

_BLANK, _LINE_BREAK = ord(" "), ord("\n")
_SLOT_BITS = 20  # of the table
_INVERSE = np.uint64(pow(int(GOLDEN), -1, 1 << 64))
_SHORT = 1 << 16  # characters


class Pieces(Struct, frozen=True):
    """The pieces of a text in order. Each ends before `ends`, with a blank or a line break."""

    text: str
    ends: NDArray[np.int64]
    hashes: Hashes

    def texts(self, numbers: NDArray[np.int64]) -> list[str]:
        """Returns the texts of some pieces."""
        begins = np.append(0, self.ends[:-1])
        spans = zip(begins[numbers].tolist(), self.ends[numbers].tolist(), strict=True)
        return [self.text[begin:end] for begin, end in spans]


def pieces_of(text: str) -> Pieces:
    """Cuts a text behind each blank and line break. It must end with a line break.

    The hash of a piece is the sum of its characters, each times a power of GOLDEN. Those of all pieces are
    the differences between sums over the whole text, made independent of where the piece stands.
    """
    characters = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    powers, inverses = _powers(max(_SHORT, 1 << len(text).bit_length()))
    sums = characters.astype(np.uint64)
    sums *= powers[: len(sums)]
    sums.cumsum(out=sums)
    last = np.flatnonzero((characters == _BLANK) | (characters == _LINE_BREAK))
    begins = np.append(0, last[:-1] + 1)
    return Pieces(text, last + 1, np.diff(sums[last], prepend=np.uint64(0)) * inverses[begins])


@lru_cache(maxsize=2)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """Returns powers of GOLDEN from the first on, and of its inverse from 1 on."""
    powers = np.full(count, GOLDEN).cumprod()
    return powers, np.append(np.uint64(1), np.full(count - 1, _INVERSE)).cumprod()


class PieceTable:
    """The numbers of known pieces by hash. Of two pieces in one slot it keeps the first."""

    def __init__(self) -> None:
        self._hashes: Hashes = np.zeros(1 << _SLOT_BITS, dtype=np.uint64)
        self._numbers: NDArray[np.int32] = np.zeros(1 << _SLOT_BITS, dtype=np.int32)

    def numbers(self, hashes: Hashes) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Returns the number of each piece, and the positions of unknown ones."""
        slots = _slots(hashes)
        return self._numbers[slots], np.flatnonzero(self._hashes[slots] != hashes)

    def add(self, hashes: Hashes, numbers: NDArray[np.int32]) -> None:
        """Adds pieces where the slot is free."""
        slots = _slots(hashes)
        free = self._hashes[slots] == 0
        self._hashes[slots[free]] = hashes[free]
        self._numbers[slots[free]] = numbers[free]


def _slots(hashes: Hashes) -> NDArray[np.int64]:
    return (hashes >> np.uint64(64 - _SLOT_BITS)).astype(np.int64)
