"""The lock of a cache: one process at a time uses it.

The system releases the lock when that process ends, also if it is killed.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "lock"
PRIVATE = 0o700  # the cache has drafts: no other user may read its folder
_PAUSE = 0.1  # seconds


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Holds the lock of a cache's folder. Makes the folder if it does not exist.

    If another process has the lock, calls `waiting` once and waits. Raises OSError if the folder cannot be
    written.
    """
    _make_private(folder)
    handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not take_lock(handle):
            waiting()
            while not take_lock(handle):
                time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _make_private(folder: Path) -> None:
    """Makes the folder for this user alone.

    A link in the place of the folder or of the lock is deleted.
    """
    for path in (folder, folder / FILE):
        if path.is_symlink():
            path.unlink()
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    if sys.platform != "win32" and folder.stat().st_mode & 0o077:
        folder.chmod(PRIVATE)


if sys.platform == "win32":
    import msvcrt

    def take_lock(handle: int) -> bool:
        """Whether the lock of an open file could be taken."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def take_lock(handle: int) -> bool:
        """Whether the lock of an open file could be taken."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
