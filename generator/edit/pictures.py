"""Stores pictures that are dropped into the form: upright, in sRGB, smaller, without metadata.

Metadata may tell where a photographer lives.
"""

import hashlib
import warnings
from collections.abc import Container
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from generator.authoring.content_files import new_file
from generator.images.resize import DAMAGE, FORMATS, has_too_many_pixels, plain_picture, reduced_picture
from generator.text.slug import slugify

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 2000  # pixels; pages show 1600 at most
_QUALITY = 85
_ENOUGH = 1_500_000  # bytes of a file that is kept if it holds nothing but a picture
_TRIES = 1000
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
_TELLING = (
    "exif",
    "xmp",
    "XML:com.adobe.xmp",
    "photoshop",
    "comment",
    "icc_profile",
    "Raw profile type exif",
)

Fault = Literal["heic", "no-picture", "too-large"]


class DroppedPicture(Struct, frozen=True):
    """A picture to be stored."""

    suffix: str
    content: bytes
    width: int
    height: int


def smaller(content: bytes) -> DroppedPicture | Fault:
    """The picture in these bytes, as it is to be stored."""
    from PIL import Image

    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"msf1"):
        return "heic"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                return "too-large" if has_too_many_pixels(picture) else _stored(picture, content)
        except Image.DecompressionBombError:
            return "too-large"
        except DAMAGE:
            return "no-picture"


def _stored(picture: "Image", content: bytes) -> DroppedPicture:
    """The picture as stored. Raises Pillow's exceptions if it is damaged."""
    size, kind = picture.size, str(picture.format)
    is_moving = getattr(picture, "is_animated", False)
    has_more = any(picture.info.get(name) for name in _TELLING) or len(picture.getexif()) > 0
    fits = max(size) <= LONGEST_SIDE and len(content) <= _ENOUGH
    if is_moving or (fits and not has_more):
        picture.load()
        return DroppedPicture(_SUFFIXES[kind], content, *size)
    share = min(1.0, LONGEST_SIDE / max(size))
    wanted = (max(1, round(size[0] * share)), max(1, round(size[1] * share)))
    picture.draft(None, wanted)
    picture.load()
    plain = plain_picture(reduced_picture(picture, wanted))
    upright = wanted if (plain.width > plain.height) == (wanted[0] > wanted[1]) else wanted[::-1]
    small = plain if plain.size == upright else plain.resize(upright)
    made = BytesIO()
    if plain.mode == "RGBA" or kind in ("PNG", "GIF"):
        small.save(made, "PNG", optimize=True)
        return DroppedPicture(".png", made.getvalue(), *small.size)
    small.save(made, "JPEG", quality=_QUALITY, progressive=False)
    return DroppedPicture(".jpg", made.getvalue(), *small.size)


def free_file(
    site: Path, article: str, name: str, picture: DroppedPicture, taken: Container[Path] = ()
) -> tuple[str, Path] | None:
    """A name beside an article, and its path on disk; that of the same picture if it is there already.

    `taken` are paths that are not free. Returns None if the folder must not be written to.
    """
    stem = slugify(PurePosixPath(name.replace("\\", "/")).stem)
    folder = article.rpartition("/")[0]
    wanted = hashlib.sha256(picture.content).digest()
    for number in range(1, _TRIES):
        free = f"{stem}{f'-{number}' if number > 1 else ''}{picture.suffix}"
        file = new_file(site, f"{folder}/{free}")
        if file is None:
            return None
        if file in taken:
            continue
        if not file.exists() or hashlib.sha256(file.read_bytes()).digest() == wanted:
            return free, file
    return None
