"""Stamps of files: a file with an equal stamp has not changed, and need not be read."""

import os
from collections.abc import Mapping

from msgspec import Struct, msgpack


class Stamp(Struct, frozen=True, array_like=True, gc=False):
    """The size, the times of change and the inode of a file.

    `modified` is the time of the last change of the content, `changed` of the last change of anything. Both
    are in nanoseconds. Programs can set `modified`, but not `changed`.
    """

    size: int
    modified: int
    changed: int
    number: int


def stamp_of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def packed(stamps: Mapping[str, Stamp]) -> bytes:
    """Returns stamps by path as msgpack."""
    return msgpack.encode(stamps)


def unpacked(stamps: bytes) -> dict[str, Stamp]:
    return msgpack.decode(stamps, type=dict[str, Stamp])
