"""Stamps: by what a changed file is known without reading it."""

import os
from collections.abc import Mapping

from msgspec import Struct, msgpack


class Stamp(Struct, frozen=True, array_like=True, gc=False):
    """What the file system says of a file: size, times of change in nanoseconds (of content; of anything,
    which nobody can set back), and its number."""

    size: int
    modified: int
    changed: int
    number: int


def stamp_of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def packed(stamps: Mapping[str, Stamp]) -> bytes:
    """Many stamps by path, for another process or another day."""
    return msgpack.encode(stamps)


def unpacked(stamps: bytes) -> dict[str, Stamp]:
    return msgpack.decode(stamps, type=dict[str, Stamp])
