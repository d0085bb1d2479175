"""Files of a copy, before they are written into a container."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.archive.errors import CopyRefusedError

_PIECE = 1 << 20


class CopyFile(Struct, frozen=True):
    """A file of a copy: its path in it, its content, SHA-256 and size.

    The content is bytes, the file on disk that has them, or files whose bytes follow one another. `first`: it
    stands first in its zip, and is not compressed.
    """

    path: str
    content: bytes | Path | tuple["CopyFile", ...]
    sha256: str
    size: int
    first: bool = False

    @property
    def parts(self) -> tuple["CopyFile", ...]:
        """The files whose bytes follow one another in this one; none if it is one file."""
        return self.content if isinstance(self.content, tuple) else ()

    def read(self) -> bytes:
        """The bytes of the file. Raises CopyRefusedError if the SHA-256 is not theirs, OSError."""
        match self.content:
            case bytes(content):
                pass
            case Path() as file:
                content = file.read_bytes()
            case parts:
                content = b"".join([part.read() for part in parts])
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise self.refusal()
        return content

    def pieces(self, size: int) -> Iterator[bytes]:
        """The bytes of the file in pieces of at most this size, unchecked. Raises OSError."""
        match self.content:
            case bytes(content):
                yield content
            case Path() as file:
                with file.open("rb") as stream:
                    while piece := stream.read(size):
                        yield piece
            case parts:
                for part in parts:
                    yield from part.pieces(size)

    def refusal(self) -> CopyRefusedError:
        """The refusal of a file whose bytes are not those that its SHA-256 names."""
        path = self.content if isinstance(self.content, Path) else self.path
        return CopyRefusedError("output-changed", {"path": str(path)})

    def require_unchanged(self) -> None:
        """Raises CopyRefusedError if the bytes are not those that the SHA-256 names, OSError."""
        content = hashlib.sha256()
        for piece in self.pieces(_PIECE):
            content.update(piece)
        if content.hexdigest() != self.sha256:
            raise self.refusal()


def made_file(path: str, content: bytes) -> CopyFile:
    """A file with these bytes."""
    return CopyFile(path, content, hashlib.sha256(content).hexdigest(), len(content))


def text_file(path: str, text: str) -> CopyFile:
    """A file with this text in UTF-8."""
    return made_file(path, text.encode())


def disk_file(path: str, file: Path, sha256: str) -> CopyFile:
    """A file of the disk whose SHA-256 is known. Raises OSError if it is not there."""
    return CopyFile(path, file, sha256, file.stat().st_size)


def joined_file(path: str, parts: Sequence[CopyFile]) -> CopyFile:
    """A file with the bytes of others one after another. Raises CopyRefusedError, OSError."""
    content = hashlib.sha256()
    for part in parts:
        content.update(part.read())
    return CopyFile(path, tuple(parts), content.hexdigest(), sum(part.size for part in parts))
