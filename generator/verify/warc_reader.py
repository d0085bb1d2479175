"""Reads the records of a WARC, packed or not, in pieces."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from generator.archive.warc.records import END, VERSION
from generator.archive.warc.warc_file import PlacedRecord

GZIP, PLAIN = b"\x1f\x8b", VERSION.encode()
_PIECE = 1 << 20
_FIRST = 1 << 14  # bytes of the first piece: most records are that short
_MOST_HEADER = 64_000  # bytes
_SHORT = 64_000  # bytes of a block that is kept


class DamagedWarcError(Exception):
    """The records of a WARC cannot be read."""


class Region(Struct, frozen=True):
    """Where a WARC lies: it is a file, or lies as it is in a zip."""

    container: Path
    start: int
    size: int


class FoundRecord(Struct, frozen=True):
    """A record: its header, the size and SHA-256 of its block; the block itself if short and no file."""

    placed: PlacedRecord
    size: int
    sha256: str
    block: bytes

    def field(self, name: str) -> str:
        """The value of a field of the header; empty if there is none."""
        return self.placed.field(name)

    def block_fields(self) -> Mapping[str, str]:
        """The fields that the block consists of."""
        lines = self.block.decode(errors="replace").splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def is_warc(start: bytes) -> bool:
    """Whether a file that begins so may be a WARC."""
    return start.startswith((GZIP, PLAIN))


def records_in(region: Region) -> Iterator[FoundRecord]:
    """All records in their order. Raises DamagedWarcError, OSError."""
    with region.container.open("rb") as stream:
        place = 0
        while place < region.size:
            reading = RecordReading(stream, region.start + place, region.size - place)
            content, block = hashlib.sha256(), b""
            is_kept = reading.size <= _SHORT and ("WARC-Type", "resource") not in reading.fields
            for piece in reading.block():
                content.update(piece)
                block += piece if is_kept else b""
            length = reading.end()
            yield FoundRecord(
                PlacedRecord(reading.fields, place, length), reading.size, content.hexdigest(), block
            )
            place += length


class RecordReading:
    """The reading of one record: its header first, then its block, then its end.

    Raises DamagedWarcError where the bytes are not those of a record, OSError.
    """

    def __init__(self, stream: BinaryIO, start: int, most: int) -> None:
        self._stream, self._left, self._next = stream, most, _FIRST
        stream.seek(start)
        first = self._raw()
        if not is_warc(first):
            raise DamagedWarcError
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if first.startswith(GZIP) else None
        self._used = 0  # bytes of the member or record
        self._waiting, self._buffer = first, b""
        self.fields = self._header()
        try:
            self.size = int(next(value for name, value in self.fields if name == "Content-Length"))
        except (StopIteration, ValueError) as error:
            raise DamagedWarcError from error
        if self.size < 0:
            raise DamagedWarcError

    def block(self) -> Iterator[bytes]:
        """The block in pieces."""
        left = self.size
        while left:
            if not self._buffer and not self._fill():
                raise DamagedWarcError
            piece = self._buffer[:left]
            self._buffer = self._buffer[len(piece) :]
            left -= len(piece)
            yield piece

    def end(self) -> int:
        """Reads what must follow the block; returns the bytes that the record takes in the file."""
        while len(self._buffer) <= len(END) and self._fill():
            pass
        if self._unpacker is None:
            if not self._buffer.startswith(END):
                raise DamagedWarcError
            return self._used - len(self._buffer) + len(END)
        if self._buffer != END or not self._unpacker.eof:
            raise DamagedWarcError
        return self._used

    def _header(self) -> tuple[tuple[str, str], ...]:
        while END not in self._buffer:
            if len(self._buffer) > _MOST_HEADER or not self._fill():
                raise DamagedWarcError
        header, _, self._buffer = self._buffer.partition(END)
        version, *lines = header.decode(errors="replace").split("\r\n")
        fields = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
        if version != VERSION:
            raise DamagedWarcError
        return fields

    def _raw(self) -> bytes:
        raw = self._stream.read(min(self._next, self._left))
        self._left -= len(raw)
        self._next = min(4 * self._next, _PIECE)
        return raw

    def _fill(self) -> bool:
        """Adds what comes next to the buffer; False at the end."""
        if self._unpacker is not None and self._unpacker.eof:
            return False
        raw = self._waiting or self._raw()
        self._waiting = b""
        if self._unpacker is None:
            self._used += len(raw)
            self._buffer += raw
            return bool(raw)
        try:
            piece = self._unpacker.decompress(raw, _PIECE)
        except zlib.error as error:
            raise DamagedWarcError from error
        # At the end of a member zlib may name what follows it in both places.
        self._waiting = b"" if self._unpacker.eof else self._unpacker.unconsumed_tail
        self._used += len(raw) - len(self._waiting) - len(self._unpacker.unused_data)
        self._buffer += piece
        return bool(piece or raw)
