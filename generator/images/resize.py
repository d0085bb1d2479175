"""Derivatives: a picture in the sizes that pages show.

WebP, because every browser since 2020 shows it, from a disk as from a host, and because it halves what JPEG
takes and shrinks drawings, too. A derivative stands upright, in sRGB, without metadata (which may say where a
photographer lives); it is never larger than the picture, and only there if it saves something.

A picture comes from a stranger: formats that run programs are not opened, and what it may cost is bounded
by its number of pixels before one of them is decoded.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (240, 480, 720, 1080, 1600)
# Of a picture that is decoded whole, at four bytes each and more; a telephone's have 51 million at most.
MAX_PIXELS = 52_000_000
MAX_PIXELS_OF_JPEG = 130_000_000  # one that is not progressive is decoded at a fraction
MAX_BYTES = 200 * 1024 * 1024  # of a file: more is not even looked at
_LIGHT = 8 * 1024  # bytes of a file that may as well be shown itself
_WORTH = 0.8  # of the picture's bytes: what takes more saves nothing
_WORTH_AS_WIDE = 0.5  # what is no smaller to the eye must save more to be worth its loss
_STEP = 0.8  # of the widest: one that is hardly narrower is not worth a file
_QUALITY = 78
_TALLEST = 16_383  # that a WebP can be
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_MOVING = ("PNG", "GIF", "WEBP", "AVIF")
# Others (16 bits a channel, numbers with a point) lose their shades when they are converted.
_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"}
_EVEN = {"L", "LA", "RGB", "RGBA", "CMYK"}

# What Pillow lets through when a file is damaged.
_DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,  # UnidentifiedImageError
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

Fault = Literal["", "picture-unreadable", "picture-large", "picture-damaged"]


class ResizedPicture(Struct, frozen=True):
    """A picture: width and height in pixels as shown (zeros where nobody knows them), what is wrong with it,
    and (width, bytes) of its derivatives, the narrowest first."""

    width: int = 0
    height: int = 0
    fault: Fault = ""
    derivatives: tuple[tuple[int, bytes], ...] = ()


def derive(content: bytes) -> ResizedPicture:
    """The picture in these bytes; its derivatives are the same ones each time."""
    from PIL import Image  # takes its time, and most builds meet no new picture

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the faults say
        try:
            with Image.open(BytesIO(content), formats=_FORMATS) as picture:
                return _derived(picture, len(content))
        except Image.DecompressionBombError:
            return ResizedPicture(fault="picture-large")
        except _DAMAGE:
            return ResizedPicture(fault="picture-unreadable")


def has_too_many_pixels(picture: "Image") -> bool:
    """Whether its header names more pixels than are decoded here."""
    in_parts = picture.format == "JPEG" and not picture.info.get("progressive")
    return picture.width * picture.height > (MAX_PIXELS_OF_JPEG if in_parts else MAX_PIXELS)


def _derived(picture: "Image", size: int) -> ResizedPicture:
    """Raises what Pillow does where not even the measures can be read."""
    width, height = picture.size
    if has_too_many_pixels(picture):
        return ResizedPicture(fault="picture-large")
    try:
        if picture.getexif().get(0x0112, 1) in (5, 6, 7, 8):  # a camera that was held upright
            width, height = height, width
        derivatives = tuple(_derivatives(picture, width, height, size))
    except _DAMAGE:
        return ResizedPicture(width, height, "picture-damaged")
    return ResizedPicture(width, height, derivatives=derivatives)


def _derivatives(picture: "Image", width: int, height: int, size: int) -> Iterator[tuple[int, bytes]]:
    """Those that save something. Whatever the picture is, all of it is decoded, so that damage shows."""
    from PIL import Image

    moving = picture.format in _MOVING and getattr(picture, "is_animated", False)
    measures = [(w, max(1, round(height * w / width))) for w in _widths(width, size)]
    measures = [(w, h) for w, h in measures if h <= _TALLEST]
    largest = max(measures, default=(1, 1))
    largest = largest if picture.size == (width, height) else largest[::-1]
    picture.draft(None, largest)  # a JPEG is decoded at a half, a quarter or an eighth where that will do
    picture.load()
    if moving or picture.mode not in _MODES:
        return
    plain = _plain(_reduced(picture, largest))
    for measure in measures:
        content = BytesIO()
        small = plain.resize(measure, Image.Resampling.LANCZOS, reducing_gap=3.0)
        small.save(content, "WEBP", quality=_QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
        worth = _WORTH if measure[0] < width else _WORTH_AS_WIDE
        if content.tell() <= worth * size:
            yield measure[0], content.getvalue()


def _widths(width: int, size: int) -> Sequence[int]:
    """Those of a picture of this width and number of bytes: the last is its own, or the widest of a page."""
    if size <= _LIGHT:
        return []
    widest = min(width, WIDTHS[-1])
    return [*(each for each in WIDTHS if each <= _STEP * widest), widest]


def _reduced(picture: "Image", measure: tuple[int, int]) -> "Image":
    """The picture at an even fraction that has twice this measure, so that large ones take little memory."""
    factor = min(picture.width // measure[0], picture.height // measure[1]) // 2
    return picture.reduce(factor) if factor > 1 and picture.mode in _EVEN else picture


def _plain(picture: "Image") -> "Image":
    """The picture upright, in sRGB, as RGB or RGBA, and nothing but its pixels."""
    from PIL import ImageOps

    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    transparent = upright.has_transparency_data
    alpha = upright.convert("RGBA").getchannel("A") if transparent else None
    plain = _in_srgb(upright, profile) if profile else upright.convert("RGB")
    plain.info.clear()
    if alpha:
        plain.putalpha(alpha)
    return plain


def _in_srgb(picture: "Image", profile: bytes) -> "Image":
    """The picture in the colours that screens show; as it is, where its profile makes no sense."""
    from PIL import ImageCms

    known = picture if picture.mode in ("RGB", "L", "CMYK") else picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        made = ImageCms.profileToProfile(known, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        made = None
    return made or picture.convert("RGB")
