"""Members of a gzip file: a WARC has one for each record, so that each can be read alone.

libdeflate comes with its package and packs alike on every machine, as the system's zlib does not.
"""

import zlib
from collections.abc import Iterable, Iterator

from deflate import deflate_compress

_HEADER = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # no name, no time, no operating system
_LEVEL = 6  # of 12
_STORED = 0xFFFF  # bytes of a block that is not compressed


def gzip_member(content: bytes) -> bytes:
    """The content, compressed."""
    return _HEADER + bytes(deflate_compress(content, _LEVEL)) + _trailer(zlib.crc32(content), len(content))


def stored_member(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as they are, in the form of a gzip member. They need not fit into memory."""
    crc, size = 0, 0
    yield _HEADER
    for piece in pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        for start in range(0, len(piece), _STORED):
            block = piece[start : start + _STORED]
            yield b"\0" + len(block).to_bytes(2, "little") + (_STORED - len(block)).to_bytes(2, "little")
            yield block
    yield b"\1\0\0\xff\xff" + _trailer(crc, size)  # an empty block that is the last one


def _trailer(crc: int, size: int) -> bytes:
    return crc.to_bytes(4, "little") + (size & 0xFFFF_FFFF).to_bytes(4, "little")
