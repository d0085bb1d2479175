"""Fixes files on disk. Each file is replaced as a whole, or left alone."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from msgspec import Struct

from generator.authoring.content_files import known_file, replace_file
from generator.check.fixes import FixKind, fixed
from generator.model.settings import Settings
from generator.read.files import file_reader
from generator.read.scan import ScannedFile


class FixedFile(Struct, frozen=True):
    """A file that fixes change: its path, the kinds of fix, and the change as a unified diff."""

    path: str
    kinds: tuple[FixKind, ...]
    diff: str


def fix_files(
    site: Path, settings: Settings, files: Sequence[ScannedFile], *, write: bool = True
) -> tuple[FixedFile, ...]:
    """Applies the safe fixes to these Markdown files. Returns the changed ones.

    If `write` is not set, no file is written.
    """
    return tuple(_fix_all(site, settings, files, write))


def _fix_all(
    site: Path, settings: Settings, files: Sequence[ScannedFile], write: bool
) -> Iterator[FixedFile]:
    reader = file_reader(site, settings)
    for found in files:
        file = None if found.problem else known_file(site, found.actual)
        if file is None:
            continue  # reading reports it
        data = file.read_bytes()
        after = fixed(reader, found.path, data)
        if after.data != data:
            if write:
                replace_file(file, after.data)
            yield FixedFile(found.path, after.kinds, _diff(found.path, data, after.data))


def _diff(path: str, before: bytes, after: bytes) -> str:
    old, new = before.decode("utf-8", "replace"), after.decode("utf-8", "replace")
    lines = unified_diff(old.splitlines(), new.splitlines(), f"a/{path}", f"b/{path}", lineterm="", n=0)
    return "\n".join(lines)
