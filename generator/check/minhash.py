"""MinHash signatures: hashes that estimate how many shingles two texts share.

The share of equal values in two signatures estimates the Jaccard similarity of their shingles of four words
(A. Broder, "On the resemblance and containment of documents", 1997). A text has the same signature on every
machine.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from generator.model.content import BodyParts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE = 96  # hash values in a signature
SHINGLE = 4  # words in a shingle
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+")


def words_of(body: BodyParts) -> list[str]:
    """The words of a rendered body, in lower case."""
    return _WORD.findall(unescape(_TAG.sub(" ", body.html())).casefold())


def signature(words: Sequence[str]) -> bytes:
    """MinHash signature of a text; b"" if the text is shorter than a shingle."""
    import numpy as np

    shingles = shingles_of(words)
    if not len(shingles):
        return b""
    factors, addends = _functions()
    hashes = factors[:, None] * shingles
    hashes += addends[:, None]
    return bytes((hashes.min(axis=1) >> np.uint64(32)).astype("<u4").tobytes())


def shingles_of(words: Sequence[str]) -> "NDArray[np.uint64]":
    """Hashes of the text's shingles, sorted and without repeats."""
    import numpy as np

    numbers = np.array([_number(word) for word in words], dtype=np.uint64)
    count = len(numbers) - SHINGLE + 1
    if count < 1:
        return numbers[:0]
    mixed = np.zeros(count, dtype=np.uint64)
    for at in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + numbers[at : at + count]
    mixed ^= mixed >> np.uint64(31)
    return np.unique(mixed * np.uint64(0xD6E8FEB86659FD93))


def jaccard_similarity(one: "NDArray[np.uint64]", other: "NDArray[np.uint64]") -> float:
    """Jaccard similarity of two sets of shingles: 0 to 1."""
    import numpy as np

    shared = len(np.intersect1d(one, other, assume_unique=True))
    together = len(one) + len(other) - shared
    return shared / together if together else 0.0


@lru_cache(maxsize=65536)
def _number(word: str) -> int:
    """64-bit hash of a word."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def _functions() -> "tuple[NDArray[np.uint64], NDArray[np.uint64]]":
    """Multipliers (odd) and addends of the hash functions."""
    import numpy as np

    drawn = [_number(f"{name} {at}") for at in range(SIZE) for name in ("factor", "addend")]
    factors = np.array([number | 1 for number in drawn[::2]], dtype=np.uint64)
    return factors, np.array(drawn[1::2], dtype=np.uint64)
