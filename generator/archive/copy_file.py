"""Files of a copy, before they are written into a container."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class CopyFile(Struct, frozen=True):
    """A file of a copy: its path in it, its bytes or the file on disk that has them, SHA-256 and size."""

    path: str
    content: bytes | Path
    sha256: str
    size: int

    def read(self) -> bytes:
        """The bytes of the file. Raises OSError if the disk fails."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    def pieces(self, size: int) -> Iterator[bytes]:
        """The bytes of the file in pieces of at most this size. Raises OSError if the disk fails."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        with self.content.open("rb") as stream:
            while piece := stream.read(size):
                yield piece


def made_file(path: str, content: bytes) -> CopyFile:
    """A file with these bytes."""
    return CopyFile(path, content, hashlib.sha256(content).hexdigest(), len(content))


def text_file(path: str, text: str) -> CopyFile:
    """A file with this text in UTF-8."""
    return made_file(path, text.encode())


def disk_file(path: str, file: Path, sha256: str) -> CopyFile:
    """A file of the disk whose SHA-256 is known. Raises OSError if it is not there."""
    return CopyFile(path, file, sha256, file.stat().st_size)
