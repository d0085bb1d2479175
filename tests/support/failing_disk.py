"""A disk that fails, simulated within the process of a build: run as its prelude (see `builds.py`)."""

import os
import sys
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def fail_below(folder: str, error: int, *events: str, after: int = 0) -> None:
    """Makes what is done below the folder fail with this error, from the time when `after` went well.

    The events are those of Python's audit hooks: "open" (for writing), "os.rename", "os.mkdir",
    "os.remove", "os.rmdir". What libraries in C write is not seen.
    """
    root = Path(folder).resolve()
    left = after

    def watch(event: str, details: tuple[object, ...]) -> None:
        nonlocal left
        if event in events and _is_change(event, details) and _is_below(details[0], root):
            left -= 1
            if left < 0:
                raise OSError(error, os.strerror(error), str(details[0]))

    sys.addaudithook(watch)


def _is_change(event: str, details: tuple[object, ...]) -> bool:
    return event != "open" or (isinstance(details[2], int) and bool(details[2] & _WRITING))


def _is_below(path: object, root: Path) -> bool:
    return isinstance(path, str | os.PathLike) and Path(path).absolute().is_relative_to(root)
