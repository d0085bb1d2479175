"""What was written: the files of a copy that now lie on the disk."""

import hashlib
from pathlib import Path

from msgspec import Struct

_PIECE = 1 << 20


class WrittenFile(Struct, frozen=True):
    """A file that has been written: its path, how many files it holds, its bytes, its SHA-256."""

    path: Path
    files: int
    size: int
    sha256: str


def written_file(path: Path, files: int) -> WrittenFile:
    """What was written to a path. Raises OSError."""
    content, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            content.update(piece)
            size += len(piece)
    return WrittenFile(path, files, size, content.hexdigest())
