"""The survey of the sources: every file below the folders that were given, in the order of their paths."""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.importer.sources.items import SavedFile, refused
from generator.model.problem import Problem

# What systems leave lying about, and what sites say to robots alone.
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini", "robots.txt", "ads.txt", "humans.txt"})


def scan(sources: Sequence[Path]) -> Iterator[SavedFile | Problem]:
    """The files; hidden ones are left out, and links that lead out of the folder are a problem."""
    for source in sources:
        if source.is_dir():
            yield from _below(source, source, "")
        else:
            yield SavedFile(_slashed(source), source.parent, source.name, source, source.stat().st_size, True)


def below(root: Path, shown: str) -> Iterator[SavedFile | Problem]:
    """The files below a folder that is shown under another name, as an unpacked archive is."""
    for item in _below(root, root, ""):
        if isinstance(item, Problem):
            yield replace(item, path=item.path.replace(_slashed(root), shown, 1))
        else:
            yield SavedFile(f"{shown}!{item.inside}", root, item.inside, item.file, item.size)


def _below(root: Path, folder: Path, inside: str) -> Iterator[SavedFile | Problem]:
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith(".") or entry.name.lower() in _LITTER:
            continue
        path, name = Path(entry.path), inside + unicodedata.normalize("NFC", entry.name)
        if entry.is_symlink() and (entry.is_dir() or not _leads_inside(path, root)):
            yield refused(_slashed(path), "import-link-outside")
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(root, path, f"{name}/")
        elif entry.is_file():  # neither a socket nor a pipe
            yield SavedFile(_slashed(path), root, name, path, entry.stat().st_size)


def _leads_inside(link: Path, root: Path) -> bool:
    return link.is_file() and link.resolve().is_relative_to(root.resolve())


def _slashed(path: Path) -> str:
    # A name that is no UTF-8 is shown with question marks: no report could hold it.
    return unicodedata.normalize("NFC", path.as_posix().encode("utf-8", "replace").decode("utf-8"))
