"""Fixes files on disk. Each file is replaced as a whole, or left alone."""

from collections.abc import Sequence
from pathlib import Path

from generator.check.fixes import fixed
from generator.model.settings import Settings
from generator.read.files import MAX_BYTES, FileReader
from generator.read.scan import ScannedFile


def fix_files(site: Path, settings: Settings, files: Sequence[ScannedFile]) -> tuple[str, ...]:
    """Applies the safe fixes to these Markdown files. Returns the paths of the changed ones."""
    reader = FileReader(site, settings.languages, settings.markdown_extensions)
    changed = []
    for found in files:
        file = site / found.actual
        data = file.read_bytes()
        after = fixed(reader, found.path, data) if len(data) <= MAX_BYTES else data
        if after != data:
            _replace(file.resolve(), after)
            changed.append(found.path)
    return tuple(changed)


def _replace(file: Path, data: bytes) -> None:
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(data)
    part.chmod(file.stat().st_mode)
    part.replace(file)
