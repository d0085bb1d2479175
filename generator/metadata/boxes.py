"""AVIF and MP4: boxes with metadata are blanked in their place, so that no offset changes."""

from collections.abc import Iterator, Mapping, Sequence
from mmap import mmap

from msgspec import Struct

from generator.metadata.exif import noted

Bytes = bytes | mmap
# Where to write over a file, and what.
Patch = tuple[int, bytes]

_FULL = 4  # bytes of version and flags before the content of some boxes
_NOTES = frozenset((b"udta", b"uuid", b"free", b"skip"))
_MOVIE, _TRACK, _META = b"moov", b"trak", b"meta"
_PLACES = (b"\xa9xyz", b"loci", b"location.ISO6709", b"exif:GPS")
_EMPTY_EXIF = bytes(4) + b"MM\0*" + (8).to_bytes(4, "big") + bytes(6)
_MOST = 10_000  # boxes of one level, and items


class Box(Struct, frozen=True):
    """A box: its kind, where its header, its content and the next box begin."""

    kind: bytes
    start: int
    inner: int
    end: int


class Patches(Struct, frozen=True):
    """What to write over a file. `place`: it says where the file was made."""

    writes: Sequence[Patch] = ()
    place: bool = False


def is_boxed(content: Bytes) -> bool:
    """Whether the bytes begin as a file of boxes."""
    return content[4:8] == b"ftyp"


def boxes(content: Bytes, start: int, end: int) -> Iterator[Box]:
    """Yields the boxes between these places. It stops at one that is damaged."""
    at = start
    for _ in range(_MOST):
        if at + 8 > end:
            return
        size, inner = int.from_bytes(content[at : at + 4], "big"), at + 8
        if size == 1:
            size, inner = int.from_bytes(content[at + 8 : at + 16], "big"), at + 16
        after = end if size == 0 else at + size
        if after < inner or after > end:
            return
        yield Box(content[at + 4 : at + 8], at, inner, after)
        at = after


def patches(content: Bytes) -> Patches:
    """What blanks the metadata of an AVIF picture or an MP4 film."""
    writes: list[Patch] = []
    places: list[bool] = []
    for box in boxes(content, 0, len(content)):
        if box.kind == _META:
            for at, size, exif in _items(content, box):
                note = content[at : at + size]
                places.append(_gps(note) if exif else _names_a_place(note, 0, size))
                writes.append((at, (_EMPTY_EXIF if exif else b"")[:size].ljust(size, b"\0")))
        elif box.kind in _NOTES:
            places.append(_blank(content, box, writes))
        elif box.kind == _MOVIE:
            for part in boxes(content, box.inner, box.end):
                places += _blank_notes(content, part, writes)
    return Patches(tuple(writes), any(places))


def _blank_notes(content: Bytes, part: Box, writes: list[Patch]) -> Iterator[bool]:
    """Blanks the notes of a part of a film. Yields for each whether it names a place."""
    if part.kind in _NOTES or part.kind == _META:
        yield _blank(content, part, writes)
    elif part.kind == _TRACK:
        for inner in boxes(content, part.inner, part.end):
            if inner.kind in _NOTES or inner.kind == _META:
                yield _blank(content, inner, writes)


def _blank(content: Bytes, box: Box, writes: list[Patch]) -> bool:
    """Blanks a box. Returns whether it names a place."""
    writes.append((box.start + 4, b"free"))
    if any(content[box.inner : box.end]):
        writes.append((box.inner, bytes(box.end - box.inner)))
    return _names_a_place(content, box.inner, box.end)


def _names_a_place(content: Bytes, start: int, end: int) -> bool:
    return any(content.find(word, start, end) >= 0 for word in _PLACES)


def _gps(exif: bytes) -> bool:
    return noted(exif[4 + int.from_bytes(exif[:4], "big") :], b"").place


# --- items of a picture -----------------------------------------------------------------------------------


def _items(content: Bytes, meta: Box) -> Iterator[tuple[int, int, bool]]:
    """Yields (start, bytes, whether it is Exif) of the metadata among the items."""
    parts = {box.kind: box for box in boxes(content, meta.inner + _FULL, meta.end)}
    if b"iinf" not in parts or b"iloc" not in parts:
        return
    kinds = dict(_kinds(content, parts[b"iinf"]))
    places = _Numbers(content, parts[b"iloc"].inner, parts[b"iloc"].end)
    within = parts[b"idat"].inner if b"idat" in parts else len(content)
    for number, start, size in _extents(places, within):
        if kinds.get(number) in (b"Exif", b"mime") and start + size <= len(content):
            yield start, size, kinds[number] == b"Exif"


def _kinds(content: Bytes, box: Box) -> Iterator[tuple[int, bytes]]:
    """Yields (number, kind) of the items that are described."""
    entries = box.inner + _FULL + (2 if content[box.inner : box.inner + 1] == b"\0" else 4)
    for entry in boxes(content, entries, box.end):
        at = entry.inner + _FULL
        wide = 4 if content[entry.inner : entry.inner + 1] == b"\3" else 2
        yield int.from_bytes(content[at : at + wide], "big"), content[at + wide + 2 : at + wide + 6]


class _Numbers:
    """Reads numbers one after another. Past the end they are 0."""

    def __init__(self, content: Bytes, at: int, end: int) -> None:
        self._content, self._at, self._end = content, at, end

    def number(self, size: int) -> int:
        part = self._content[self._at : min(self._at + size, self._end)]
        self._at += size
        return int.from_bytes(part, "big")

    def is_over(self) -> bool:
        return self._at >= self._end


def _extents(reader: _Numbers, within: int) -> Iterator[tuple[int, int, int]]:
    """Yields (number of the item, start, bytes) of all extents.

    `within` is where the box idat begins.
    """
    version = reader.number(1)
    reader.number(3)
    sizes, more = reader.number(1), reader.number(1)
    width: Mapping[str, int] = {
        "offset": sizes >> 4,
        "length": sizes & 15,
        "base": more >> 4,
        "index": more & 15 if version else 0,
    }
    wide = 4 if version > 1 else 2
    for _ in range(min(reader.number(wide), _MOST)):
        item = reader.number(wide)
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        base = reader.number(width["base"])
        for _ in range(min(reader.number(2), _MOST)):
            reader.number(width["index"])
            offset, length = reader.number(width["offset"]), reader.number(width["length"])
            if method < 2 and length:
                yield item, base + offset + (within if method else 0), length
            if reader.is_over():
                return
