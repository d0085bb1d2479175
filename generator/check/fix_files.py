"""Fixes files on disk. Each file is replaced as a whole, or left alone."""

from collections.abc import Sequence
from pathlib import Path

from generator.authoring.content_files import known_file, replace_file
from generator.check.fixes import fixed
from generator.model.settings import Settings
from generator.read.files import FileReader
from generator.read.scan import ScannedFile


def fix_files(site: Path, settings: Settings, files: Sequence[ScannedFile]) -> tuple[str, ...]:
    """Applies the safe fixes to these Markdown files. Returns the paths of the changed ones."""
    reader = FileReader(site, settings.languages, settings.markdown_extensions)
    changed = []
    for found in files:
        file = None if found.problem else known_file(site, found.actual)
        if file is None:
            continue  # reading reports it
        data = file.read_bytes()
        after = fixed(reader, found.path, data)
        if after != data:
            replace_file(file, after)
            changed.append(found.path)
    return tuple(changed)
