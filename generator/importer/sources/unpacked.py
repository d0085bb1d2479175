"""Unpacks zip archives into a temporary folder."""

import errno
import lzma
import shutil
import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from generator.importer.sources.items import MEGABYTE, SavedFile, import_problem
from generator.model.problem import Problem
from generator.text.file_names import MAX_BYTES
from generator.text.slug import digest

_MOST_BYTES = 8 * 1024 * MEGABYTE
_MOST_MEMBERS = 200_000
_RATIO = 200  # maximum compression ratio of the archive
_SUFFIX = 6  # characters
# Errors that names or data of an archive cause, not the disk.
_OF_THE_ARCHIVE = (
    None, errno.EINVAL, errno.ENAMETOOLONG, errno.EILSEQ, errno.EEXIST, errno.ENOTDIR, errno.EISDIR,
)  # fmt: skip
# Exceptions of zipfile and its decompressors for a damaged archive.
DAMAGED_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError, ValueError,
    OverflowError, struct.error, IndexError,
)  # fmt: skip
_UNASKED = 64 * MEGABYTE  # up to this size any ratio is accepted


class UnpackLimits:
    """Members and bytes that all archives of an import may still have."""

    def __init__(self) -> None:
        self.members, self.size = _MOST_MEMBERS, _MOST_BYTES

    def take(self, members: int, size: int) -> bool:
        """Subtracts an archive. Returns False if it exceeds what is left."""
        self.members, self.size = self.members - members, self.size - size
        return self.members >= 0 and self.size >= 0


def unpack(saved: SavedFile, folder: Path, limits: UnpackLimits) -> list[Problem]:
    """Unpacks an archive; returns problems of unsafe members or of the archive.

    No member is inflated beyond its stated size; zipfile checks this.
    """
    try:
        with zipfile.ZipFile(saved.file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            size, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
            if size > max(_UNASKED, _RATIO * packed) or not limits.take(len(members), size):
                return [import_problem(saved.shown, "import-zip-bomb")]
            return [p for member in members for p in _unpacked(archive, member, saved, folder)]
    except DAMAGED_ZIP:
        return [import_problem(saved.shown, "import-zip-damaged")]
    except OSError as error:
        if error.errno not in _OF_THE_ARCHIVE:
            raise
        return [import_problem(saved.shown, "import-zip-damaged")]


def _short(name: str) -> str:
    """The name, or one that every disk can hold: browsers name pages by titles of any length."""
    if len(name.encode(errors="replace")) <= MAX_BYTES:
        return name
    return f"{digest(name, 16)}{PurePosixPath(name).suffix[:_SUFFIX]}"


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, saved: SavedFile, folder: Path
) -> list[Problem]:
    inside = PurePosixPath(member.filename.replace("\\", "/"))
    path = f"{saved.shown}!{inside.as_posix()}"
    link = stat.S_ISLNK(member.external_attr >> 16)
    if (
        link
        or not inside.parts
        or inside.is_absolute()
        or ".." in inside.parts
        or ":" in inside.parts[0]
        or "\0" in member.filename
    ):
        return [import_problem(path, "import-path-escapes")]
    target = folder.joinpath(*map(_short, inside.parts))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, target.open("xb") as file:
            shutil.copyfileobj(source, file)
    except DAMAGED_ZIP:
        return [import_problem(path, "import-zip-damaged")]  # encrypted, or of an unknown method
    except OSError as error:
        if error.errno not in _OF_THE_ARCHIVE:
            raise
        return [import_problem(path, "import-zip-damaged")]  # a name twice, or one that no disk can hold
    return []
