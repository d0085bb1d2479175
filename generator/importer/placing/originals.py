"""Originals: the captured files, kept beside the content under their SHA-256.

`.originals/ab/abcdef….html` holds the bytes whose digest the article's `source` names, to be verified.
"""

import errno
import os
import shutil
from pathlib import Path, PurePosixPath

from generator.content_files import new_file, put_file
from generator.importer.extract import Extraction
from generator.text.file_names import is_portable

FOLDER = ".originals"
_SUFFIX = 16  # characters of the longest one that is kept


def keep_original(site: Path, understood: Extraction) -> None:
    """Stores the capture unless it is there. Raises OSError."""
    path = f"{FOLDER}/{understood.digest[:2]}/{understood.digest}{_suffix(understood)}"
    target = new_file(site, path, FOLDER)
    if target is None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), path)
    if target.exists():
        return
    if understood.original:
        put_file(target, lambda stream: stream.write(understood.original))
    else:
        with understood.source.file.open("rb") as captured:
            put_file(target, lambda stream: shutil.copyfileobj(captured, stream))


def _suffix(understood: Extraction) -> str:
    """The file's own; a part of a container is kept as a page."""
    own = PurePosixPath(understood.source.inside).suffix.lower()
    own = own if len(own) <= _SUFFIX and is_portable(f"x{own}") else ""
    return ".html" if "!" in understood.path or not own else own
