"""The journal: the pending changes to the output, written before they are made.

Staged files lie in `output/.khotin/staging/`. Once all are there, the journal appears beside them by one
rename. From then on the change is only completed, never undone: the next build that finds a journal moves
the staged files into the output and removes the files that the journal names.

A repository can bring an output with a journal. Therefore no link is followed: not in the working folder, and
not on the way to a file that is moved or removed.
"""

import os
import shutil
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path

from msgspec import DecodeError, Struct, json

from generator.publish.manifest import is_inside

WORK = ".khotin"
_JOURNAL = "journal.json"
_STAGING = "staging"
_REMOVERS = 4  # threads


class LinkedFolderError(Exception):
    """A folder of the output is a link, which must not be followed. `path` is from the output."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Journal(Struct, frozen=True):
    """The files to remove after all staged files have been moved into the output."""

    remove: tuple[str, ...]


def staging(output: Path) -> Path:
    """The folder of staged files."""
    return output / WORK / _STAGING


def commit(output: Path, journal: Journal) -> None:
    """Writes the journal. From this moment on the new site will be published."""
    file = output / WORK / _JOURNAL
    draft = file.with_suffix(".draft")
    with draft.open("wb") as stream:
        stream.write(json.encode(journal))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)


def read_journal(output: Path) -> Journal | None:
    """The journal of an interrupted build. None if there is none.

    A journal that cannot be decoded is none, because no build writes one. The same holds if a part of the
    working folder is a link.
    """
    file = output / WORK / _JOURNAL
    linked = any(path.is_symlink() for path in (file.parent, file, staging(output)))
    if linked or not file.is_file():
        return None
    try:
        journal = json.decode(file.read_bytes(), type=Journal)
    except (DecodeError, UnicodeDecodeError):
        return None
    return Journal(tuple(filter(is_inside, journal.remove)))


def carry_out(output: Path, journal: Journal) -> None:
    """Completes the change. Finished steps are skipped, so it can be repeated.

    Raises LinkedFolderError, before any file is moved, if a link takes the place of a folder.
    """
    if staging(output).is_dir():
        _check_folders(staging(output), output)
        _move(str(staging(output)), str(output))
    removable = own_paths(output, journal.remove)
    _remove(output, removable)
    _remove_empty_folders(output, removable)
    clear(output)


def clear(output: Path) -> None:
    """Removes the working folder, the journal first: without it the staged files have no effect."""
    work = output / WORK
    if os.path.lexists(work) and (work.is_symlink() or not work.is_dir()):
        work.unlink()
        return
    (work / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(work, ignore_errors=True)


def own_paths(output: Path, paths: Iterable[str]) -> list[str]:
    """The paths whose folders are the output's own. A folder that a link leads to is not."""
    root = output.resolve()

    @cache
    def is_own(folder: str) -> bool:
        return (output / folder).resolve().is_relative_to(root)

    return [path for path in paths if is_own(path.rpartition("/")[0])]


def _check_folders(staged: Path, output: Path) -> None:
    """Raises LinkedFolderError if a staged folder has the place of a link."""
    for folder, folders, _ in os.walk(staged):
        inside = Path(folder).relative_to(staged)
        for name in folders:
            if (output / inside / name).is_symlink():
                raise LinkedFolderError((inside / name).as_posix())
        folders[:] = [name for name in folders if (output / inside / name).is_dir()]  # others move as a whole


def _move(staged: str, target: str) -> None:
    """Moves the contents of a folder.

    A folder that the output does not have is moved as a whole.

    Paths are strings, because there may be very many.
    """
    for entry in sorted(os.scandir(staged), key=lambda entry: entry.name):
        there = f"{target}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and os.path.exists(there):  # noqa: PTH110
            _move(entry.path, there)
        else:
            os.replace(entry.path, there)  # noqa: PTH105


def _remove(output: Path, paths: Sequence[str]) -> None:
    """Removes files in several threads.

    One thread alone would wait for the disk most of the time.
    """

    def remove(part: Sequence[str]) -> None:
        for path in part:
            with suppress(FileNotFoundError):
                os.unlink(f"{output}/{path}")  # noqa: PTH108

    with ThreadPoolExecutor(_REMOVERS) as pool:
        deque(pool.map(remove, [paths[start::_REMOVERS] for start in range(_REMOVERS)]), maxlen=0)


def _remove_empty_folders(output: Path, removed: Iterable[str]) -> None:
    """Removes the folders that the removed files leave empty, below the output folder."""
    touched = {path.rpartition("/")[0] for path in removed} - {""}
    folders = {Path(each) for each in touched}
    folders |= {parent for folder in folders for parent in folder.parents if parent != Path()}
    for folder in sorted(folders, key=lambda f: len(f.parts), reverse=True):
        full = output / folder
        if full.is_dir() and not any(full.iterdir()):
            full.rmdir()
