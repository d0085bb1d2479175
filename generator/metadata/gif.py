"""GIF without metadata: comments and the notes of programs are left out, but for what makes it move."""

from generator.metadata.cleaned import Cleaned
from generator.metadata.exif import noted

STARTS = (b"GIF87a", b"GIF89a")
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")  # how often it moves, and its colours
_HEAD, _IMAGE_HEAD = 13, 10  # bytes
_HAS_TABLE = 0x80


def cleaned(content: bytes) -> Cleaned:
    """The GIF without metadata."""
    at = _HEAD + _table(content[10:11])
    kept, notes = [content[:at]], b""
    while at < len(content):
        kind, start = content[at], at
        if kind == _IMAGE:
            after = at + _IMAGE_HEAD
            at = _after_blocks(content, after + _table(content[after - 1 : after]) + 1)
            kept.append(content[start:at])
        elif kind == _EXTENSION:
            at = _after_blocks(content, at + 2)
            whole = content[start:at]
            if _is_kept(whole):
                kept.append(whole)
            else:
                notes += whole
        else:
            kept.append(b";" if kind == _TRAILER else b"")
            break
    return Cleaned(b"".join(kept), noted(b"", notes).place)


def _table(flags: bytes) -> int:
    """Bytes of the table of colours that these flags announce."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & _HAS_TABLE else 0


def _after_blocks(content: bytes, at: int) -> int:
    """Where the blocks that begin here end. They may be cut."""
    while at < len(content) and content[at]:
        at += content[at] + 1
    return min(at + 1, len(content))


def _is_kept(extension: bytes) -> bool:
    kind = extension[1:2]
    return kind == bytes([_CONTROL]) or (kind == bytes([_APPLICATION]) and extension[3:14] in _KEPT)
