"""Sources: where the files of a copy are read from, a folder or a zip. No link is ever followed.

Worker processes take sources along: each read opens the file anew.
"""

import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import Struct as Layout
from typing import Protocol

from msgspec import Struct

_PIECE = 1 << 20
_LOCAL = Layout("<4s22xHH")  # signature, lengths of name and extra field
_LOCAL_SIZE = 30
STORED, DEFLATED = 0, 8
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class DamagedMemberError(Exception):
    """A member of a zip cannot be read: its data are not what the zip says of them."""


class Member(Struct, frozen=True):
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

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The bytes of a file in pieces. Raises OSError if it cannot be read."""
        handle = os.open(self.root / member.path, os.O_RDONLY | _NO_FOLLOW)
        with os.fdopen(handle, "rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece


class ZipSource(Struct, frozen=True):
    """Reads the files of a zip. It never reads more of a file than the zip declares."""

    container: Path

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The bytes of a member in pieces. Raises DamagedMemberError, OSError."""
        size, crc = 0, 0
        for piece in self._unpacked(member):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > member.size:
                raise DamagedMemberError
            yield piece
        if size != member.size or crc != member.crc:
            raise DamagedMemberError

    def content_start(self, member: Member) -> int:
        """Where the bytes of a member begin in the zip. Raises DamagedMemberError, OSError."""
        with self.container.open("rb") as stream:
            stream.seek(member.offset)
            header = stream.read(_LOCAL_SIZE)
        if len(header) < _LOCAL_SIZE or not header.startswith(b"PK\3\4"):
            raise DamagedMemberError
        _, name, extra = _LOCAL.unpack(header)
        return int(member.offset + _LOCAL_SIZE + name + extra)

    def _unpacked(self, member: Member) -> Iterator[bytes]:
        if member.method == STORED:
            yield from self._raw(member)
            return
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for raw in self._raw(member):
                piece = unpacker.decompress(raw, _PIECE)
                while piece:
                    yield piece
                    piece = unpacker.decompress(unpacker.unconsumed_tail, _PIECE)
        except zlib.error as error:
            raise DamagedMemberError from error
        if not unpacker.eof or unpacker.unused_data:
            raise DamagedMemberError

    def _raw(self, member: Member) -> Iterator[bytes]:
        start = self.content_start(member)
        with self.container.open("rb") as stream:
            stream.seek(start)
            left = member.packed
            while left:
                raw = stream.read(min(left, _PIECE))
                if not raw:
                    raise DamagedMemberError
                left -= len(raw)
                yield raw


class Source(Protocol):
    """Reads the files of a copy. Worker processes take it along."""

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The bytes of a file in pieces. Raises DamagedMemberError, OSError."""


class SetSource(Struct, frozen=True):
    """Reads the files of several copies as one. `owners` has the number of the copy of each path."""

    sources: tuple[Source, ...]
    owners: Mapping[str, int]

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The bytes of a file in pieces. Raises DamagedMemberError, OSError."""
        return self.sources[self.owners[member.path]].pieces(member)


def read(source: Source, member: Member, most: int) -> bytes | None:
    """The bytes of a file; None if it has more than `most`. Raises DamagedMemberError, OSError."""
    return b"".join(source.pieces(member)) if member.size <= most else None
