"""JPEG without metadata: only the segments that a picture is decoded with are kept.

Their bytes and those of the scans stay as they are. Comments, Exif, XMP, IPTC, notes of makers, thumbnails
and whatever follows the picture are left out.
"""

import re
from collections.abc import Iterator

from generator.metadata.cleaned import Cleaned
from generator.metadata.exif import minimal, noted

START = b"\xff\xd8\xff"
_SOI, _EOI, _SOS, _APP1 = 0xD8, 0xD9, 0xDA, 0xE1
_JFIF, _ICC, _ADOBE = (0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe")
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_JFIF_BYTES = 12  # of JFIF before its thumbnail
_MARKER = re.compile(rb"\xff+([\x01-\xfe])")
# A scan ends at a marker that can follow it. Damaged data may contain others, which decoders pass over.
_END_OF_SCAN = re.compile(rb"\xff+[\xc0-\xcf\xd8-\xfe]")
_TABLES = frozenset([*range(0xC0, 0xD0), *range(0xDB, 0xE0)])  # frames and tables
_ALONE = frozenset([0x01, *range(0xD0, 0xD9)])  # markers without a segment


def cleaned(content: bytes) -> Cleaned:
    """The JPEG without metadata. An orientation that is not upright is kept."""
    kept, exif, xmp = [content[:2]], b"", b""
    for marker, segment, scan in _segments(content):
        if marker == _APP1:
            exif = exif or (segment if segment.startswith(_EXIF) else b"")
            xmp = xmp or (segment if segment.startswith(_XMP) else b"")
        elif marker == _EOI:
            kept.append(b"\xff\xd9")
        elif (
            marker in _TABLES or marker == _SOS or _is(_ICC, marker, segment) or _is(_ADOBE, marker, segment)
        ):
            kept.append(_written(marker, segment) + scan)
        elif _is(_JFIF, marker, segment) and len(kept) == 1:
            kept.append(_written(marker, segment[:_JFIF_BYTES].ljust(_JFIF_BYTES, b"\0") + b"\0\0"))
    found = noted(exif, xmp)
    if found.orientation != 1:
        kept.insert(1, _written(_APP1, _EXIF + minimal(found.orientation)))
    return Cleaned(b"".join(kept), found.place)


def _is(form: tuple[int, bytes], marker: int, segment: bytes) -> bool:
    return marker == form[0] and segment.startswith(form[1])


def _written(marker: int, segment: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(segment) + 2).to_bytes(2, "big") + segment


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yields (marker, segment, scan) up to the end of the picture.

    A segment comes without its length, with the scan that follows it. Nothing is read of a segment that is
    longer than the file, or after it.
    """
    at = 2
    while found := _MARKER.search(content, at):
        marker, at = found[1][0], found.end()
        if marker == _EOI:
            yield marker, b"", b""
            return
        if marker in _ALONE:
            continue
        end = at + int.from_bytes(content[at : at + 2], "big")
        if end < at + 2 or end > len(content):
            return
        after = end
        if marker == _SOS:
            following = _END_OF_SCAN.search(content, end)
            after = following.start() if following else len(content)
        yield marker, content[at + 2 : end], content[end:after]
        at = after
