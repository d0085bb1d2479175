"""Originals: the captured files, kept beside the content under their SHA-256.

`.originals/ab/abcdef….html` holds the bytes whose digest the article's `source` names, to be verified.
"""

import shutil
from pathlib import Path, PurePosixPath

from generator.importer.extract import Extraction

FOLDER = ".originals"


def keep_original(site: Path, understood: Extraction) -> None:
    """Stores the capture unless it is there. Raises OSError."""
    target = site / FOLDER / understood.digest[:2] / f"{understood.digest}{_suffix(understood)}"
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    passing = target.with_suffix(".part")
    if understood.original:
        passing.write_bytes(understood.original)
    else:
        shutil.copyfile(understood.source.file, passing)
    passing.replace(target)


def _suffix(understood: Extraction) -> str:
    """The file's own; a part of a container is kept as a page."""
    own = PurePosixPath(understood.source.inside).suffix.lower()
    return ".html" if "!" in understood.path or not own else own
