"""Stamps: by what a changed file is known without reading it."""

import os
from typing import NamedTuple


class Stamp(NamedTuple):
    """What the file system says of a file: size, times of change in nanoseconds (of content; of anything,
    which nobody can set back), and its number."""

    size: int
    modified: int
    changed: int
    number: int


def stamp_of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
