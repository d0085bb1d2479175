"""Writing of content/: the one place where files of the content are made, replaced or moved.

Names and values come from strangers, and so do the links in a folder. A new file has a portable name. No link
leads a write out of its folder: neither one on the way, nor the file itself, nor a draft that lies ready.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from generator.read.scan import CONTENT, access_problem
from generator.text.file_names import is_portable

_DRAFT = ".khotin.part"


def new_file(site: Path, path: str, tree: str = CONTENT) -> Path | None:
    """The file at a path from the site's folder, to be written; None where it must not be.

    That is: a path that leaves the tree, a name that is not portable, or a way that passes through a link or
    a file. The tree itself may be a link. Whether a file is there already is not asked.
    """
    first, *names = path.split("/")
    if first != tree or not names or not all(map(is_portable, names)):
        return None
    file = site.joinpath(tree, *names)
    if any(os.path.lexists(folder) and not folder.is_dir() for folder in file.parents[: len(names)]):
        return None
    return None if any(each.is_symlink() for each in (file, *file.parents[: len(names) - 1])) else file


def known_file(site: Path, path: str, tree: str = CONTENT) -> Path | None:
    """The regular file at a path from the site's folder, links followed; None where it lies elsewhere.

    A link is followed from one file of the tree to another; a linked folder is not entered.
    """
    first, *names = path.split("/")
    if first != tree or not names or not all(names) or ".." in names or "\0" in path:
        return None
    file = site.joinpath(tree, *names)
    if any(folder.is_symlink() for folder in file.parents[: len(names) - 1]):
        return None
    root, real = os.path.realpath(site / tree), Path(os.path.realpath(file))
    return real if real.is_relative_to(root) and access_problem(path, file, root) is None else None


def write_new(file: Path, text: str) -> None:
    """Writes a file that must not exist yet: FileExistsError where it does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)


def replace_file(file: Path, data: bytes) -> None:
    """Puts these bytes in the place of a file's own, at once: it is never seen half-written."""
    put_file(file, lambda stream: stream.write(data), file.stat().st_mode)


def put_file(file: Path, write: Callable[[BinaryIO], object], mode: int | None = None) -> None:
    """Puts a file there, whole or not at all, in the place of one that may be there; with this mode."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(_DRAFT)
    draft.unlink(missing_ok=True)  # one that was left lying, or a link that lies ready for it
    with draft.open("xb") as stream:
        write(stream)
    if mode is not None:
        draft.chmod(mode)
    draft.replace(file)
