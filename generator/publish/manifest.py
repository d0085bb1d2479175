"""The manifest: the SHA-256 of every file that the build owns, as `sha256sum --check` reads it.

It tells the next build which files are its own, and a keeper whether a copy has rotted.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from generator import permalinks

NAME = permalinks.MANIFEST
_DIGEST = 64  # hexadecimal digits
_PATH = _DIGEST + 2  # where in a line the path begins


def read_manifest(output: Path) -> dict[str, str]:
    """Digests by path of the files that the last build wrote; empty where there was none.

    Lines that name nothing inside the output are passed over: nobody may make a build delete other files.
    """
    file = output / NAME
    if not file.is_file():
        return {}
    text = file.read_text("utf-8", errors="replace")
    found = {line[_PATH:]: line[:_DIGEST] for line in text.split("\n") if line[_DIGEST:_PATH] == "  "}
    if "" not in found and not any(sign in text for sign in ("..", "\\", "  /")):
        return found
    return {path: digest for path, digest in found.items() if is_inside(path)}


def manifest_text(digests: Mapping[str, str], before: Mapping[str, str]) -> str:
    """The manifest of these files; `before` are those of the last one, in their order, so that there is less
    to sort."""
    kept = [path for path in before if path in digests]
    paths = sorted(kept + [path for path in digests if path not in before])
    return "".join([f"{digests[path]}  {path}\n" for path in paths])


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest_of_file(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_inside(path: str) -> bool:
    """Whether a path names something below the output, as far as its letters tell."""
    return bool(path) and not path.startswith("/") and "\\" not in path and ".." not in path.split("/")
