"""The database of the cache: values by table and key in one SQLite file, each with its checksum.

SQLite notices most damage, and the checksums notice the rest. Damage raises CacheDamagedError, and the
session starts again with an empty cache.

Tables with history also keep the values before the last build, but only of the keys that it changed.
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

from generator.cache import lock
from generator.cache.ownership import DATABASE, claim, is_own
from generator.cache.tables import META, Table

_CHECKSUM = 4  # bytes
# Keys of META: the version that wrote the cache; its origin; the origin or "edit" of the last published
# build; whether the last build was published.
_VERSION, _ORIGIN, _LAST, _PUBLISHED = "version", "origin", "last", "published"
# There was no cache; another version of Khotin had written it; it was damaged or not this user's own.
Origin = Literal["new", "upgraded", "damaged"]
_CREATE_RECORDS = """CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, UNIQUE (kind, key))"""
# The value is NULL where there was none.
_CREATE_PREVIOUS = """CREATE TABLE IF NOT EXISTS previous (
    kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB, UNIQUE (kind, key))"""
_KEEP_PREVIOUS = """INSERT OR IGNORE INTO previous
    SELECT ?1, ?2, (SELECT value FROM records WHERE kind = ?1 AND key = ?2)"""

_KEEP_ALL_PREVIOUS = "INSERT OR IGNORE INTO previous SELECT kind, key, value FROM records WHERE kind = ?"
_SELECT_PREVIOUS = "SELECT value FROM previous WHERE kind = ? AND key = ?"
# SQLite's messages for faults of the machine.
_ENVIRONMENT = ("disk is full", "unable to open", "readonly", "disk I/O")


class CacheDamagedError(Exception):
    """The cache does not hold what was written into it."""


class CacheLocation(NamedTuple):
    """The folder of an open cache, for other processes to read from.

    `opened` distinguishes it from an earlier cache in the same folder.
    """

    folder: Path
    opened: int


class Cache:
    """Values by table and key. Other processes see them after `commit`."""

    def __init__(self, folder: Path, version: str, origin: Origin = "new") -> None:
        """Opens the cache in a folder, and empties it if another version wrote it.

        `origin` is kept if the cache is new. Raises CacheDamagedError, or OSError if the disk fails.
        """
        folder.mkdir(mode=lock.PRIVATE, parents=True, exist_ok=True)
        self.location = CacheLocation(folder, time.monotonic_ns())
        with _translated_errors():
            self._connection = _connect(folder / DATABASE)
            self._connection.execute(_CREATE_RECORDS)
            self._connection.execute(_CREATE_PREVIOUS)
            self._keeps_history = False
            known = self._meta(_VERSION)
            if known != version:
                self._connection.execute("DELETE FROM records")
                self._connection.execute("DELETE FROM previous")
                self._put_meta(_VERSION, version)
                self._put_meta(_ORIGIN, "upgraded" if known else origin)
            self._keeps_history = self._meta(_LAST) is not None

    def get(self, table: Table, key: str = "") -> bytes | None:
        """Returns a value, or None."""
        with _translated_errors():
            return _value(self._connection, table, key)

    def all(self, table: Table) -> Iterator[tuple[str, bytes]]:
        """Yields (key, value) of every record of a table."""
        with _translated_errors():
            yield from _values(self._connection, table)

    def _meta(self, key: str) -> str | None:
        value = self.get(META, key)
        return None if value is None else value.decode(errors="replace")

    def _put_meta(self, key: str, value: str) -> None:
        self.put(META, [(key, value.encode())])

    # --- history ------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Starts a build.

        Drops the previous values if the last build was published. Otherwise keeps them, so that the changes
        of failed builds add up.
        """
        if self.is_published:
            with _translated_errors():
                self._connection.execute("DELETE FROM previous")
            self.drop(META, [_PUBLISHED])

    def mark_published(self) -> None:
        """Records that the build has published its files."""
        self._put_meta(_LAST, "edit" if self._keeps_history else self._meta(_ORIGIN) or "new")
        self._put_meta(_PUBLISHED, "")

    @property
    def last_build_kind(self) -> str:
        """The history of the last published build.

        It is "edit" if that build had a cache, else the origin of this cache.

        Empty if no build was published.
        """
        return self._meta(_LAST) or ""

    @property
    def is_published(self) -> bool:
        """Whether the last build that changed this cache was published."""
        return self._meta(_PUBLISHED) is not None

    def get_previous(self, table: Table, key: str = "") -> bytes | None:
        """Returns a value as it was before the last build, or None."""
        with _translated_errors():
            row = self._connection.execute(_SELECT_PREVIOUS, (table.kind, key)).fetchone()
        if row is None:
            return self.get(table, key)
        return None if row[0] is None else _checked(row[0])

    def previous(self, table: Table) -> dict[str, bytes | None]:
        """Returns the values that the last build changed, as they were before it; None for new keys."""
        with _translated_errors():
            rows = self._connection.execute("SELECT key, value FROM previous WHERE kind = ?", (table.kind,))
            return {key: None if value is None else _checked(value) for key, value in rows}

    def _keep_previous(self, keys: Iterable[tuple[str, ...]]) -> None:
        """Saves the present values of some (kind, key). A check that changes the cache begins a build too."""
        saved = list(keys)
        if saved:
            self.begin()
            self._connection.executemany(_KEEP_PREVIOUS, saved)

    # --- values -------------------------------------------------------------------------------------------

    def put(self, table: Table, values: Iterable[tuple[str, bytes]]) -> None:
        """Adds or replaces values by key."""
        rows: Iterable[tuple[str, str, bytes]] = (
            (table.kind, key, _checksum(value) + value) for key, value in values
        )
        with _translated_errors():
            if table.has_history and self._keeps_history:
                rows = list(rows)
                self._keep_previous(row[:2] for row in rows)
            self._connection.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", rows)

    def drop(self, table: Table, keys: Iterable[str]) -> None:
        """Removes the values of some keys."""
        rows = [(table.kind, key) for key in keys]
        with _translated_errors():
            if table.has_history and self._keeps_history:
                self._keep_previous(rows)
            self._connection.executemany("DELETE FROM records WHERE kind = ? AND key = ?", rows)

    def drop_all(self, table: Table) -> None:
        """Removes every value of a table."""
        with _translated_errors():
            if table.has_history and self._keeps_history:
                self.begin()
                self._connection.execute(_KEEP_ALL_PREVIOUS, (table.kind,))
            self._connection.execute("DELETE FROM records WHERE kind = ?", (table.kind,))

    def commit(self) -> None:
        """Writes all changes, and records that the cache is this user's own."""
        with _translated_errors():
            changed = self._connection.in_transaction
            self._connection.commit()
        if changed:
            claim(self.location.folder)

    def close(self) -> None:
        """Closes the cache. Changes that were not committed are lost."""
        with _translated_errors():
            self._connection.close()


