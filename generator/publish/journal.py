"""The journal: the pending changes to the output, written before they are made.

Staged files lie in `output/.khotin/staging/`. Once all are there, the journal appears beside them by one
rename. From then on the change is only completed, never undone: the next build that finds a journal moves
the staged files into the output and removes the files that the journal names.
"""

import json
import os
import shutil
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.publish.manifest import is_inside

WORK = ".khotin"
_JOURNAL = "journal.json"
_STAGING = "staging"
_REMOVERS = 4  # threads


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
    with draft.open("w", encoding="utf-8") as stream:
        json.dump({"remove": journal.remove}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)


def read_journal(output: Path) -> Journal | None:
    """The journal of an interrupted build. None if there is none."""
    file = output / WORK / _JOURNAL
    if not file.is_file():
        return None
    data = json.loads(file.read_text("utf-8"))
    return Journal(tuple(filter(is_inside, data["remove"])))


def carry_out(output: Path, journal: Journal) -> None:
    """Completes the change. Finished steps are skipped, so it can be repeated."""
    if staging(output).is_dir():
        _move(str(staging(output)), str(output))
    _remove(output, journal.remove)
    _remove_empty_folders(output, journal.remove)
    clear(output)


def clear(output: Path) -> None:
    """Removes the working folder, the journal first: without it the staged files have no effect."""
    (output / WORK / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(output / WORK, ignore_errors=True)


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
