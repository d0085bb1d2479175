"""Carries out a planned move. If the disk fails, everything is put back."""

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from generator.authoring.content_files import known_file, new_file, replace_file
from generator.authoring.moving import MovePlan
from generator.read.scan import CONTENT, ScannedFile


def carry_out(site: Path, plan: MovePlan, files: Mapping[str, ScannedFile]) -> None:
    """Writes and moves the files. Raises OSError after everything was put back."""
    undo: list[Callable[[], object]] = []
    try:
        for old, new in sorted(plan.paths.items()):
            _move(site, files[old], new, plan.written.get(old), undo)
        for old, data in sorted(plan.written.items()):
            if old not in plan.paths:
                _replace(site, files[old], data, undo)
    except OSError:
        for step in reversed(undo):
            with contextlib.suppress(OSError):
                step()
        raise
    for old in plan.paths:
        (site / files[old].actual).unlink(missing_ok=True)
    for old in plan.paths:
        _remove_empty_folder(site, files[old].actual)


def _move(
    site: Path, file: ScannedFile, new: str, data: bytes | None, undo: list[Callable[[], object]]
) -> None:
    """Writes a file in its new place. The old one stays until everything is written."""
    target, source = new_file(site, new), known_file(site, file.actual)
    if target is None or source is None:
        raise PermissionError(new)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as stream:
        undo.append(target.unlink)
        stream.write(source.read_bytes() if data is None else data)


def _replace(site: Path, file: ScannedFile, data: bytes, undo: list[Callable[[], object]]) -> None:
    actual = known_file(site, file.actual)
    if actual is None:
        raise PermissionError(file.path)
    before = actual.read_bytes()
    undo.append(lambda: replace_file(actual, before))
    replace_file(actual, data)


def _remove_empty_folder(site: Path, actual: str) -> None:
    """Removes the folder of a file that has moved if nothing is left in it.

    So the folders above are removed. The folders of the sections stay.
    """
    folder = PurePosixPath(actual).parent
    while len(folder.parts) > len((CONTENT, "section")):
        try:
            (site / folder).rmdir()
        except OSError:  # something else lies in it
            return
        folder = folder.parent
