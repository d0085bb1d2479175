"""The mending of files on disk: each is replaced whole, or not at all."""

from collections.abc import Sequence
from pathlib import Path

from generator.check.fixes import mended
from generator.content_files import known_file, replace_file
from generator.model.settings import Settings
from generator.read.files import FileReader
from generator.read.scan import ScannedFile


def mend_files(site: Path, settings: Settings, files: Sequence[ScannedFile]) -> tuple[str, ...]:
    """Mends what is safe to mend in these Markdown files; returns the paths of those that changed."""
    reader = FileReader(site, settings.languages, settings.markdown_extensions)
    changed = []
    for found in files:
        file = None if found.problem else known_file(site, found.actual)
        if file is None:
            continue  # reading reports it
        data = file.read_bytes()
        after = mended(reader, found.path, data)
        if after != data:
            replace_file(file, after)
            changed.append(found.path)
    return tuple(changed)
