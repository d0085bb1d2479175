"""Puts a new folder in the place of an old one.

A kill at any moment leaves one of them whole.
"""

import ctypes
import os
import shutil
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths count from the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE


def staged(place: Path) -> Path:
    """Where the new folder is made."""
    return place.with_name(f".{place.name}.new")


def _aside(place: Path) -> Path:
    """Where the old folder is while the system cannot swap two in one step."""
    return place.with_name(f".{place.name}.old")


def recover(place: Path) -> None:
    """Removes what a killed update left, or finishes it. Raises OSError.

    If there is an old folder aside, the new one was complete.
    """
    new, old = staged(place), _aside(place)
    if not place.exists() and old.is_dir():
        (new if new.is_dir() else old).rename(place)
    for left in (new, old):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)


def exchange(place: Path) -> None:
    """Puts the staged folder in its place and deletes the old one. Raises OSError."""
    new, old = staged(place), _aside(place)
    if not _swapped(new, place):
        place.rename(old)
        new.rename(place)
    recover(place)


def _swapped(new: Path, place: Path) -> bool:
    """Swaps two folders in one step; returns whether the system can do that."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # not Linux, or an old one
        return False
    return bool(rename(_HERE, os.fsencode(new), _HERE, os.fsencode(place), _EXCHANGE) == 0)
