"""Writes records into a WARC: a gzip member for each, and a seal."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from generator import permalinks
from generator.archive.built_site import BuiltSite
from generator.archive.contents import Contents
from generator.archive.copy_file import CopyFile
from generator.archive.errors import CopyRefusedError
from generator.archive.warc.gzip_member import gzip_member, stored_member
from generator.archive.warc.records import Record, RecordWriter, pieces_of
from generator.parallel.pool import in_parallel
from generator.plan.server_rules import redirected_addresses

_LARGE = 4_000_000  # bytes: from here on a file is stored, and never held in memory
_PIECE = 1 << 20
_CHUNK = 32  # records that a worker takes at a time


class PlacedRecord(Struct, frozen=True):
    """A record in a file: its header by field, the place of its member in bytes."""

    fields: tuple[tuple[str, str], ...]
    offset: int
    length: int

    def field(self, name: str) -> str:
        """The value of a field; empty if there is none."""
        return next((value for each, value in self.fields if each == name), "")


def records_of(writer: RecordWriter, contents: Contents, site: BuiltSite) -> tuple[Record, ...]:
    """The records of a copy but for the seal: files in the order of their paths, then other addresses."""
    home = next(file for file in contents.files if file.path == permalinks.ROOT)
    redirects = redirected_addresses(site.ctx.settings, site.ctx.archive.redirects, site.files.keys())
    return (
        writer.info(contents.provenance),
        *(writer.resource(file) for file in contents.files),
        writer.revisit(writer.base_url, home),
        *(writer.redirect(address, target) for address, target in redirects),
    )


def write_records(
    records: Sequence[Record],
    writer: RecordWriter,
    stream: BinaryIO,
    jobs: int,
    step: Callable[[int, int], None],
) -> tuple[PlacedRecord, ...]:
    """Writes the records and the seal, and returns where they lie.

    Raises OSError if the disk fails, CopyRefusedError if a file is not the one that its SHA-256 names.
    """
    content, place = hashlib.sha256(), 0
    placed: list[PlacedRecord] = []
    packed = in_parallel(_pack, records, jobs, chunk=_CHUNK)
    for done, (record, member) in enumerate(zip(records, packed, strict=True), 1):
        start = place
        for piece in stored_member(_checked(record)) if member is None else (member,):
            stream.write(piece)
            content.update(piece)
            place += len(piece)
        placed.append(PlacedRecord(record.fields, start, place - start))
        step(done, len(records))
    stream.write(sealed := sealing_member(writer, content.hexdigest()))
    return (*placed, PlacedRecord(writer.seal(content.hexdigest()).fields, place, len(sealed)))


def sealing_member(writer: RecordWriter, sha256: str) -> bytes:
    """The last member of a WARC whose bytes before it have this SHA-256."""
    return gzip_member(b"".join(pieces_of(writer.seal(sha256), _PIECE)))


def _pack(record: Record) -> bytes | None:
    """The member of a record; None for a large file, which is copied from the disk."""
    file = record.block
    if isinstance(file, CopyFile) and isinstance(file.content, Path) and file.size >= _LARGE:
        return None
    return gzip_member(b"".join(_checked(record)))


def _checked(record: Record) -> Iterator[bytes]:
    """The bytes of a record. Raises CopyRefusedError if a file is not the one that its SHA-256 names."""
    file, content = record.block, hashlib.sha256()
    yield record.header
    if isinstance(file, bytes):
        yield file
    else:
        for piece in file.pieces(_PIECE):
            content.update(piece)
            yield piece
        if content.hexdigest() != file.sha256:
            raise CopyRefusedError("output-changed", {"path": file.path})
    yield b"\r\n\r\n"
