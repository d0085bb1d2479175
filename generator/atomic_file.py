"""Writes files as a whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_DRAFT = ".khotin.part"


def put_file(file: Path, write: Callable[[BinaryIO], object], mode: int | None = None) -> None:
    """Writes a file atomically: `write` gets a draft, which then replaces the file.

    A link at the file's place is replaced, not followed. `mode` is the mode of the new file, or None for the
    default. Raises OSError if the disk fails; the old file is then as it was.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(_DRAFT)
    draft.unlink(missing_ok=True)  # left by a killed process, or a link planted by a stranger
    with draft.open("xb") as stream:
        write(stream)
    if mode is not None:
        draft.chmod(mode)
    draft.replace(file)
