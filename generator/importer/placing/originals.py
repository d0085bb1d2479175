"""Stores captured files beside the content under their SHA-256.

`.originals/ab/abcdef….html` has the bytes whose digest is in `source`, for verification.
"""

import shutil
from pathlib import Path, PurePosixPath

from generator.importer.extract import Extraction

FOLDER = ".originals"


def keep_original(site: Path, extraction: Extraction) -> None:
    """Stores the capture if it is not stored yet. Raises OSError."""
    target = site / FOLDER / extraction.digest[:2] / f"{extraction.digest}{_suffix(extraction)}"
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    passing = target.with_suffix(".part")
    if extraction.original:
        passing.write_bytes(extraction.original)
    else:
        shutil.copyfile(extraction.source.file, passing)
    passing.replace(target)


def _suffix(extraction: Extraction) -> str:
    """Returns the suffix of the file; ".html" for a page in a container."""
    own = PurePosixPath(extraction.source.inside).suffix.lower()
    return ".html" if "!" in extraction.path or not own else own
