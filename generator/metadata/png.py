"""PNG without metadata: the picture's data, its colours and movement are kept, chunk by chunk."""

import zlib
from collections.abc import Iterator

from generator.metadata.cleaned import Cleaned
from generator.metadata.exif import minimal, noted

START = b"\x89PNG\r\n\x1a\n"
_EXIF, _END, _DATA = b"eXIf", b"IEND", (b"IDAT", b"fdAT")
_COLOURS = (b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"hIST", b"sPLT")
_KEPT = frozenset((*_COLOURS, b"pHYs", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT"))
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_AFTER_HEADER = 2  # parts: the signature and IHDR, which comes first
_CRITICAL = 0x20  # bit of a chunk's first letter that is not set


def cleaned(content: bytes) -> Cleaned:
    """The PNG without metadata. An orientation that is not upright is kept."""
    kept, exif, xmp = [START], b"", b""
    for kind, chunk, whole in _chunks(content):
        if kind == _EXIF:
            exif = exif or chunk
        elif kind in _TEXTS:
            xmp += chunk
        elif kind in _KEPT or not kind[0] & _CRITICAL:
            kept.append(whole)
    found = noted(exif, xmp)
    if found.orientation != 1:
        kept.insert(_AFTER_HEADER, _written(_EXIF, minimal(found.orientation)))
    return Cleaned(b"".join(kept), found.place)


def _written(kind: bytes, chunk: bytes) -> bytes:
    return len(chunk).to_bytes(4, "big") + kind + chunk + zlib.crc32(kind + chunk).to_bytes(4, "big")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yields (kind, data, the whole chunk) up to the end of the picture. Cut data count as a chunk."""
    at = len(START)
    while at + 8 <= len(content):
        kind = content[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if end > len(content) and kind not in _DATA:
            return
        yield kind, content[at + 8 : end - 4], content[at:end]
        if kind == _END:
            return
        at = end
