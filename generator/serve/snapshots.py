"""Snapshots of files, so that a browser reads consistent bytes while a file is rewritten."""

import asyncio
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile

from msgspec import Struct

from generator.cache.stamps import Stamp, stamp_of

IN_MEMORY = 8 * 1024 * 1024  # bytes: larger files are copied into the cache folder
_KEPT = 2  # snapshots of large files
_CHUNK = 64 * 1024  # bytes
_QUIET = 50_000_000  # nanoseconds without a change, after which a file is at rest
_SHORT_QUIET = 5_000_000  # nanoseconds: enough for a file that keeps changing
_EMPTY_QUIET = 1_000_000_000  # nanoseconds: whoever rewrites a file in place empties it first
_TRIES, _BETWEEN = 40, 0.05  # attempts, seconds


class UnsettledError(Exception):
    """The file has kept changing for too long."""


class Snapshot(Struct, frozen=True):
    """The content of a file at one moment, and the file's stamp at that moment."""

    stamp: Stamp
    content: SpooledTemporaryFile[bytes]

    def chunks(self, start: int, end: int) -> Iterator[bytes]:
        """Yields the bytes from `start` up to `end`, in chunks."""
        while start < end:
            self.content.seek(start)
            chunk = self.content.read(min(_CHUNK, end - start))
            start += len(chunk)
            yield chunk


class Snapshots:
    """Makes snapshots of files.

    Those of the last large files are kept, because browsers request films in many parts.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[Path, Snapshot] = {}  # the last one asked for is the last one here
        self._copying = asyncio.Lock()

    async def of(self, path: Path) -> Snapshot:
        """Returns a snapshot of the file's current content.

        Raises OSError if the file cannot be read, and UnsettledError if it keeps changing.
        """
        if path.stat().st_size <= IN_MEMORY:
            return await self._made(path)
        async with self._copying:
            kept = self._kept.pop(path, None)
            if kept is None or kept.stamp != stamp_of(path.stat()):
                kept = await self._made(path)
            self._kept[path] = kept
            while len(self._kept) > _KEPT:
                self._kept.pop(next(iter(self._kept)))
            return kept

    async def _made(self, path: Path) -> Snapshot:
        """Waits until the file is written. A file that keeps changing is copied between two changes."""
        for attempt in range(_TRIES):
            quiet = _QUIET if attempt < _TRIES // 2 else _SHORT_QUIET
            made = await asyncio.to_thread(_copied, path, self._folder, quiet)
            if made:
                return made
            await asyncio.sleep(_BETWEEN)
        raise UnsettledError(path)


def _is_fresh(status: os.stat_result, quiet: int) -> bool:
    """Whether the file changed within this many nanoseconds, so that it may still be written."""
    return 0 <= time.time_ns() - status.st_mtime_ns < (quiet if status.st_size else _EMPTY_QUIET)


def _copied(path: Path, folder: Path, quiet: int) -> Snapshot | None:
    """A snapshot of the file. None if the file is fresh, or changed while it was read.

    The open file is asked, not its path: between two questions to a path the file may be emptied.
    """
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if _is_fresh(status, quiet):
            return None
        folder.mkdir(parents=True, exist_ok=True)
        content: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY, dir=str(folder))  # noqa: SIM115
        shutil.copyfileobj(file, content, _CHUNK)
        stamp = stamp_of(status)
        if stamp_of(os.fstat(file.fileno())) == stamp and content.tell() == stamp.size:
            return Snapshot(stamp, content)
    content.close()
    return None
