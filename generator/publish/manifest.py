"""The manifest: the SHA-256 of every file of the build, in the format of `sha256sum --check`.

It tells the next build which files it may remove, and lets others verify a copy.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.model.output import MANIFEST

NAME = MANIFEST
_DIGEST = 64  # hexadecimal digits
_PIECE = 1 << 20  # bytes
_PATH = _DIGEST + 2  # column where the path begins


def read_manifest(output: Path) -> dict[str, str]:
    """Returns the hashes of the files of the last build, by path.

    Empty if there was none.

    Lines with a path outside the output are ignored, so that nobody can make a build delete other files.
    """
    file = output / NAME
    if not file.is_file():
        return {}
    text = file.read_text("utf-8", errors="replace")
    found = {line[_PATH:]: line[:_DIGEST] for line in text.split("\n") if line[_DIGEST:_PATH] == "  "}
    # One search of the text instead of a test of each path saves a third of the time (40 ms at 30,000 files).
    if "" not in found and not any(sign in text for sign in ("..", "\\", "  /")):
        return found
    return {path: digest for path, digest in found.items() if is_inside(path)}


def manifest_text(digests: Mapping[str, str], before: Mapping[str, str]) -> str:
    """The text of the manifest.

    `before` is the last manifest, in its order, so that sorting is nearly free.
    """
    kept = [path for path in before if path in digests]
    paths = sorted(kept + [path for path in digests if path not in before])
    return "".join([f"{digests[path]}  {path}\n" for path in paths])


def digest_of(content: bytes) -> str:
    """SHA-256 of these bytes."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest_with(file: Path, writes: Sequence[tuple[int, bytes]]) -> str:
    """SHA-256 of a file in which these (offset, bytes) stand in place of its own."""
    if not writes:
        return digest_of_file(file)
    digest, at = hashlib.sha256(), 0
    with file.open("rb") as stream:
        for start, new in sorted(writes):
            while at < start and (piece := stream.read(min(_PIECE, start - at))):
                digest.update(piece)
                at += len(piece)
            digest.update(new)
            at = stream.seek(start + len(new))
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def is_inside(path: str) -> bool:
    """Whether a path is below the output, judged by its characters."""
    return bool(path) and not path.startswith("/") and "\\" not in path and ".." not in path.split("/")
