"""WebM: its tags are blanked in their place."""

from collections.abc import Iterator

from generator.metadata.boxes import Bytes, Patch, Patches

_START = b"\x1aE\xdf\xa3"
SEGMENT, INFO, TAGS, VOID = 0x18538067, 0x1549A966, 0x1254C367, 0xEC
_SIZE_BYTES = 8  # of the size of the empty element
_MOST = 100_000  # elements of one level


def is_webm(content: Bytes) -> bool:
    """Whether the bytes begin as WebM or Matroska."""
    return content[:4] == _START


def elements(content: Bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yields (kind, start, start of the content, end) of the elements between these places.

    An element of unknown size reaches to the end.
    """
    at = start
    for _ in range(_MOST):
        kind, inner = _number(content, at, end, marked=True)
        size, inner = _number(content, inner, end, marked=False)
        if inner <= at or inner > end:
            return
        after = end if size < 0 else inner + size
        if after > end:
            return
        yield kind, at, inner, after
        at = after


def _number(content: Bytes, at: int, end: int, *, marked: bool) -> tuple[int, int]:
    """A number of variable length, and where it ends: (0, 0) if there is none, -1 if it is unknown.

    `marked`: the bit that tells the length belongs to the number.
    """
    first = content[at] if at < end else 0
    if not first:
        return 0, 0
    length = 9 - first.bit_length()
    value = int.from_bytes(content[at : at + length], "big")
    bits = 7 * length
    if not marked:
        value &= (1 << bits) - 1
        value = -1 if value == (1 << bits) - 1 else value
    return value, at + length


def webm_patches(content: Bytes) -> Patches:
    """What blanks the tags of a film."""
    writes: list[Patch] = []
    place = False
    for kind, _, inner, end in elements(content, 0, len(content)):
        for part, start, body, after in elements(content, inner, end) if kind == SEGMENT else ():
            if part == TAGS and after - start > 1 + _SIZE_BYTES:
                size = after - start - 1 - _SIZE_BYTES
                empty = bytes([VOID]) + (size | 1 << 56).to_bytes(_SIZE_BYTES, "big") + bytes(size)
                writes.append((start, empty))
                place = place or content.find(b"LOCATION", body, after) >= 0
    return Patches(tuple(writes), place)
