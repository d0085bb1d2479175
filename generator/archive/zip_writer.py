"""Zip files with the same bytes for the same files, on every machine.

Order, times and modes are fixed, and libdeflate comes with its package, as the system's zlib does not. There
is no Zip64, which older systems cannot open. A comment at the end holds the SHA-256 of all bytes before it.
A zip is written beside its place and renamed, so that a killed run leaves the old one whole.
"""

import hashlib
import os
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import BinaryIO

from deflate import deflate_compress
from msgspec import Struct

from generator.archive.copy_file import CopyFile
from generator.archive.errors import CopyRefusedError
from generator.archive.written_file import WrittenFile
from generator.parallel.pool import in_parallel

COMMENT = b"khotin sha256 "  # before the 64 hexadecimal digits
MAX_FILES, MAX_SIZE = 65_534, 0xFFFF_FFFE
_STORE, _DEFLATE = 0, 8  # methods
_VERSION = 20
_UTF8 = 0x800  # a flag: the name is in UTF-8, as that of a file that a holder added may be
_MADE_BY = 3 << 8 | _VERSION  # Unix, on every machine
_MODE = 0o100644 << 16
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
# Files of these kinds are compressed already.
_STORED = (
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".avif",
    ".gif",
    ".mp4",
    ".webm",
    ".mp3",
    ".pdf",
    ".woff2",
    ".zip",
    ".gz",
)
_LEVEL = 6  # of 12
_LARGE = 4_000_000  # bytes: from here on a file is stored
_FOLDER = 32  # characters of the top folder of a zip, ample
_PIECE = 1 << 20
_CHUNK = 32  # files that a worker takes at a time


class _Packed(Struct, frozen=True):
    """A file as the zip holds it. `data` is None for a file that is copied from the disk."""

    method: int
    crc: int
    data: bytes | None


def write_zip(
    files: Iterable[CopyFile], target: Path, day: date, jobs: int, step: Callable[[int, int], None]
) -> WrittenFile:
    """Writes the files into a zip in the order of their paths; calls `step` with how many are done of all.

    A file that is to stand `first` does.

    Raises OSError if the disk fails, CopyRefusedError if the zip would be too large or a file of the disk is
    not the one that its SHA-256 names. The target is then as it was.
    """
    ordered = sorted(files, key=lambda file: (not file.first, file.path))
    if len(ordered) > MAX_FILES:
        raise CopyRefusedError("too-many-files", {"files": str(len(ordered)), "most": str(MAX_FILES)})
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.draft")
    try:
        with draft.open("wb") as stream:
            written = _write(ordered, stream, day, jobs, step)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    return WrittenFile(target, len(ordered), *written)


def packed_sizes(files: Sequence[CopyFile], jobs: int) -> list[int]:
    """The bytes that each file takes in a zip, its entries included.

    Raises OSError if the disk fails, CopyRefusedError if a file of the disk is not the named one.
    """
    entries = (_LOCAL.size + _CENTRAL.size + 2 * (len(file.path) + _FOLDER) for file in files)
    sizes = in_parallel(_packed_size, files, jobs, chunk=_CHUNK)
    return [entry + size for entry, size in zip(entries, sizes, strict=True)]


def _packed_size(file: CopyFile) -> int:
    packed = _pack(file)
    return file.size if packed.data is None else len(packed.data)


def _write(
    files: Sequence[CopyFile], stream: BinaryIO, day: date, jobs: int, step: Callable[[int, int], None]
) -> tuple[int, str]:
    """Writes the zip; returns its size and SHA-256."""
    out = _HashedStream(stream)
    stamp = _dos_date(day)
    directory = []
    for done, (file, packed) in enumerate(zip(files, _packed(files, jobs), strict=True), 1):
        size = file.size if packed.data is None else len(packed.data)
        if out.size + size > MAX_SIZE:
            raise _too_large(files)
        name = file.path.encode()
        fields = (
            0 if file.path.isascii() else _UTF8,
            packed.method,
            0,
            stamp,
            packed.crc,
            size,
            file.size,
            len(name),
            0,
        )
        directory.append(
            _CENTRAL.pack(b"PK\1\2", _MADE_BY, _VERSION, *fields, 0, 0, 0, _MODE, out.size) + name
        )
        out.write(_LOCAL.pack(b"PK\3\4", _VERSION, *fields) + name)
        for piece in _pieces(file, packed):
            out.write(piece)
        step(done, len(files))
    central = b"".join(directory)
    if out.size + len(central) > MAX_SIZE:
        raise _too_large(files)
    count, comment_size = len(files), len(COMMENT) + 64
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(central), out.size, comment_size)
    out.write(central + end)
    out.write(COMMENT + out.hexdigest().encode())
    return out.size, out.hexdigest()


class _HashedStream:
    """A stream that counts and hashes what is written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._hash.update(data)
        self.size += len(data)

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def _packed(files: Sequence[CopyFile], jobs: int) -> Iterator[_Packed]:
    return in_parallel(_pack, files, jobs, chunk=_CHUNK)


def _pack(file: CopyFile) -> _Packed:
    """Compresses a file where that makes it smaller. Raises CopyRefusedError if it is not the named one."""
    is_stored = file.size >= _LARGE or file.path.lower().endswith(_STORED)
    if is_stored and isinstance(file.content, Path):
        return _Packed(_STORE, _checked_crc(file), None)
    content = file.read()
    crc = zlib.crc32(content)
    if not (file.first or is_stored):
        smaller = bytes(deflate_compress(content, _LEVEL))
        if len(smaller) < len(content):
            return _Packed(_DEFLATE, crc, smaller)
    return _Packed(_STORE, crc, content)


def _checked_crc(file: CopyFile) -> int:
    """The CRC-32 of a large file. Raises CopyRefusedError if it is not the one that its SHA-256 names."""
    crc, content = 0, hashlib.sha256()
    for piece in file.pieces(_PIECE):
        crc = zlib.crc32(piece, crc)
        content.update(piece)
    if content.hexdigest() != file.sha256:
        raise file.refusal()
    return crc


def _pieces(file: CopyFile, packed: _Packed) -> Iterator[bytes]:
    """The bytes that the zip holds. Raises CopyRefusedError if a large file changed since it was hashed."""
    if packed.data is not None:
        yield packed.data
        return
    crc, size = 0, 0
    for piece in file.pieces(_PIECE):
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        yield piece
    if (crc, size) != (packed.crc, file.size):
        raise file.refusal()


def _dos_date(day: date) -> int:
    return (min(max(day.year, _FIRST_YEAR), _LAST_YEAR) - _FIRST_YEAR) << 9 | day.month << 5 | day.day


def _too_large(files: Sequence[CopyFile]) -> CopyRefusedError:
    size = f"{sum(file.size for file in files) / 1e9:.1f}"
    return CopyRefusedError("too-large", {"files": str(len(files)), "size": size})
