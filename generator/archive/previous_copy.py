"""The copy before: its manifest, whose hash the next copy names."""

import zipfile
from pathlib import Path

from generator.archive.bag import MANIFEST
from generator.archive.errors import CopyRefusedError

_MOST = 64_000_000  # bytes of a manifest


def manifest_of_copy(path: Path) -> bytes:
    """The manifest of a copy: a zip, a bag, a folder with a bag in it. Raises CopyRefusedError, OSError."""
    manifest = _in_folder(path) if path.is_dir() else _in_zip(path)
    if manifest is None:
        raise CopyRefusedError("no-copy", {"path": str(path)})
    return manifest


def _in_folder(folder: Path) -> bytes | None:
    found = [file for file in (folder / MANIFEST, *folder.glob(f"*/{MANIFEST}")) if file.is_file()]
    return found[0].read_bytes() if found else None


def _in_zip(path: Path) -> bytes | None:
    try:
        with zipfile.ZipFile(path) as container:
            for info in container.infolist():
                top, _, name = info.filename.partition("/")
                if top and name == MANIFEST and info.file_size <= _MOST:
                    return container.read(info)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError):
        return None
    return None
