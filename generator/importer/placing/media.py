"""Media of imported articles: copied beside them under ASCII names, each once by its content."""

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
from PIL import Image, UnidentifiedImageError

from generator.content_files import new_file, put_file
from generator.images.resize import has_too_many_pixels
from generator.importer.article import ImportedArticle, MediaReference
from generator.importer.extract import Extraction
from generator.importer.placing.formats import suffix_of
from generator.importer.placing.resources import DamagedError, ResourceIndex, opened
from generator.importer.sources.items import MEGABYTE
from generator.read.media import ALLOWED, PICTURES
from generator.read.scan import scan
from generator.text.slug import slugify

_MOST_BYTES = 1024 * MEGABYTE
_NAME = 40  # characters
_DIGITS = 8
_NAMED = re.compile(rf"-([0-9a-f]{{{_DIGITS}}})\.\w+$")
_CONVERTED = frozenset({".bmp", ".tiff"})  # to PNG, which loses nothing and which browsers show
_DAMAGE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class Fault(StrEnum):
    """Why a medium has no copy, by the code of its problem."""

    ABSENT = "import-media-absent"
    DAMAGED = "import-media-damaged"
    FORMAT = "import-media-format"
    SIZE = "import-media-size"
    PIXELS = "import-media-pixels"
    REFUSED = "import-media-refused"


class Placed(Struct, frozen=True):
    """A medium of an article: its path from the site's folder, or why it has none."""

    reference: MediaReference
    path: str = ""
    fault: Fault | None = None


@dataclass(slots=True)
class ImportedMedia:
    """The media of a site's content; `dry`: nothing is written, and only what is absent is told."""

    site: Path
    resources: ResourceIndex
    dry: bool
    _digests: dict[str, str] = field(default_factory=dict)  # path by SHA-256
    _likely: dict[str, list[Path]] = field(default_factory=dict)  # files by the digits in their names

    def __post_init__(self) -> None:
        for file in scan(self.site):
            if (found := _NAMED.search(file.actual)) and file.problem is None:
                self._likely.setdefault(found[1], []).append(self.site / file.actual)

    def place(self, page: Extraction, article: ImportedArticle, folder: str) -> tuple[Placed, ...]:
        """Puts the media of an article into the folder (a path from the site's)."""
        return tuple(self._placed(page, reference, folder) for reference in article.media)

    def _placed(self, page: Extraction, reference: MediaReference, folder: str) -> Placed:
        holding = self.resources.find(page.source, page.address, reference.reference)
        if holding is None:
            return Placed(reference, fault=Fault.ABSENT)
        if self.dry:
            return Placed(reference, f"{folder}/{_stem(reference.reference)}")
        try:
            with opened(holding) as stream, tempfile.TemporaryFile() as copy:
                if stream is None:
                    return Placed(reference, fault=Fault.DAMAGED)
                digest = _digest_of_copy(stream, copy)
                if not digest:
                    return Placed(reference, fault=Fault.SIZE)
                return self._kept(copy, digest, reference, folder)
        except DamagedError:
            return Placed(reference, fault=Fault.DAMAGED)

    def _kept(self, copy: BinaryIO, digest: str, reference: MediaReference, folder: str) -> Placed:
        known = self._known(digest)
        if known:
            return Placed(reference, known)
        suffix = suffix_of(copy, PurePosixPath(_path(reference.reference)).suffix.lower())
        if suffix in _CONVERTED:
            return self._as_png(copy, digest, reference, folder)
        if suffix not in ALLOWED or (reference.kind == "image" and suffix not in PICTURES):
            return Placed(reference, fault=Fault.FORMAT)
        fault = _picture_fault(copy) if suffix in PICTURES else None
        if fault:
            return Placed(reference, fault=fault)
        name = f"{_stem(reference.reference)}-{digest[:_DIGITS]}{suffix}"
        return self._written(copy, digest, f"{folder}/{name}", reference)

    def _as_png(self, copy: BinaryIO, digest: str, reference: MediaReference, folder: str) -> Placed:
        with tempfile.TemporaryFile() as png:
            try:
                with Image.open(copy) as picture:
                    if has_too_many_pixels(picture):
                        return Placed(reference, fault=Fault.PIXELS)
                    picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(png, "PNG")
            except _DAMAGE:
                return Placed(reference, fault=Fault.DAMAGED)
            png.seek(0)
            name = f"{_stem(reference.reference)}-{digest[:_DIGITS]}.png"
            return self._written(png, digest, f"{folder}/{name}", reference)

    def _known(self, digest: str) -> str:
        """Where the content has this file already."""
        if digest not in self._digests:
            for path in self._likely.get(digest[:_DIGITS], ()):
                with path.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                        self._digests[digest] = path.relative_to(self.site).as_posix()
        return self._digests.get(digest, "")

    def _written(self, copy: BinaryIO, digest: str, path: str, reference: MediaReference) -> Placed:
        copy.seek(0)
        if os.path.lexists(self.site / path):  # its digest begins alike, or somebody has changed it
            stem, dot, suffix = path.rpartition(".")
            path = f"{stem}{digest[_DIGITS:]}{dot}{suffix}"
        target = new_file(self.site, path)
        if target is None:
            return Placed(reference, fault=Fault.REFUSED)
        put_file(target, lambda file: shutil.copyfileobj(copy, file, MEGABYTE))
        self._digests[digest] = path
        return Placed(reference, path)


def _digest_of_copy(stream: BinaryIO, copy: BinaryIO) -> str:
    """Copies the stream; its SHA-256, or "" where it is too long."""
    digest, size = hashlib.sha256(), 0
    while block := stream.read(MEGABYTE):
        size += len(block)
        if size > _MOST_BYTES:
            return ""
        digest.update(block)
        copy.write(block)
    copy.seek(0)
    return digest.hexdigest()


def _picture_fault(copy: BinaryIO) -> Fault | None:
    """Why the build could not take the picture; None where it can."""
    try:
        with Image.open(copy) as picture:
            return Fault.PIXELS if has_too_many_pixels(picture) else None
    except Image.DecompressionBombError:
        return Fault.PIXELS
    except _DAMAGE:
        return Fault.DAMAGED


def _path(reference: str) -> str:
    if reference[:5].lower() == "data:":
        return ""
    try:
        return unquote(urlsplit(reference).path).replace("\\", "/")
    except ValueError:
        return ""


def _stem(reference: str) -> str:
    """The name of the copy without digest and suffix: the file's own in ASCII."""
    stem = PurePosixPath(_path(reference)).name.rpartition(".")[0] or PurePosixPath(_path(reference)).name
    own = "" if stem.startswith("docx-") else stem
    return slugify(own)[:_NAME].strip("-") if own else "media"
