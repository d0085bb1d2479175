"""The place of a line: a hash of the elements around it, by their names.

Two pages of one template have equal places, whatever their number of paragraphs.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

_MASK = (1 << 64) - 1
_PRIME = 0x100000001B3
_NUMBER = re.compile(r"(?:^|[-_])(?=[0-9a-f]*\d)(?:\d{2,}|[0-9a-f]{6,})(?=$|[-_])|\d{3,}", re.IGNORECASE)

_DIGITS = re.compile(r"\d+")


def place_within(outer: int, tag: str, attributes: Mapping[str, str | None]) -> int:
    """Returns the place inside an element at a place."""
    return _joined(outer, tag, attributes.get("class") or "", attributes.get("id") or "")


def text_hash(text: str) -> int:
    """Returns a hash of a text, whatever its spaces."""
    return _hash(" ".join(text.split()))


def combined(place: int, other: int) -> int:
    """Returns one hash of two."""
    return ((place * _PRIME) ^ other) & _MASK


def shared_place(places: Sequence[tuple[int, ...]]) -> int:
    """Returns the place of the innermost element around all pieces of a line.

    `places`: for each piece the places of the elements around it, outermost first.
    """
    first = places[0]
    if all(other == first for other in places[1:]):
        return first[-1] if first else 0
    depth = min(map(len, places))
    same = next((i for i in range(depth) if any(other[i] != first[i] for other in places)), depth)
    return first[same - 1] if same else 0


def slot_of(place: int, heading: int, strong: bool) -> int:
    """Returns the hash of a place and of the form of the line there."""
    return combined(place, heading * 2 + strong)


@lru_cache(maxsize=16384)
def _joined(outer: int, tag: str, classes: str, identifier: str) -> int:
    return combined(outer, _hash(f"{tag}.{_first_name(classes)}#{_DIGITS.sub('', _first_name(identifier))}"))


def _first_name(names: str) -> str:
    """Returns the first name without the numbers of articles and web parts."""
    for name in names.split():
        bare = _NUMBER.sub("", name)
        if bare:
            return bare
    return ""


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
