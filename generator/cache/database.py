"""The records of the store: values by kind and key in one SQLite file, each with its checksum.

SQLite tells most damage by itself, and a checksum tells the rest: whatever does not fit raises
StoreDamagedError, and the build begins again without a store.

Of the kinds in HISTORY it also keeps the values of the build before the last: those alone that are others
now, so that an edit costs what it changes.
"""

import os
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

FILE = "store.sqlite"
_CHECK = 4  # bytes
_VERSION, _ORIGIN, _LAST, _SEALED = (
    ("meta", "version"),
    ("meta", "origin"),
    ("meta", "last"),
    ("meta", "sealed"),
)
HISTORY = frozenset({"entry", "body", "attached", "sheaves", "made"})
# How a store began: there was none, another version of Khotin had written it, it was damaged.
Origin = Literal["new", "upgraded", "damaged"]
_TABLE = """CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, UNIQUE (kind, key))"""
# A value is NULL where there was none.
_FORMER = """CREATE TABLE IF NOT EXISTS former (
    kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB, UNIQUE (kind, key))"""
_SAVE = "INSERT OR IGNORE INTO former SELECT ?1, ?2, (SELECT value FROM records WHERE kind = ?1 AND key = ?2)"
_OF_FORMER = "SELECT value FROM former WHERE kind = ?"
_SAVE_ALL = "INSERT OR IGNORE INTO former SELECT kind, key, value FROM records WHERE kind = ?"
# The machine's fault, not the store's.
_ENVIRONMENT = ("disk is full", "unable to open", "readonly", "disk I/O")


class CacheDamagedError(Exception):
    """The store does not hold what was written into it."""


def cache_folder(output: Path) -> Path:
    """Where the store of an output lies: beside it, so that nobody uploads it."""
    real = output.resolve()
    return real.with_name(f".{real.name}.khotin")


class CacheLocation(NamedTuple):
    """Where the values of an open store can be read, also by other processes. The number tells it from
    another store that lay in the same place before."""

    folder: Path
    opened: int


