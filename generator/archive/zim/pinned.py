"""Pins what libzim makes at random, so that equal copies have equal bytes.

A ZIM has an identifier, and so has each of the two indexes in it, which are databases of Xapian. The MD5 at
the end covers all bytes before it. See https://wiki.openzim.org/wiki/ZIM_file_format for the layout.
"""

import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from struct import Struct as Layout
from typing import BinaryIO

from msgspec import Struct

MAGIC = b"ZIM\x04"
HEADER = Layout("<4s2H16s2I4Q2IQ")
_IDENTIFIER = 8  # its place in the header
_XAPIAN, _XAPIAN_IDENTIFIER = b"\x0f\x0dXapian Glass", 16
REDIRECT = 0xFFFF
_INDEXES = ("fulltext/xapian", "title/xapian")  # in the namespace X
_MOST = 4096  # bytes of an entry in the directory that are looked at
_PIECE = 1 << 20


class ZimHeader(Struct, frozen=True):
    """Where the parts of a ZIM lie: numbers of entries and clusters, places in bytes."""

    entries: int
    clusters: int
    paths_at: int
    clusters_at: int
    checksum_at: int


def read_header(stream: BinaryIO) -> ZimHeader | None:
    """The header of a ZIM; None if it is none."""
    stream.seek(0)
    raw = stream.read(HEADER.size)
    if len(raw) < HEADER.size or not raw.startswith(MAGIC):
        return None
    _, _, _, _, entries, clusters, paths_at, _, clusters_at, _, _, _, checksum_at = HEADER.unpack(raw)
    return ZimHeader(entries, clusters, paths_at, clusters_at, checksum_at)


def pin(path: Path, seed: bytes) -> None:
    """Replaces the identifiers of a ZIM by ones made of the seed; states its MD5 anew."""
    with path.open("r+b") as stream:
        header = read_header(stream)
        if header is None:
            raise AssertionError(f"libzim has written no ZIM: {path}")
        for place in (_IDENTIFIER, *_identifiers_of_indexes(stream, header)):
            stream.seek(place)
            stream.write(_identifier(seed))
        checksum = md5_before(stream, header.checksum_at)
        stream.seek(header.checksum_at)
        stream.write(checksum)
        stream.flush()
        os.fsync(stream.fileno())


def md5_before(stream: BinaryIO, end: int) -> bytes:
    """The MD5 of the bytes before a place."""
    stream.seek(0)
    content = hashlib.md5(usedforsecurity=False)
    while end > 0 and (piece := stream.read(min(end, _PIECE))):
        content.update(piece)
        end -= len(piece)
    return content.digest()


def _identifier(seed: bytes) -> bytes:
    return uuid.UUID(bytes=hashlib.sha256(seed).digest()[:16], version=4).bytes


def _identifiers_of_indexes(stream: BinaryIO, header: ZimHeader) -> Iterator[int]:
    """The places of the identifiers of the indexes. Entries are sorted; those of namespace X come last."""
    for number in reversed(range(header.entries)):
        stream.seek(header.paths_at + 8 * number)
        stream.seek(int.from_bytes(stream.read(8), "little"))
        entry = stream.read(_MOST)
        media, namespace = int.from_bytes(entry[:2], "little"), entry[3:4]
        if namespace != b"X":
            return
        if media != REDIRECT and entry[16:].split(b"\0")[0].decode() in _INDEXES:
            cluster, blob = (int.from_bytes(entry[at : at + 4], "little") for at in (8, 12))
            yield _start_of(stream, header, cluster, blob) + _XAPIAN_IDENTIFIER


def _start_of(stream: BinaryIO, header: ZimHeader, cluster: int, blob: int) -> int:
    """Where an index begins. It lies in a cluster that is not compressed."""
    stream.seek(header.clusters_at + 8 * cluster)
    start = int.from_bytes(stream.read(8), "little") + 1
    stream.seek(start - 1)
    kind = stream.read(1)[0]
    width = 8 if kind & 0x10 else 4
    stream.seek(start + width * blob)
    found = start + int.from_bytes(stream.read(width), "little")
    stream.seek(found)
    if kind & 0xF > 1 or stream.read(len(_XAPIAN)) != _XAPIAN:
        raise AssertionError("libzim has written an index of another kind")
    return found
