"""The derivatives that the store keeps: files named by their SHA-256, which tells whether one is whole."""

import hashlib
import os
from collections.abc import Container
from pathlib import Path

_FOLDER = "pictures"


def keep(store: Path, content: bytes) -> str:
    """Keeps a derivative in the folder of a store; returns its digest. Worker processes keep theirs."""
    digest = hashlib.sha256(content).hexdigest()
    file = _file(store, digest)
    if fetch(store, digest) is None:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(file)
    return digest


def fetch(store: Path, digest: str) -> bytes | None:
    """The derivative with this digest; None where it is missing or damaged."""
    try:
        content = _file(store, digest).read_bytes()
    except FileNotFoundError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def sweep(store: Path, wanted: Container[str]) -> None:
    """Removes all derivatives but those with these digests, and what a killed build left."""
    for file in (store / _FOLDER).glob("*/*"):
        if f"{file.parent.name}{file.name}" not in wanted:
            file.unlink(missing_ok=True)  # a draft may become a derivative at this moment


def _file(store: Path, digest: str) -> Path:
    return store / _FOLDER / digest[:2] / digest[2:]
