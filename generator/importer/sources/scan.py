"""Lists all files of the sources, in the order of their paths."""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from generator.importer.sources.items import LeftAside, SavedFile, import_problem
from generator.model.problem import Problem

# Files of operating systems, and files for robots.
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini", "robots.txt", "ads.txt", "humans.txt"})


def scan(sources: Sequence[Path]) -> Iterator[SavedFile | LeftAside | Problem]:
    """Yields the files. Hidden files are left aside; links out of the folder are problems."""
    for source in sources:
        if source.is_dir():
            yield from _below(source, source, "")
        elif not source.is_file():
            yield LeftAside(_slashed(source), "special")
        else:
            yield SavedFile(_slashed(source), source.parent, source.name, source, source.stat().st_size, True)


def below(root: Path, shown: str) -> Iterator[SavedFile | LeftAside | Problem]:
    """Yields the files below a folder that is shown under another name."""
    for item in _below(root, root, ""):
        if not isinstance(item, SavedFile):
            yield replace(item, path=item.path.replace(_slashed(root), shown, 1))
        else:
            yield SavedFile(f"{shown}!{item.inside}", root, item.inside, item.file, item.size)


def _below(root: Path, folder: Path, inside: str) -> Iterator[SavedFile | LeftAside | Problem]:
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith(".") or entry.name.lower() in _LITTER:
            yield LeftAside(_slashed(Path(entry.path)), "hidden")
            continue
        path, name = Path(entry.path), inside + unicodedata.normalize("NFC", entry.name)
        if entry.is_symlink() and (entry.is_dir() or not _leads_inside(path, root)):
            yield import_problem(_slashed(path), "import-link-outside")
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(root, path, f"{name}/")
        elif entry.is_file():  # not a socket or pipe
            yield SavedFile(_slashed(path), root, name, path, entry.stat().st_size)
        else:
            yield LeftAside(_slashed(path), "special")


def _leads_inside(link: Path, root: Path) -> bool:
    return link.is_file() and link.resolve().is_relative_to(root.resolve())


def _slashed(path: Path) -> str:
    # Reports are UTF-8. Undecodable names are shown with question marks.
    return unicodedata.normalize("NFC", path.as_posix().encode("utf-8", "replace").decode("utf-8"))
