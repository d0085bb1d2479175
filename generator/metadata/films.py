"""What a film says of itself: how long it is, and whether it says where it was made."""

import struct
from mmap import ACCESS_READ, mmap
from pathlib import Path

from msgspec import Struct

from generator.metadata.boxes import Bytes, Patches, boxes, is_boxed
from generator.metadata.clean import film_patches
from generator.metadata.webm import INFO, SEGMENT, elements, is_webm

_MOVIE, _HEAD = b"moov", b"mvhd"
_UNKNOWN = (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)  # lengths of films that were never finished
_SCALE, _DURATION = 0x2AD7B1, 0x4489
_NANOSECONDS = 1_000_000_000
_LONGEST = 7 * 24 * 3600  # seconds; more is damage


class FilmFacts(Struct, frozen=True):
    """What the head of a film says.

    `seconds` is its length, 0 if it is not known. `place`: it says where it was made.
    """

    seconds: int = 0
    place: bool = False


def film_facts(file: Path) -> FilmFacts:
    """The facts in the head of a film. Raises OSError."""
    with file.open("rb") as stream:
        if not file.stat().st_size:
            return FilmFacts()
        with mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
            return FilmFacts(seconds_of(content), film_patches(content).place)


def film_notes(file: Path) -> Patches:
    """The metadata of a film, which are blanked in the published copy. Raises OSError."""
    with file.open("rb") as stream:
        if not file.stat().st_size:
            return Patches()
        with mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
            return film_patches(content)


def seconds_of(content: Bytes) -> int:
    """The length of an MP4 or WebM film in whole seconds; 0 if it is not known."""
    length = _of_boxes(content) if is_boxed(content) else _of_elements(content) if is_webm(content) else 0.0
    return round(length) if 0 < length <= _LONGEST else 0


def _of_boxes(content: Bytes) -> float:
    for box in boxes(content, 0, len(content)):
        for part in boxes(content, box.inner, box.end) if box.kind == _MOVIE else ():
            if part.kind == _HEAD:
                return _of_head(content[part.inner : part.end])
    return 0.0


def _of_head(head: bytes) -> float:
    """The length that the head of an MP4 film gives."""
    wide = head[:1] == b"\1"
    at, size = (20, 8) if wide else (12, 4)
    scale = int.from_bytes(head[at : at + 4], "big")
    length = int.from_bytes(head[at + 4 : at + 4 + size], "big")
    return 0.0 if not scale or length in _UNKNOWN else length / scale


def _of_elements(content: Bytes) -> float:
    for kind, _, inner, end in elements(content, 0, len(content)):
        for part, _, body, after in elements(content, inner, end) if kind == SEGMENT else ():
            if part == INFO:
                found = {number: content[a:b] for number, _, a, b in elements(content, body, after)}
                scale = int.from_bytes(found.get(_SCALE, b""), "big") or _NANOSECONDS // 1000
                return _float(found.get(_DURATION, b"")) * scale / _NANOSECONDS
    return 0.0


def _float(content: bytes) -> float:
    form = {4: ">f", 8: ">d"}.get(len(content))
    return struct.unpack(form, content)[0] if form else 0.0
