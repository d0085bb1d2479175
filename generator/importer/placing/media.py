"""Copies media of imported articles under ASCII names, each content once."""

import hashlib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace
from PIL import Image, UnidentifiedImageError

from generator.atomic_file import put_file
from generator.authoring.content_files import new_file
from generator.images.resize import has_too_many_pixels
from generator.importer.article import ImportedArticle, MediaReference
from generator.importer.extract import Extraction
from generator.importer.placing.formats import suffix_of
from generator.importer.placing.resources import DamagedError, ResourceIndex, open_resource
from generator.importer.sources.items import MEGABYTE
from generator.read.media import ALLOWED, PICTURES
from generator.read.scan import scan
from generator.text.slug import slugify

_MOST_BYTES = 1024 * MEGABYTE
_NAME = 40  # characters
_DIGITS = 8
_NAMED = re.compile(rf"-([0-9a-f]{{{_DIGITS}}})\.\w+$")
_CONVERTED = frozenset({".bmp", ".tiff"})  # to PNG, which is lossless and supported by browsers
_DAMAGE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class MediaFault(StrEnum):
    """Reason why a medium was not copied: the code of its problem."""

    ABSENT = "import-media-absent"
    DAMAGED = "import-media-damaged"
    FORMAT = "import-media-format"
    SIZE = "import-media-size"
    PIXELS = "import-media-pixels"
    REFUSED = "import-media-refused"


class PlacedMedia(Struct, frozen=True):
    """Medium of an article: its path from the site folder, or its fault."""

    reference: MediaReference
    path: str = ""
    fault: MediaFault | None = None


@dataclass(slots=True)
class ImportedMedia:
    """Media in the content of a site. If `dry`, only absent media are reported."""

    site: Path
    resources: ResourceIndex
    dry: bool
    _digests: dict[str, str] = field(default_factory=dict)  # path by SHA-256
    _likely: dict[str, list[Path]] = field(default_factory=dict)  # files by the digest digits in their names

    def __post_init__(self) -> None:
        for file in scan(self.site):
            if (found := _NAMED.search(file.actual)) and file.problem is None:
                self._likely.setdefault(found[1], []).append(self.site / file.actual)

    def place(self, page: Extraction, article: ImportedArticle, folder: str) -> tuple[PlacedMedia, ...]:
        """Copies the media of an article into a folder, given from the site folder."""
        return tuple(self._place_best(page, reference, folder) for reference in article.media)

    def _place_best(self, page: Extraction, reference: MediaReference, folder: str) -> PlacedMedia:
        """Copies the best of the addresses of a medium whose file is there and usable."""
        for address in reference.others:
            placed = self._place_one(page, replace(reference, reference=address), folder)
            if placed.fault is None:
                return placed
        return self._place_one(page, reference, folder)

    def _place_one(self, page: Extraction, reference: MediaReference, folder: str) -> PlacedMedia:
        location = self.resources.find(page.source, page.address, reference.reference)
        if location is None:
            return PlacedMedia(reference, fault=MediaFault.ABSENT)
        if self.dry:
            return PlacedMedia(reference, f"{folder}/{_stem(reference.reference)}")
        try:
            with open_resource(location) as stream, tempfile.TemporaryFile() as copy:
                if stream is None:
                    return PlacedMedia(reference, fault=MediaFault.DAMAGED)
                digest = _digest_of_copy(stream, copy)
                if not digest:
                    return PlacedMedia(reference, fault=MediaFault.SIZE)
                return self._store(copy, digest, reference, folder)
        except DamagedError:
            return PlacedMedia(reference, fault=MediaFault.DAMAGED)

    def _store(self, copy: BinaryIO, digest: str, reference: MediaReference, folder: str) -> PlacedMedia:
        known = self._known(digest)
        if known:
            return PlacedMedia(reference, known)
        suffix = suffix_of(copy, PurePosixPath(_path(reference.reference)).suffix.lower())
        if suffix in _CONVERTED:
            return self._as_png(copy, digest, reference, folder)
        if suffix not in ALLOWED or (reference.kind == "image" and suffix not in PICTURES):
            return PlacedMedia(reference, fault=MediaFault.FORMAT)
        fault = _picture_fault(copy) if suffix in PICTURES else None
        if fault:
            return PlacedMedia(reference, fault=fault)
        name = f"{_stem(reference.reference)}-{digest[:_DIGITS]}{suffix}"
        return self._written(copy, digest, f"{folder}/{name}", reference)

    def _as_png(self, copy: BinaryIO, digest: str, reference: MediaReference, folder: str) -> PlacedMedia:
        with tempfile.TemporaryFile() as png:
            try:
                with Image.open(copy) as picture:
                    if has_too_many_pixels(picture):
                        return PlacedMedia(reference, fault=MediaFault.PIXELS)
                    picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(png, "PNG")
            except _DAMAGE:
                return PlacedMedia(reference, fault=MediaFault.DAMAGED)
            png.seek(0)
            name = f"{_stem(reference.reference)}-{digest[:_DIGITS]}.png"
            return self._written(png, digest, f"{folder}/{name}", reference)

    def _known(self, digest: str) -> str:
        """Returns the path of a file with this digest in the content; "" if none."""
        if digest not in self._digests:
            for path in self._likely.get(digest[:_DIGITS], ()):
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                        self._digests[digest] = path.relative_to(self.site).as_posix()
        return self._digests.get(digest, "")

    def _written(self, copy: BinaryIO, digest: str, path: str, reference: MediaReference) -> PlacedMedia:
        """Writes a copy under a temporary name and renames it.

        An interrupted run leaves no partial picture.
        """
        copy.seek(0)
        if os.path.lexists(self.site / path):  # a file whose digest begins alike, or one that was edited
            stem, dot, suffix = path.rpartition(".")
            path = f"{stem}{digest[_DIGITS:]}{dot}{suffix}"
        target = new_file(self.site, path)
        if target is None:
            return PlacedMedia(reference, fault=MediaFault.REFUSED)
        put_file(target, lambda file: shutil.copyfileobj(copy, file, MEGABYTE))
        self._digests[digest] = path
        return PlacedMedia(reference, path)


def _digest_of_copy(stream: BinaryIO, copy: BinaryIO) -> str:
    """Copies the stream; returns its SHA-256, "" if it is too long."""
    digest, size = hashlib.sha256(), 0
    while block := stream.read(MEGABYTE):
        size += len(block)
        if size > _MOST_BYTES:
            return ""
        digest.update(block)
        copy.write(block)
    copy.seek(0)
    return digest.hexdigest()


def _picture_fault(copy: BinaryIO) -> MediaFault | None:
    """The reason why a build would refuse the picture; None if it would not."""
    try:
        with Image.open(copy) as picture:
            return MediaFault.PIXELS if has_too_many_pixels(picture) else None
    except Image.DecompressionBombError:
        return MediaFault.PIXELS
    except _DAMAGE:
        return MediaFault.DAMAGED


def _path(reference: str) -> str:
    if reference[:5].lower() == "data:":
        return ""
    try:
        return unquote(urlsplit(reference).path).replace("\\", "/")
    except ValueError:
        return ""


def _stem(reference: str) -> str:
    """Returns the name of the copy without digest and suffix, in ASCII."""
    stem = PurePosixPath(_path(reference)).name.rpartition(".")[0] or PurePosixPath(_path(reference)).name
    own = "" if stem.startswith("docx-") else stem
    return slugify(own)[:_NAME].strip("-") if own else "media"
