"""Checks every path before a command writes to content/.

Names, values and links in a folder may come from strangers. A new file has a portable name. No write follows
a link out of its folder: neither a folder of the path, nor the file, nor a temporary file may be a link
there.
"""

import os
from pathlib import Path

from generator.atomic_file import put_file
from generator.read.scan import CONTENT, access_problem, leads_outside
from generator.text.file_names import is_portable


def new_file(site: Path, path: str, tree: str = CONTENT) -> Path | None:
    """Returns the file at a path from the site's folder, for writing.

    Returns None if the path leaves the tree, has a name that is not portable, or passes through a link or a
    file. The tree itself may be a link within the site. The file may exist already.
    """
    first, *names = path.split("/")
    if first != tree or not names or not all(map(is_portable, names)) or leads_outside(site, tree):
        return None
    file = site.joinpath(tree, *names)
    if any(os.path.lexists(folder) and not folder.is_dir() for folder in file.parents[: len(names)]):
        return None
    return None if any(each.is_symlink() for each in (file, *file.parents[: len(names) - 1])) else file


def known_file(site: Path, path: str, tree: str = CONTENT) -> Path | None:
    """Returns the regular file at a path from the site's folder.

    Returns None if there is none, or if it lies outside the tree. A link from one file of the tree to another
    is followed. A linked folder is not entered.
    """
    first, *names = path.split("/")
    if first != tree or not names or not all(names) or ".." in names or "\0" in path:
        return None
    if leads_outside(site, tree):
        return None
    file = site.joinpath(tree, *names)
    if any(folder.is_symlink() for folder in file.parents[: len(names) - 1]):
        return None
    root, real = os.path.realpath(site / tree), Path(os.path.realpath(file))
    return real if real.is_relative_to(root) and access_problem(path, file, root) is None else None


def write_new(file: Path, text: str) -> None:
    """Writes a new file. Raises FileExistsError if it exists."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)


def replace_file(file: Path, data: bytes) -> None:
    """Replaces the bytes of a file atomically, and keeps its mode."""
    put_file(file, lambda stream: stream.write(data), file.stat().st_mode)
