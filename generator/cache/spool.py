"""Spool files: long texts of a cache, appended to files beside its database.

To compress a text and put it into SQLite took longer than to render it. A text is found by its place, which
is kept in the database. Texts are only ever appended: one that is no longer needed stays until its file is
deleted, or until `compacted` copies the others.
"""

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from io import FileIO
from pathlib import Path

from msgspec import Struct

from generator.cache.database import CacheDamagedError
from generator.model.content import SpoolPlace

_FOLDER, _SUFFIX = "spool", ".spool"
_LARGEST = 256 << 20  # bytes of a file to which texts are appended
_WASTE = 16 << 20  # bytes that may lie unused, beside as many as are used


class SpoolWriter:
    """Appends texts to spool files: the process that made it to the last one, each other to one of its own.

    Worker processes inherit it. Only one build at a time has a cache, so no other process appends. A writer
    that is `fresh` begins a new file.
    """

    def __init__(self, cache: Path, *, fresh: bool = False) -> None:
        self._folder = cache / _FOLDER
        self._appender = 0 if fresh else os.getpid()  # the process that appends to the last file
        self._open: tuple[int, int, FileIO] | None = None  # the process, the number of its file, the file

    def append(self, text: bytes) -> SpoolPlace:
        """Appends a text. Raises OSError if the disk fails."""
        process = os.getpid()
        if self._open is None or self._open[0] != process:
            self._open = (process, *self._file_of(process))
        _, number, file = self._open
        offset, rest = file.tell(), text
        while rest := rest[file.write(rest) :]:
            pass
        return SpoolPlace(number, offset, len(text), digest_of(text))

    def _file_of(self, process: int) -> tuple[int, FileIO]:
        return (self._last() if process == self._appender else None) or self._new()

    def _last(self) -> tuple[int, FileIO] | None:
        """The last file, opened to append to it; None if there is none, or it is full."""
        number = max(_numbers(self._folder), default=0)
        if not number or _file(self._folder, number).stat().st_size >= _LARGEST:
            return None
        file = FileIO(_file(self._folder, number), "ab")
        file.seek(0, os.SEEK_END)
        return number, file

    def _new(self) -> tuple[int, FileIO]:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        while True:
            number = time.time_ns()  # no number comes twice: a program that serves may still read the file
            with suppress(FileExistsError):
                return number, FileIO(_file(self._folder, number), "xb")


class _SpoolFile(FileIO):
    """An open spool file. A worker process that cannot inherit it opens it again."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "rb")
        self.path = path

    def __reduce__(self) -> tuple[type["_SpoolFile"], tuple[str]]:
        return _SpoolFile, (self.path,)


class SpooledTexts(Struct, frozen=True):
    """Texts by name. Their files are open, so that they can be read even after these were deleted.

    Worker processes inherit them.
    """

    places: Mapping[str, SpoolPlace]
    files: Mapping[int, _SpoolFile]

    def __call__(self, name: str) -> bytes:
        """Reads a text, empty if there is none. Raises CacheDamagedError."""
        place = self.places.get(name)
        return b"" if place is None else _read(self.files[place.file], place)


def spooled_texts(cache: Path, places: Mapping[str, SpoolPlace]) -> SpooledTexts:
    """Opens the files of these texts. Raises CacheDamagedError if one is missing."""
    numbers = frozenset(place.file for place in places.values())
    try:
        files = {number: _SpoolFile(str(_file(cache / _FOLDER, number))) for number in numbers}
    except FileNotFoundError as error:
        raise CacheDamagedError(str(error)) from error
    return SpooledTexts(places, files)


def compacted(cache: Path, places: Mapping[str, SpoolPlace]) -> Mapping[str, SpoolPlace] | None:
    """Copies the texts to a new file, if most of their files is unused.

    Returns their new places, or None if nothing was copied.
    """
    texts = spooled_texts(cache, places)
    size = sum(os.fstat(file.fileno()).st_size for file in texts.files.values())
    if size <= 2 * sum(place.size for place in places.values()) + _WASTE:
        return None
    writer = SpoolWriter(cache, fresh=True)
    return {name: writer.append(texts(name)) for name in places}


def delete_unused(cache: Path, places: Iterable[SpoolPlace]) -> None:
    """Deletes the files that have none of these places."""
    used = {place.file for place in places}
    for number in _numbers(cache / _FOLDER):
        if number not in used:
            with suppress(OSError):  # on Windows one that is open stays, until the next time
                _file(cache / _FOLDER, number).unlink()


def digest_of(text: bytes) -> bytes:
    """A hash that nobody can find another text for: the database alone proves that a cache is the user's."""
    return blake2b(text, digest_size=16).digest()


def _read(file: _SpoolFile, place: SpoolPlace) -> bytes:
    text = _bytes_at(file, place)
    if len(text) != place.size or digest_of(text) != place.digest:
        raise CacheDamagedError("a text of the spool is not the one that was written")
    return text


def _bytes_at(file: _SpoolFile, place: SpoolPlace) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), place.size, place.offset)
    with FileIO(file.path, "rb") as own:  # on Windows, where threads share a file's position
        own.seek(place.offset)
        return own.read(place.size)


def _numbers(folder: Path) -> list[int]:
    """The numbers of the spool files, in order."""
    with suppress(FileNotFoundError):
        stems = (path.stem for path in folder.iterdir() if path.suffix == _SUFFIX)
        return sorted(int(stem) for stem in stems if stem.isdecimal())
    return []


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number}{_SUFFIX}"
