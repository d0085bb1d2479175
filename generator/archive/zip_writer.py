"""Zip files with the same bytes for the same files: fixed order, times and modes.

A container is written beside its place and renamed, so that a killed run leaves the old one whole.
"""

import os
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.archive.copy_file import CopyFile

_MODE = 0o100644 << 16
_FIRST_YEAR = 1980  # of the zip format
# Files of these kinds are compressed already.
_STORED = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".mp4", ".webm", ".mp3", ".pdf", ".woff2", ".zip")
_LEVEL = 6


def write_zip(
    files: Sequence[CopyFile], target: Path, day: date, step: Callable[[int, int], None]
) -> None:
    """Writes the files into a zip in the order of their paths; calls `step` with how many are done of all.

    Raises OSError if the disk fails; the target is then as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        with zipfile.ZipFile(draft, "w") as container:
            for done, file in enumerate(sorted(files, key=lambda file: file.path), 1):
                container.writestr(_info(file.path, day), file.read())
                step(done, len(files))
        with draft.open("rb") as stream:
            os.fsync(stream.fileno())
        draft.replace(target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _info(path: str, day: date) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0))
    info.external_attr = _MODE
    info.create_system = 3  # Unix, on every machine
    info.compress_type = zipfile.ZIP_STORED if path.lower().endswith(_STORED) else zipfile.ZIP_DEFLATED
    info._compresslevel = _LEVEL  # type: ignore[attr-defined]
    return info
