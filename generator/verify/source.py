"""Sources: where the files of a copy are read from, a folder or a zip. No link is ever followed.

Worker processes take sources along: each read opens the file anew.
"""

import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from struct import Struct as Layout

from msgspec import Struct

_PIECE = 1 << 20
_LOCAL = Layout("<4s22xHH")  # signature, lengths of name and extra field
_LOCAL_SIZE = 30
STORED, DEFLATED = 0, 8
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class DamagedEntryError(Exception):
    """An entry of a zip cannot be read: its data are not what the zip says of them."""


class Entry(Struct, frozen=True):
    """A file of a copy by its path and its size in bytes; in a zip, where and how it is kept."""

    path: str
    size: int
    offset: int = 0
    packed: int = 0
    method: int = STORED
    crc: int = 0


class FolderSource(Struct, frozen=True):
    """Reads the files of a folder."""

    root: Path

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """The bytes of a file in pieces. Raises OSError if it cannot be read."""
        handle = os.open(self.root / entry.path, os.O_RDONLY | _NO_FOLLOW)
        with open(handle, "rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece


class ZipSource(Struct, frozen=True):
    """Reads the files of a zip, entry by entry, never more of one than the zip declares."""

    container: Path

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """The bytes of an entry in pieces. Raises DamagedEntryError, OSError."""
        size, crc = 0, 0
        for piece in self._unpacked(entry):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > entry.size:
                raise DamagedEntryError
            yield piece
        if size != entry.size or crc != entry.crc:
            raise DamagedEntryError

    def _unpacked(self, entry: Entry) -> Iterator[bytes]:
        if entry.method == STORED:
            yield from self._raw(entry)
            return
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for raw in self._raw(entry):
                piece = unpacker.decompress(raw, _PIECE)
                while piece:
                    yield piece
                    piece = unpacker.decompress(unpacker.unconsumed_tail, _PIECE)
        except zlib.error as error:
            raise DamagedEntryError from error
        if not unpacker.eof or unpacker.unused_data:
            raise DamagedEntryError

    def _raw(self, entry: Entry) -> Iterator[bytes]:
        with self.container.open("rb") as stream:
            stream.seek(entry.offset)
            header = stream.read(_LOCAL_SIZE)
            if len(header) < _LOCAL_SIZE or not header.startswith(b"PK\3\4"):
                raise DamagedEntryError
            _, name, extra = _LOCAL.unpack(header)
            stream.seek(name + extra, os.SEEK_CUR)
            left = entry.packed
            while left:
                raw = stream.read(min(left, _PIECE))
                if not raw:
                    raise DamagedEntryError
                left -= len(raw)
                yield raw


Source = FolderSource | ZipSource


def read(source: Source, entry: Entry, most: int) -> bytes | None:
    """The bytes of a file; None if it has more than `most`. Raises DamagedEntryError, OSError."""
    return b"".join(source.pieces(entry)) if entry.size <= most else None
