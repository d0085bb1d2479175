"""Exif and XMP, as far as they matter: how a camera was held, and whether it noted the place."""

import re
import struct
from typing import Literal

from msgspec import Struct

_ORIENTATION, _GPS = 0x0112, 0x8825  # tags
_SHORT, _LONG = 3, 4  # types
_MOST_ENTRIES = 1000  # of one directory
_ENTRY = 12  # bytes
_XMP_ORIENTATION = re.compile(rb'tiff:Orientation(?:="|>)([1-8])')
_XMP_GPS = re.compile(rb"exif:GPS(?:Latitude|Longitude|Position)")
_PREFIX = b"Exif\0\0"


class Noted(Struct, frozen=True):
    """What the metadata of a picture note.

    `orientation` is the number that Exif gives it, 1 if the picture is upright. `place`: they say where it
    was taken.
    """

    orientation: int = 1
    place: bool = False


def noted(exif: bytes, xmp: bytes) -> Noted:
    """What these metadata note. Damaged ones note nothing.

    Exif counts before XMP.
    """
    entries = _directory(exif.removeprefix(_PREFIX))
    found = _XMP_ORIENTATION.search(xmp)
    orientation = entries.get(_ORIENTATION, 0) or (int(found[1]) if found else 1)
    place = _GPS in entries or _XMP_GPS.search(xmp) is not None
    return Noted(orientation if 1 <= orientation <= 8 else 1, place)


def minimal(orientation: int) -> bytes:
    """Exif that gives the orientation and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def _directory(tiff: bytes) -> dict[int, int]:
    """The tags of the first directory with their numbers. A number of another type is 0."""
    order: Literal["big", "little"] = "big" if tiff[:2] == b"MM" else "little"
    if tiff[:4] not in (b"MM\0*", b"II*\0") or len(tiff) < 8:
        return {}
    start = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[start : start + 2], order)
    found: dict[int, int] = {}
    for number in range(min(count, _MOST_ENTRIES)):
        at = start + 2 + number * _ENTRY
        entry = tiff[at : at + _ENTRY]
        if len(entry) < _ENTRY:
            break
        size = {_SHORT: 2, _LONG: 4}.get(int.from_bytes(entry[2:4], order), 0)
        found.setdefault(int.from_bytes(entry[:2], order), int.from_bytes(entry[8 : 8 + size], order))
    return found
