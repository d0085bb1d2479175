"""Writes the tracebacks of faults to a file that problems name."""

import tempfile
import traceback
from pathlib import Path

from generator.importer.sources.items import UnreadableRecord

_LONGEST = 200  # characters of a reason


def reason_of(error: BaseException) -> str:
    """Returns kind and message of an exception in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]


def is_of_library(error: BaseException) -> bool:
    """Whether an exception arose in the code of a library.

    Damaged records bring that about.
    """
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1].filename if frames else ""
    return "site-packages" in last or last.endswith((".pyx", ".pxi"))


def unreadable(path: str, error: BaseException) -> UnreadableRecord:
    """Returns what stands for a record at which its reader failed.

    Called where the exception is caught.
    """
    return UnreadableRecord(path, reason_of(error), traceback.format_exc())


class FaultLog:
    """File with the tracebacks of one import. It is created at the first fault."""

    def __init__(self) -> None:
        self._file: Path | None = None

    def write(self, path: str, traceback: str) -> str:
        """Appends the traceback of a page, and returns the name of the file."""
        if self._file is None:
            handle, name = tempfile.mkstemp(prefix="khotin-import-fault-", suffix=".txt")
            self._file = Path(name)
            with open(handle, "w", encoding="utf-8"):  # noqa: PTH123  (the handle of mkstemp)
                pass
        with self._file.open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{path}\n{traceback}\n")
        return self._file.as_posix()
