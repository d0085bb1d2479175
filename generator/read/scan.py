"""Lists the files of content/ and ledger/ with their stamps.

A file with another stamp than in the last build has changed.
"""

import os
import stat
import time
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.cache.stamps import Stamp, stamp_of
from generator.model.problem import Problem

CONTENT, LEDGER, SETTINGS = "content", "ledger", "site.toml"
TREES = (CONTENT, LEDGER)
_PACKAGE = Path(__file__).resolve().parent.parent
# The default theme is inside the package in a wheel, and beside it in a checkout.
THEMES = (_PACKAGE / "themes", _PACKAGE.parent / "themes")
# A file that changed less than this ago may change again without a new stamp, because clocks are coarse.
_MOMENT = 2_000_000_000  # nanoseconds
MAX_BYTES = 1024 * 1024  # of a Markdown file


class ScannedFile(Struct, frozen=True, gc=False):
    """A file of content/ or ledger/.

    `path` is in NFC, `actual` as on disk, both from the site's folder.

    `stamp` is None if the file changed in the last two seconds, because it may change again without a new
    stamp. `problem` is the reason why the file must be neither read nor written, or None.
    """

    path: str
    actual: str
    stamp: Stamp | None
    linked: bool = False
    problem: Problem | None = None

    def unchanged_since(self, stamps: Mapping[str, Stamp]) -> bool:
        """Whether the file has the stamp that its path has in `stamps`."""
        return self.stamp is not None and stamps.get(self.path) == self.stamp


def scan(site: Path) -> tuple[ScannedFile, ...]:
    """Returns every file under content/ and ledger/, sorted by path.

    Hidden files are left out. A linked folder is not entered; it is returned as a file with a problem. So is
    a tree that is a link out of the site.
    """
    now = time.time_ns()
    trees = [folder for folder in TREES if not leads_outside(site, folder)]
    found = [_linked_tree(folder) for folder in TREES if folder not in trees]
    found += [
        _scanned(*each, now, root)
        for folder in trees
        for root in (os.path.realpath(site / folder),)
        for each in _entries(site / folder, folder)
    ]
    return tuple(sorted(found, key=lambda file: (file.path, file.actual)))


def scan_path(site: Path, actual: str) -> tuple[ScannedFile, ...]:
    """Returns the file at this path on disk, or every file of the folder.

    Returns nothing if the path does not exist, or if `scan` would leave it out.
    """
    way = PurePosixPath(actual)
    if leads_outside(site, way.parts[0]):
        return (_linked_tree(way.parts[0]),)
    inner = [each for each in way.parents if len(each.parts) > 1]
    if any(part.startswith(".") for part in way.parts) or any((site / each).is_symlink() for each in inner):
        return ()
    now, path, root = time.time_ns(), site / actual, os.path.realpath(site / way.parts[0])
    if path.is_dir() and (len(way.parts) == 1 or not path.is_symlink()):
        entries = _entries(path, actual)
        return tuple(_scanned(inside, entry, now, root) for inside, entry in entries)
    return (_scanned(actual, path, now, root),) if os.path.lexists(path) else ()


def leads_outside(site: Path, tree: str) -> bool:
    """Whether a folder of the site is a link that leads out of the site."""
    folder = site / tree
    return folder.is_symlink() and not _is_inside(os.path.realpath(folder), os.path.realpath(site))


def access_problem(path: str, file: Path, root: str) -> Problem | None:
    """The reason why an existing file must not be opened; None if it may be.

    Links out of `root` (a real path), links to nothing, devices, pipes and sockets must not be opened.
    """
    try:
        mode = file.stat().st_mode
    except OSError:
        return Problem(path, 1, 1, "symlink-outside")
    return _access_problem(path, file, mode, root, linked=file.is_symlink())


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
            else:
                yield f"{inside}/{name}", entry


def _linked_tree(tree: str) -> ScannedFile:
    return ScannedFile(tree, tree, None, True, Problem(tree, 1, 1, "symlink-outside"))


def _scanned(actual: str, entry: os.DirEntry[str] | Path, now: int, root: str) -> ScannedFile:
    path, linked = nfc(actual), entry.is_symlink()
    try:
        status = entry.stat()
    except OSError:  # a link to nothing
        return ScannedFile(path, actual, None, linked, Problem(path, 1, 1, "symlink-outside"))
    stamp = stamp_of(status)
    settled = max(stamp.modified, stamp.changed) < now - _MOMENT
    problem = _access_problem(path, entry, status.st_mode, root, linked) or _size_problem(path, stamp.size)
    return ScannedFile(path, actual, stamp if settled else None, linked, problem)


def _access_problem(
    path: str, file: Path | os.DirEntry[str], mode: int, root: str, linked: bool
) -> Problem | None:
    if linked and stat.S_ISDIR(mode):
        return Problem(path, 1, 1, "linked-folder")
    if linked and not _is_inside(os.path.realpath(file), root):
        return Problem(path, 1, 1, "symlink-outside")
    return None if stat.S_ISREG(mode) else Problem(path, 1, 1, "not-a-file")


def _is_inside(real: str, root: str) -> bool:
    return real.startswith(f"{root.rstrip(os.sep)}{os.sep}")


def _size_problem(path: str, size: int) -> Problem | None:
    if size <= MAX_BYTES or not path.endswith(".md"):
        return None
    return Problem(path, 1, 1, "too-large", (("size", f"{size / MAX_BYTES:.1f}"),))
