"""Drafts: a copy is written into a folder of its own and put in its place when it is whole.

A killed run leaves that folder behind. The next run that writes beside it deletes it, whatever it writes.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.archive.written_file import WrittenFile
from generator.cache.lock import take_lock

_BEFORE, _AFTER = ".khotin-", ".draft"
_LOCK = "lock"  # held while its run lives
_SCRATCH = "scratch"


class Drafted(Struct, frozen=True):
    """What a writer has drafted: the files of the copy, and those of an older copy that are none of it.

    The path of a draft is where it lies now; only its name stays.
    """

    files: tuple[WrittenFile, ...]
    obsolete: tuple[Path, ...] = ()


@contextmanager
def draft_folder(target: Path, *, is_folder: bool) -> Iterator[Path]:
    """An empty folder for the drafts of a copy; deleted at the end. Raises OSError."""
    place = _place(target, is_folder=is_folder)
    place.mkdir(parents=True, exist_ok=True)
    _delete_abandoned(place)
    folder = Path(tempfile.mkdtemp(prefix=_BEFORE, suffix=_AFTER, dir=place))
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _is_free(handle)
        yield folder
    finally:
        os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


def scratch_in(drafts: Path) -> Path:
    """A folder beside the drafts for what does not become part of the copy. Raises OSError."""
    folder = drafts / _SCRATCH
    folder.mkdir(exist_ok=True)
    return folder


def put_in_place(drafted: Drafted, drafts: Path, place: Path) -> tuple[WrittenFile, ...]:
    """Moves all drafts into the folder `place` and deletes what is obsolete there. Raises OSError.

    All are on the disk before the first one moves. Files of the copy come first, then what lists or signs
    them. A kill between two moves mixes copies in several files, until the next run.
    """
    place.mkdir(parents=True, exist_ok=True)
    drafted_first = [file.path for file in drafted.files]
    others = sorted(each for each in drafts.iterdir() if each.is_file() and each.name != _LOCK)
    moved = [*drafted_first, *(each for each in others if each not in drafted_first)]
    _flush(moved)
    for each in moved:
        each.replace(place / each.name)
    for each in drafted.obsolete:
        each.unlink(missing_ok=True)
    return tuple(replace(file, path=place / file.path.name) for file in drafted.files)


def _place(target: Path, *, is_folder: bool) -> Path:
    """The folder that drafts may be moved from: it is on the same disk. A stick may be the target itself."""
    if not (is_folder and target.is_dir()):
        return target.parent
    beside = target.resolve().parent
    same_disk = beside.stat().st_dev == target.stat().st_dev
    return beside if same_disk and os.access(beside, os.W_OK) else target


def _delete_abandoned(place: Path) -> None:
    """Deletes the drafts of runs that were killed. The system has released their locks."""
    for folder in place.glob(f"{_BEFORE}*{_AFTER}"):
        if folder.is_symlink() or not folder.is_dir():
            continue
        try:
            handle = os.open(folder / _LOCK, os.O_RDWR)
        except OSError:  # another user's, or killed before it had the lock
            with suppress(OSError):
                folder.rmdir()
            continue
        try:
            abandoned = _is_free(handle)
        finally:
            os.close(handle)
        if abandoned:
            shutil.rmtree(folder, ignore_errors=True)


def _is_free(handle: int) -> bool:
    """Takes the lock if nobody has it. Some network drives know no locks: there nothing is free."""
    try:
        return take_lock(handle)
    except OSError:
        return False


def _flush(files: Iterable[Path]) -> None:
    """Waits until the disk has the files: a power cut after a move must not leave an empty one."""
    for file in files:
        with file.open("r+b") as stream:
            os.fsync(stream.fileno())