class Cache:
    """Values by kind and key. What is put is seen by other processes after `commit`."""

    def __init__(self, folder: Path, version: str, origin: Origin = "new") -> None:
        """Opens the store; one that another version wrote is emptied first. `origin` is that of a new one.

        Raises StoreDamagedError where it cannot be read, OSError where the disk fails.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.location = CacheLocation(folder, time.monotonic_ns())
        with _told_apart():
            self._connection = _connected(folder / FILE)
            self._connection.execute(_TABLE)
            self._connection.execute(_FORMER)
            self._recording = False
            known = self.get(*_VERSION)
            if known != version.encode():
                self._connection.execute("DELETE FROM records")
                self._connection.execute("DELETE FROM former")
                self._put_meta(_VERSION, version)
                self._put_meta(_ORIGIN, "upgraded" if known else origin)
            self._recording = self.get(*_LAST) is not None

    def get(self, kind: str, key: str) -> bytes | None:
        with _told_apart():
            return _one(self._connection, kind, key)

    def all(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """(key, value) of every record of a kind."""
        with _told_apart():
            yield from _all(self._connection, kind)

    def _put_meta(self, which: tuple[str, str], value: str) -> None:
        self.put(which[0], [(which[1], value.encode())])

    # --- history ------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """A build begins that may change things: what was before the last one that was `sealed` is forgotten.
        What builds change that are never sealed is added up."""
        if self.get(*_SEALED) is not None:
            with _told_apart():
                self._connection.execute("DELETE FROM former")
            self.drop(_SEALED[0], [_SEALED[1]])

    def mark_published(self) -> None:
        """The build has published what it made."""
        origin = b"edit" if self._recording else self.get(*_ORIGIN) or b"new"
        self._put_meta(_LAST, origin.decode())
        self._put_meta(_SEALED, "")

    @property
    def last(self) -> str:
        """What the last sealed build knew before: "edit" where it had all of this, else the store's origin;
        empty where none was sealed."""
        return (self.get(*_LAST) or b"").decode()

    @property
    def is_published(self) -> bool:
        """Whether the last build that changed something here has published it."""
        return self.get(*_SEALED) is not None

    def get_previous(self, kind: str, key: str) -> bytes | None:
        """A value as it was before the last build."""
        with _told_apart():
            row = self._connection.execute(f"{_OF_FORMER} AND key = ?", (kind, key)).fetchone()
        if row is None:
            return self.get(kind, key)
        return None if row[0] is None else _checked(row[0])

    def previous(self, kind: str) -> dict[str, bytes | None]:
        """The values of a kind that the last build changed, as they were before; None of new ones."""
        with _told_apart():
            rows = self._connection.execute("SELECT key, value FROM former WHERE kind = ?", (kind,))
            return {key: None if value is None else _checked(value) for key, value in rows}

    def _save(self, keys: Iterable[tuple[str, ...]]) -> None:
        """Keeps the values that these have; whoever changes something, be it a check, has begun a build."""
        saved = list(keys)
        if saved:
            self.begin()
            self._connection.executemany(_SAVE, saved)

    # --- values -------------------------------------------------------------------------------------------

    def put(self, kind: str, values: Iterable[tuple[str, bytes]]) -> None:
        rows: Iterable[tuple[str, str, bytes]] = ((kind, key, _check(value) + value) for key, value in values)
        with _told_apart():
            if kind in HISTORY and self._recording:
                rows = list(rows)
                self._save(row[:2] for row in rows)
            self._connection.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", rows)

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        rows = [(kind, key) for key in keys]
        with _told_apart():
            if kind in HISTORY and self._recording:
                self._save(rows)
            self._connection.executemany("DELETE FROM records WHERE kind = ? AND key = ?", rows)

    def drop_all(self, kind: str) -> None:
        with _told_apart():
            if kind in HISTORY and self._recording:
                self.begin()
                self._connection.execute(_SAVE_ALL, (kind,))
            self._connection.execute("DELETE FROM records WHERE kind = ?", (kind,))

    def commit(self) -> None:
        with _told_apart():
            self._connection.commit()

    def close(self) -> None:
        """Closes the store; what was put and not committed is forgotten."""
        with _told_apart():
            self._connection.close()


def read_record(location: CacheLocation, kind: str, key: str) -> bytes | None:
    """One value of what has been committed."""
    with _told_apart():
        return _one(_reading(location, os.getpid()), kind, key)


def read_records(location: CacheLocation, kind: str) -> Iterator[tuple[str, bytes]]:
    """(key, value) of every record of a kind that has been committed."""
    with _told_apart():
        yield from _all(_reading(location, os.getpid()), kind)


def has_cache(folder: Path, version: str) -> bool:
    """Whether a store of this version lies in the folder."""
    if not (folder / FILE).is_file():
        return False
    with _told_apart(), closing(_connected(folder / FILE)) as connection:
        return _one(connection, *_VERSION) == version.encode()


def discard(folder: Path) -> None:
    """Throws a damaged store away, but not the lock that guards it."""
    for file in folder.glob(f"{FILE}*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()


@lru_cache(maxsize=2)
def _reading(location: CacheLocation, _process: int) -> sqlite3.Connection:
    """The connection of this process: none may be carried over from its parent."""
    return _connected(location.folder / FILE)


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
        raise CacheDamagedError("a checksum does not fit")
    return stored[_CHECK:]


@contextmanager
def _told_apart() -> Iterator[None]:
    """Turns SQLite's errors into those of the disk and those of a damaged store."""
    try:
        yield
    except sqlite3.Error as error:
        if any(words in str(error) for words in _ENVIRONMENT):
            raise OSError(str(error)) from error
        raise CacheDamagedError(str(error)) from error
