"""The user's cache folder: this user wrote its files, and no repository brought them."""

import os
import stat
import sys
from pathlib import Path

_NAME = "khotin"
_PRIVATE = 0o700
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class UserFolderError(OSError):
    """The user's cache folder cannot be used.

    `path` is its path. It is empty if the user has no home folder.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path = path
        self.reason = reason


def user_folder() -> Path:
    """Returns the user's cache folder: $XDG_CACHE_HOME/khotin, ~/.cache/khotin or %LOCALAPPDATA%\\khotin.

    It may not exist yet. Raises UserFolderError if the user has no home folder.
    """
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    named = os.environ.get(variable, "")
    if os.path.isabs(named):  # noqa: PTH117 (a relative one is ignored, as the XDG specification asks)
        return Path(named) / _NAME
    try:
        home = Path.home()
    except RuntimeError as error:
        raise UserFolderError("", str(error)) from error
    return home / ("AppData/Local" if sys.platform == "win32" else ".cache") / _NAME


def private_folder(*parts: str) -> Path:
    """Makes a folder that only this user can enter, in the user's cache folder.

    Raises UserFolderError if it cannot be made, belongs to somebody else or can be written by others.
    """
    folders = _path_to(*parts)
    for folder in folders:
        _make(folder)
        _check_private(folder)
    return folders[-1]


def existing_private_folder(*parts: str) -> Path:
    """Returns a folder in the user's cache folder.

    Raises UserFolderError as `private_folder` does, and also if it does not exist.
    """
    folders = _path_to(*parts)
    for folder in folders:
        _check_private(folder)
    return folders[-1]


def _path_to(*parts: str) -> list[Path]:
    """The user's cache folder, and each folder below it on the path."""
    root = user_folder()
    return [root.joinpath(*parts[:number]) for number in range(len(parts) + 1)]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UserFolderError(str(folder), "it is not a folder") from error
    except OSError as error:
        raise UserFolderError(str(folder), error.strerror or str(error)) from error


def _check_private(folder: Path) -> None:
    try:
        status = folder.lstat()
    except OSError as error:
        raise UserFolderError(str(folder), error.strerror or str(error)) from error
    if not stat.S_ISDIR(status.st_mode):
        raise UserFolderError(str(folder), "it is not a folder")
    if sys.platform == "win32":
        return  # the profile of a user is guarded by the system
    if status.st_uid != os.geteuid():
        raise UserFolderError(str(folder), "it belongs to another user")
    if status.st_mode & _OTHERS_WRITE:
        raise UserFolderError(str(folder), "other users can write into it (chmod go-w)")


def write_private(file: Path, content: bytes) -> None:
    """Writes a file at once, readable by this user alone."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    draft.replace(file)
