"""Finds the bytes of a picture or file by the reference of a page.

References never become paths. They are only compared with names of files below the given folder, so none can
lead out of it.
"""

import base64
import binascii
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from msgspec import Struct

from generator.importer.addresses import normal_address
from generator.importer.sources.items import MhtmlPart, Resource, SavedFile
from generator.importer.sources.mhtml import part_content
from generator.importer.sources.unpacked import DAMAGED_ZIP

_MOST_DATA = 16 * 1024 * 1024  # characters of a data: reference
_DATA = re.compile(r"data:[^,;]*(?:;[^,;]*)*?(;base64)?,", re.IGNORECASE)
_DOCX = re.compile(r"docx-[0-9a-f]{32}\.")
_OF_SITES = ("", "static/", "content/", "assets/")  # where Hugo and Pelican keep what "/" means
_ILLEGAL = re.compile(r'[?*:|"<>]')  # in file names on Windows; saving programs write @ or _ instead


class DamagedError(Exception):
    """Raised if the container of a resource is damaged."""


class ResourceLocation(Struct, frozen=True):
    """Location of bytes: file, WARC record at `offset`, DOCX `member`, MHTML `part`, or `data`."""

    file: Path | None = None
    offset: int = -1
    member: str = ""
    part: int = -1
    data: bytes = b""


@dataclass(slots=True)
class ResourceIndex:
    """All resources in the sources."""

    _records: dict[str, tuple[Path, int]] = field(default_factory=dict)
    _parts: dict[tuple[Path, str], int] = field(default_factory=dict)
    _listings: dict[str, dict[str, str]] = field(default_factory=dict)
    used: set[Path] = field(default_factory=set)

    def add(self, resource: Resource) -> None:
        """Adds a resource. The first capture of a URL is used."""
        self._records.setdefault(normal_address(resource.address), (resource.file, resource.offset))

    def add_part(self, part: MhtmlPart) -> None:
        """Adds a part of an MHTML file, for the page in that file."""
        for reference in part.references:
            self._parts.setdefault((part.file, reference), part.number)

    def find(self, page: SavedFile, address: str, reference: str) -> ResourceLocation | None:
        """Finds the resource that a reference means; None if no source has it.

        `address`: URL of the page.
        """
        found = self._find(page, address, reference)
        if found and found.file:
            self.used.add(found.file)
        return found

    def _find(self, page: SavedFile, address: str, reference: str) -> ResourceLocation | None:
        reference = reference.strip()
        if reference[:5].lower() == "data:":
            return _data(reference)
        if _DOCX.match(reference):
            return ResourceLocation(page.file, member=reference)
        absolute = _joined(address, reference)
        for each in (reference, absolute):
            number = self._parts.get((page.file, each))
            if number is not None:
                return ResourceLocation(page.file, part=number)
        held = self._records.get(normal_address(absolute)) if absolute else None
        if held:
            return ResourceLocation(held[0], held[1])
        return self._beside(page, reference, absolute)

    def _beside(self, page: SavedFile, reference: str, absolute: str) -> ResourceLocation | None:
        """Finds a file below the root under the names of saving programs."""
        for inside in _places(page.inside, reference, absolute):
            actual = self._actual(page.root, inside)
            if actual:
                return ResourceLocation(actual)
        return None

    def _actual(self, root: Path, inside: PurePosixPath) -> Path | None:
        """Finds the file at a path, ignoring case and Unicode form."""
        folder = root
        for number, part in enumerate(inside.parts, start=1):
            name = self._listing(folder).get(_plain(part))
            if name is None:
                return None
            folder = folder / name
            if number == len(inside.parts):
                return folder if _is_file_below(folder, root) else None
        return None

    def _listing(self, folder: Path) -> dict[str, str]:
        """Returns the names in a folder by their comparison form."""
        key = str(folder)
        if key not in self._listings:
            try:
                self._listings[key] = {_plain(path.name): path.name for path in sorted(folder.iterdir())}
            except (NotADirectoryError, FileNotFoundError):
                self._listings[key] = {}
        return self._listings[key]


@contextmanager
def open_resource(location: ResourceLocation) -> Iterator[BinaryIO | None]:
    """Opens a resource; None if its container no longer has it.

    Raises DamagedError, also in the body of the with block, if the container is damaged.
    """
    if location.file is None:
        yield io.BytesIO(location.data)
    elif location.member:
        yield _member(location.file, location.member)
    elif location.part >= 0:
        content = part_content(location.file.read_bytes(), location.part)
        yield None if content is None else io.BytesIO(content)
    elif location.offset >= 0:
        yield from _record(location.file, location.offset)
    else:
        with location.file.open("rb") as stream:
            yield stream


def _member(file: Path, reference: str) -> BinaryIO | None:
    from generator.importer.sources.docx import picture_member

    try:
        with zipfile.ZipFile(file) as archive:
            member = picture_member(archive, reference)
            return io.BytesIO(archive.read(member)) if member else None
    except DAMAGED_ZIP as error:
        raise DamagedError from error


def _record(file: Path, offset: int) -> Iterator[BinaryIO | None]:
    from generator.importer.sources.warc import DAMAGE, open_record

    with file.open("rb") as stream:
        try:
            yield open_record(stream, offset)
        except DAMAGE as error:
            raise DamagedError from error


def _is_file_below(path: Path, root: Path) -> bool:
    return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(root.resolve()))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _data(reference: str) -> ResourceLocation | None:
    found = _DATA.match(reference)
    if not found or len(reference) > _MOST_DATA:
        return None
    try:
        payload = unquote_to_bytes(reference[found.end() :])
        return ResourceLocation(data=base64.b64decode(payload, validate=False) if found[1] else payload)
    except (binascii.Error, ValueError):
        return None


def _joined(address: str, reference: str) -> str:
    """Returns the reference as URL; "" if invalid."""
    try:
        joined = urljoin(address, reference)
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) else ""


def _places(page: str, reference: str, absolute: str) -> Iterator[PurePosixPath]:
    """Yields paths from the root where a reference may be.

    They are relative to the page, or to its URL in each folder above.
    """
    try:
        parts, whole = urlsplit(reference), urlsplit(absolute)
    except ValueError:
        return
    folder = PurePosixPath(page).parent
    if not parts.scheme and not parts.netloc and not parts.path.startswith("/"):
        for name in _names(parts.path, parts.query):
            yield from _inside(folder, name)
    if not whole.netloc and not parts.path.startswith("/"):
        return
    source = whole if whole.netloc else parts
    for above in (folder, *folder.parents):
        for name in _names(source.path, source.query):
            if source.netloc:
                yield from _inside(above, f"{source.netloc}/{name.lstrip('/')}")
            for folder_of_site in _OF_SITES:
                yield from _inside(above, f"{folder_of_site}{name.lstrip('/')}")


def _names(path: str, query: str) -> Iterator[str]:
    """Yields the file names for a URL, with its query in several forms, and without."""
    bare = unquote(path.replace("\\", "/"))
    if query:
        for mark in ("?", "@", "_", "%3F"):
            yield f"{bare}{mark}{query}"
            yield f"{bare}{mark}{_ILLEGAL.sub('_', unquote(query))}"
    yield bare
    yield path


def _inside(folder: PurePosixPath, name: str) -> Iterator[PurePosixPath]:
    """Yields the path from the root, if it stays below the root."""
    found: list[str] = []
    for part in (folder / name).parts:
        if part == "..":
            if not found:
                return
            found.pop()
        elif part not in (".", "/"):
            found.append(part)
    if found:
        yield PurePosixPath(*found)
