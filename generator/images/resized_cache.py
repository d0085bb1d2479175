"""Resized pictures in the folder of the cache.

The files are named by their SHA-256, which is checked on reading.
"""

import hashlib
import os
from collections.abc import Container
from pathlib import Path

_FOLDER = "pictures"


def keep(cache: Path, content: bytes) -> str:
    """Saves a resized picture in the folder of the cache, and returns its digest. Workers may call it."""
    digest = hashlib.sha256(content).hexdigest()
    file = _file(cache, digest)
    if fetch(cache, digest) is None:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = file.with_suffix(f".{os.getpid()}")
        temporary.write_bytes(content)
        temporary.replace(file)
    return digest


def fetch(cache: Path, digest: str) -> bytes | None:
    """Returns the resized picture with this digest; None if it is missing or damaged."""
    try:
        content = _file(cache, digest).read_bytes()
    except FileNotFoundError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def sweep(cache: Path, wanted: Container[str]) -> None:
    """Removes all resized pictures but those with the wanted digests.

    Temporary files of a killed build are removed too.
    """
    for file in (cache / _FOLDER).glob("*/*"):
        if f"{file.parent.name}{file.name}" not in wanted:
            file.unlink(missing_ok=True)  # a worker may rename a temporary file at this moment


def _file(cache: Path, digest: str) -> Path:
    return cache / _FOLDER / digest[:2] / digest[2:]
