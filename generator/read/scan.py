"""Lists the files of content/ and ledger/ with their stamps, by which changed files are found."""

import os
import time
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.cache.stamps import Stamp, stamp_of

CONTENT, LEDGER, SETTINGS = "content", "ledger", "site.toml"
TREES = (CONTENT, LEDGER)
# A file that changed this shortly before may change again without a new stamp, as clocks tick slowly.
_MOMENT = 2_000_000_000  # nanoseconds


class ScannedFile(Struct, frozen=True, gc=False):
    """A file of content/ or ledger/: its path in NFC and on disk, both from the site's folder.

    `stamp` is None if the file changed a moment ago, so that its stamp cannot be trusted.
    """

    path: str
    actual: str
    stamp: Stamp | None
    linked: bool = False

    def unchanged_since(self, stamps: Mapping[str, Stamp]) -> bool:
        """Whether the file is as it was when its path had one of these stamps."""
        return self.stamp is not None and stamps.get(self.path) == self.stamp


def scan(site: Path) -> tuple[ScannedFile, ...]:
    """Returns every file under content/ and ledger/, sorted by path.

    Hidden files are left out, and linked folders are not entered.
    """
    now = time.time_ns()
    found = [_scanned(*each, now) for folder in TREES for each in _entries(site / folder, folder)]
    return tuple(sorted(found, key=lambda file: (file.path, file.actual)))


def scan_path(site: Path, actual: str) -> tuple[ScannedFile, ...]:
    """Returns the file at this path on disk, or every file of the folder.

    Returns nothing if the path does not exist, or if `scan` would leave it out.
    """
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
    """Returns a path on disk in NFC."""
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
