"""Stores captured files beside the content under their SHA-256.

`.originals/ab/abcdef….html` has the bytes whose digest is in `source`, for verification.
"""

import errno
import os
import shutil
from pathlib import Path, PurePosixPath

from generator.atomic_file import put_file
from generator.authoring.content_files import new_file
from generator.importer.extract import Extraction
from generator.text.file_names import is_portable

FOLDER = ".originals"
_SUFFIX = 16  # characters of the longest one that is kept


def keep_original(site: Path, extraction: Extraction) -> None:
    """Stores the capture if it is not stored yet. Raises OSError."""
    path = f"{FOLDER}/{extraction.digest[:2]}/{extraction.digest}{_suffix(extraction)}"
    target = new_file(site, path, FOLDER)
    if target is None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), path)
    if target.exists():
        return
    if extraction.original:
        put_file(target, lambda stream: stream.write(extraction.original))
    else:
        with (extraction.source.original or extraction.source.file).open("rb") as captured:
            put_file(target, lambda stream: shutil.copyfileobj(captured, stream))


def _suffix(extraction: Extraction) -> str:
    """Returns the suffix of the file; ".html" for a page in a container."""
    own = PurePosixPath(extraction.source.inside).suffix.lower()
    own = own if len(own) <= _SUFFIX and is_portable(f"x{own}") else ""
    return ".html" if "!" in extraction.path or not own else own
