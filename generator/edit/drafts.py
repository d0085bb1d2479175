"""Keeps unsaved text in the user's cache folder, outside content/ and git.

There is one file for each window and article, so that two windows never overwrite each other's text.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from generator.cache.user_folder import private_folder, write_private
from generator.edit.values import is_value
from generator.model.fingerprints import fingerprint

_FOLDER = "typed"
_WINDOW = re.compile(r"[a-z0-9]{8,32}")


class Draft(Struct, frozen=True):
    """Text typed in one window: changed values and body of the file whose SHA-256 was `base`."""

    path: str
    window: str
    base: str
    values: dict[str, Any]
    body: str


def is_window(name: str) -> bool:
    """Whether this can be the name of a window."""
    return _WINDOW.fullmatch(name) is not None


class Drafts:
    """The drafts of one site."""

    def __init__(self, site: Path) -> None:
        self._site = fingerprint(os.fsencode(site.resolve()))

    def keep(self, draft: Draft) -> None:
        """Saves a draft in place of the window's last one. Raises OSError."""
        write_private(self._file(draft.path, draft.window), msgspec.json.encode(draft))

    def of(self, path: str) -> list[Draft]:
        """The drafts of a file, the newest first."""
        files = self._folder().glob(f"{fingerprint(path)}.*.json")
        return [draft for file in _newest_first(files) if (draft := _read(file)) and draft.path == path]

    def paths(self) -> frozenset[str]:
        """Paths of all files that have a draft."""
        return frozenset(draft.path for file in self._folder().glob("*.json") if (draft := _read(file)))

    def drop(self, path: str, window: str) -> None:
        """Deletes the draft of a window."""
        self._file(path, window).unlink(missing_ok=True)

    def _file(self, path: str, window: str) -> Path:
        return self._folder() / f"{fingerprint(path)}.{window}.json"

    def _folder(self) -> Path:
        return private_folder(_FOLDER, self._site)


def _newest_first(files: Iterable[Path]) -> list[Path]:
    return sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True)


def _read(file: Path) -> Draft | None:
    """The draft in a file. None if the file was just deleted, or is damaged."""
    try:
        draft = msgspec.json.decode(file.read_bytes(), type=Draft)
    except (OSError, msgspec.DecodeError):
        return None
    return draft if is_value(draft.values) and is_window(draft.window) else None
