"""WebP without metadata: its frames, transparency and colour profile are kept."""

from collections.abc import Iterator

from generator.metadata.cleaned import Cleaned
from generator.metadata.exif import minimal, noted

_HEAD = 12  # bytes: RIFF, size, WEBP
_EXTENDED, _EXIF, _XMP, _FRAME = b"VP8X", b"EXIF", b"XMP ", b"ANMF"
_PICTURE = (b"VP8 ", b"VP8L", b"ALPH")
_KEPT = frozenset((*_PICTURE, b"ICCP", b"ANIM"))
_FRAME_HEAD = 16  # bytes of a frame before its chunks
_HAS_XMP, _HAS_EXIF = 0x04, 0x08  # flags of VP8X


def is_webp(content: bytes) -> bool:
    """Whether the bytes begin as a WebP file."""
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def cleaned(content: bytes) -> Cleaned:
    """The WebP without metadata. An orientation that is not upright is kept."""
    end = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    chunks = list(_chunks(content, _HEAD, end))
    exif = next((content[start:stop] for kind, start, stop in chunks if kind == _EXIF), b"")
    xmp = next((content[start:stop] for kind, start, stop in chunks if kind == _XMP), b"")
    found = noted(exif, xmp)
    extended = any(kind == _EXTENDED for kind, _, _ in chunks)
    turned = extended and found.orientation != 1
    kept = [_kept(kind, content[start:stop], turned) for kind, start, stop in chunks]
    if turned:
        kept.append(_written(_EXIF, minimal(found.orientation)))
    body = b"WEBP" + b"".join(kept)
    return Cleaned(b"RIFF" + len(body).to_bytes(4, "little") + body, found.place)


def _kept(kind: bytes, chunk: bytes, turned: bool) -> bytes:
    """What is kept of a chunk; empty if nothing."""
    if kind == _EXTENDED and chunk:
        flags = chunk[0] & ~(_HAS_XMP | _HAS_EXIF) | (_HAS_EXIF if turned else 0)
        return _written(kind, bytes([flags]) + chunk[1:])
    if kind == _FRAME:
        inner = (
            _written(part, chunk[start:stop])
            for part, start, stop in _chunks(chunk, _FRAME_HEAD, len(chunk))
            if part in _PICTURE
        )
        return _written(kind, chunk[:_FRAME_HEAD] + b"".join(inner))
    return _written(kind, chunk) if kind in _KEPT else b""


def _written(kind: bytes, chunk: bytes) -> bytes:
    return kind + len(chunk).to_bytes(4, "little") + chunk + bytes(len(chunk) % 2)


def _chunks(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yields (kind, start, end) of the chunks' data. The last one may be cut."""
    at = start
    while at + 8 <= end:
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        yield content[at : at + 4], at + 8, min(end, at + 8 + size)
        at += 8 + size + size % 2
