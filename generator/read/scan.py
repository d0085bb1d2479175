"""The survey of content/ and ledger/: which files there are, and by what a changed one is known without
reading it."""

import os
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.cache.stamps import Stamp, stamp_of

CONTENT, LEDGER, SETTINGS = "content", "ledger", "site.toml"
TREES = (CONTENT, LEDGER)
# A file that changed in the same moment as it was read may change once more within one tick of its clock.
_MOMENT = 2_000_000_000  # nanoseconds


class ScannedFile(Struct, frozen=True, gc=False):
    """A file of content/ or ledger/: its path in NFC and on disk, both from the site's folder. No stamp can
    be trusted of a file that changed a moment ago."""

    path: str
    actual: str
    stamp: Stamp | None
    linked: bool = False


def scan(site: Path) -> tuple[ScannedFile, ...]:
    """Every file under content/ and ledger/ by its path; hidden ones are left out, linked folders not
    entered."""
    now = time.time_ns()
    found = [_scanned(*each, now) for folder in TREES for each in _entries(site / folder, folder)]
    return tuple(sorted(found, key=lambda file: (file.path, file.actual)))


def scan_path(site: Path, actual: str) -> tuple[ScannedFile, ...]:
    """What is at this path on disk, in content/ or ledger/, now: the file, or every file of the folder;
    nothing where it is gone, or where `scan` would not see it."""
    way = PurePosixPath(actual)
    inner = [each for each in way.parents if len(each.parts) > 1]  # the tree itself may be a link
    if any(part.startswith(".") for part in way.parts) or any((site / each).is_symlink() for each in inner):
        return ()
    now, path = time.time_ns(), site / actual
    if path.is_dir():
        entries = _entries(path, actual) if len(way.parts) == 1 or not path.is_symlink() else ()
        return tuple(_scanned(inside, entry, now) for inside, entry in entries)
    return (_scanned(actual, path, now),) if os.path.lexists(path) else ()


def nfc(actual: str) -> str:
    """The path in NFC of one on disk."""
    return actual if actual.isascii() else unicodedata.normalize("NFC", actual)


def _entries(folder: Path | str, inside: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = [(folder, inside)]
    while folders:
        folder, inside = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, f"{inside}/{name}"))
            elif not (entry.is_symlink() and Path(entry.path).is_dir()):
                yield f"{inside}/{name}", entry


def _scanned(actual: str, entry: os.DirEntry[str] | Path, now: int) -> ScannedFile:
    path = nfc(actual)
    try:
        stamp = stamp_of(entry.stat())
    except OSError:  # a link to nothing
        return ScannedFile(path, actual, None, linked=entry.is_symlink())
    settled = max(stamp.modified, stamp.changed) < now - _MOMENT
    return ScannedFile(path, actual, stamp if settled else None, linked=entry.is_symlink())
