"""The records of the store: values by kind and key in one SQLite file, each with its checksum.

SQLite tells most damage by itself, and a checksum tells the rest: whatever does not fit raises
StoreDamagedError, and the build begins again without a store.
"""

import os
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FILE = "store.sqlite"
_CHECK = 4  # bytes
_VERSION = ("meta", "version")
_TABLE = """CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, UNIQUE (kind, key))"""
# The machine's fault, not the store's.
_ENVIRONMENT = ("disk is full", "unable to open", "readonly", "disk I/O")


class StoreDamagedError(Exception):
    """The store does not hold what was written into it."""


def folder_of(output: Path) -> Path:
    """Where the store of an output lies: beside it, so that nobody uploads it."""
    real = output.resolve()
    return real.with_name(f".{real.name}.khotin")


class Place(NamedTuple):
    """Where the values of an open store can be read, also by other processes. The number tells it from
    another store that lay in the same place before."""

    folder: Path
    opened: int


class Store:
    """Values by kind and key. What is put is seen by other processes after `commit`."""

    def __init__(self, folder: Path, version: str) -> None:
        """Opens the store; one that another version wrote is emptied first.

        Raises StoreDamagedError where it cannot be read, OSError where the disk fails.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.place = Place(folder, time.monotonic_ns())
        with _told_apart():
            self._connection = _connected(folder / FILE)
            self._connection.execute(_TABLE)
            if self.get(*_VERSION) != version.encode():
                self._connection.execute("DELETE FROM records")
                self.put(_VERSION[0], [(_VERSION[1], version.encode())])

    def get(self, kind: str, key: str) -> bytes | None:
        with _told_apart():
            return _one(self._connection, kind, key)

    def all(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """(key, value) of every record of a kind."""
        with _told_apart():
            yield from _all(self._connection, kind)

    def put(self, kind: str, values: Iterable[tuple[str, bytes]]) -> None:
        rows = ((kind, key, _check(value) + value) for key, value in values)
        with _told_apart():
            self._connection.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", rows)

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        with _told_apart():
            rows = ((kind, key) for key in keys)
            self._connection.executemany("DELETE FROM records WHERE kind = ? AND key = ?", rows)

    def drop_all(self, kind: str) -> None:
        with _told_apart():
            self._connection.execute("DELETE FROM records WHERE kind = ?", (kind,))

    def commit(self) -> None:
        with _told_apart():
            self._connection.commit()

    def close(self) -> None:
        """Closes the store; what was put and not committed is forgotten."""
        with _told_apart():
            self._connection.close()


def read_record(place: Place, kind: str, key: str) -> bytes | None:
    """One value of what has been committed."""
    with _told_apart():
        return _one(_reading(place, os.getpid()), kind, key)


def read_records(place: Place, kind: str) -> Iterator[tuple[str, bytes]]:
    """(key, value) of every record of a kind that has been committed."""
    with _told_apart():
        yield from _all(_reading(place, os.getpid()), kind)


def discard(folder: Path) -> None:
    """Throws a damaged store away, but not the lock that guards it."""
    for file in folder.glob(f"{FILE}*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()


@lru_cache(maxsize=2)
def _reading(place: Place, _process: int) -> sqlite3.Connection:
    """The connection of this process: none may be carried over from its parent."""
    return _connected(place.folder / FILE)


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=60)
    # Whatever a killed build was writing is rolled back. A power cut may do damage, which is noticed.
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _one(connection: sqlite3.Connection, kind: str, key: str) -> bytes | None:
    row = connection.execute("SELECT value FROM records WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    return _checked(row[0]) if row else None


def _all(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[str, bytes]]:
    for key, value in connection.execute("SELECT key, value FROM records WHERE kind = ?", (kind,)):
        yield key, _checked(value)


def _check(value: bytes) -> bytes:
    return zlib.crc32(value).to_bytes(_CHECK, "little")


def _checked(stored: object) -> bytes:
    if not isinstance(stored, bytes) or _check(stored[_CHECK:]) != stored[:_CHECK]:
        raise StoreDamagedError("a checksum does not fit")
    return stored[_CHECK:]


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turns SQLite's errors into those of the disk and those of a damaged store."""
    try:
        yield
    except sqlite3.Error as error:
        if any(words in str(error) for words in _ENVIRONMENT):
            raise OSError(str(error)) from error
        raise StoreDamagedError(str(error)) from error
