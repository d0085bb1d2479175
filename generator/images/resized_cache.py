"""The derivatives that the store keeps: files named by their SHA-256, which tells whether one is whole."""

import hashlib
import os
from collections.abc import Container
from pathlib import Path

_FOLDER = "pictures"


def keep(cache: Path, content: bytes) -> str:
    """Keeps a derivative in the folder of a store; returns its digest. Worker processes keep theirs."""
    digest = hashlib.sha256(content).hexdigest()
    file = _file(cache, digest)
    if fetch(cache, digest) is None:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(file)
    return digest


def fetch(cache: Path, digest: str) -> bytes | None:
    """The derivative with this digest; None where it is missing or damaged."""
    try:
        content = _file(cache, digest).read_bytes()
    except FileNotFoundError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def sweep(cache: Path, wanted: Container[str]) -> None:
    """Removes all derivatives but those with these digests, and what a killed build left."""
    for file in (cache / _FOLDER).glob("*/*"):
        if f"{file.parent.name}{file.name}" not in wanted:
            file.unlink(missing_ok=True)  # a draft may become a derivative at this moment


def _file(cache: Path, digest: str) -> Path:
    return cache / _FOLDER / digest[:2] / digest[2:]