def read_record(location: CacheLocation, table: Table, key: str = "") -> bytes | None:
    """Returns one committed value, or None."""
    with _translated_errors():
        return _value(_reader(location, os.getpid()), table, key)


def read_records(location: CacheLocation, table: Table) -> Iterator[tuple[str, bytes]]:
    """Yields (key, value) of every committed record of a table."""
    with _translated_errors():
        yield from _values(_reader(location, os.getpid()), table)


def has_cache(folder: Path, version: str) -> bool:
    """Whether the folder has a cache of this version that is this user's own."""
    if not is_own(folder):
        return False
    with _translated_errors(), closing(_connect(folder / DATABASE)) as connection:
        return _value(connection, META, _VERSION) == version.encode()


def discard(folder: Path) -> None:
    """Deletes everything in the folder of a cache but its lock. Links are deleted, not followed."""
    for path in folder.iterdir():
        if path.name == lock.FILE and not path.is_symlink():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@lru_cache(maxsize=2)
def _reader(location: CacheLocation, _process: int) -> sqlite3.Connection:
    """The connection of this process, because SQLite forbids that a forked process uses its parent's."""
    return _connect(location.folder / DATABASE)


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=60)
    # A power cut may damage the file, which is noticed. SQLite rolls back what a killed build was writing.
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _value(connection: sqlite3.Connection, table: Table, key: str) -> bytes | None:
    query = "SELECT value FROM records WHERE kind = ? AND key = ?"
    row = connection.execute(query, (table.kind, key)).fetchone()
    return _checked(row[0]) if row else None


def _values(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[str, bytes]]:
    for key, value in connection.execute("SELECT key, value FROM records WHERE kind = ?", (table.kind,)):
        yield key, _checked(value)


def _checksum(value: bytes) -> bytes:
    return zlib.crc32(value).to_bytes(_CHECKSUM, "little")


def _checked(stored: object) -> bytes:
    if not isinstance(stored, bytes) or _checksum(stored[_CHECKSUM:]) != stored[:_CHECKSUM]:
        raise CacheDamagedError("wrong checksum")
    return stored[_CHECKSUM:]


@contextmanager
def _translated_errors() -> Iterator[None]:
    """Turns SQLite's errors into OSError if the machine is at fault, else into CacheDamagedError."""
    try:
        yield
    except sqlite3.Error as error:
        if any(words in str(error) for words in _ENVIRONMENT):
            raise OSError(str(error)) from error
        raise CacheDamagedError(str(error)) from error
