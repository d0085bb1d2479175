"""Resizes pictures to the sizes that pages show.

Derivatives are WebP, because every browser since 2020 shows it, and it halves the size of JPEG and shrinks
drawings too. A derivative is upright, in sRGB, without metadata (which may reveal where a photographer
lives). It is never larger than the picture, and made only if it saves bytes.

Pictures are untrusted: formats that run programs are not opened, and the number of pixels is checked before
any is decoded.
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
# A picture that is decoded whole takes four bytes a pixel and more. Those of phones have 51 million at most.
MAX_PIXELS = 52_000_000
MAX_PIXELS_OF_JPEG = 130_000_000  # a JPEG that is not progressive is decoded at a fraction of its size
MAX_SIDE = (
    65_535  # pixels, the most of a JPEG; each row of a decoded picture costs memory, however short it is
)
MAX_BYTES = 200 * 1024 * 1024  # bytes of a file; larger ones are not opened
_LIGHT = 8 * 1024  # bytes; such a small file is shown itself
_MAX_SHARE = 0.8  # greatest share of the picture's bytes that a derivative may have
# The same for a derivative as wide as the picture: its loss of quality must save more.
_MAX_SHARE_SAME_WIDTH = 0.5
_STEP = 0.8  # greatest width compared with the widest; others would save too little
_QUALITY = 78
_TALLEST = 16_383  # height in pixels that WebP allows
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_ANIMATED = ("PNG", "GIF", "WEBP", "AVIF")
# Other modes (16 bits a channel, floating point) lose shades when converted.
_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"}
_EVEN = {"L", "LA", "RGB", "RGBA", "CMYK"}

# Exceptions that Pillow raises for damaged files.
DAMAGE: tuple[type[Exception], ...] = (
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

PictureFault = Literal["", "picture-unreadable", "picture-large", "picture-damaged", "picture-heic"]


class ResizedPicture(Struct, frozen=True):
    """A picture and its derivatives.

    Width and height are in pixels as shown, or 0 if they cannot be read. `fault` is a problem code, or "".
    `derivatives` are (width, bytes), the narrowest first.
    """

    width: int = 0
    height: int = 0
    fault: PictureFault = ""
    derivatives: tuple[tuple[int, bytes], ...] = ()


def derive(content: bytes) -> ResizedPicture:
    """Makes the derivatives of the picture in these bytes. The result is always the same."""
    from PIL import Image  # slow to import, and most builds have no new picture

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # faults are reported instead
        try:
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                return _derived(picture, len(content))
        except Image.DecompressionBombError:
            return ResizedPicture(fault="picture-large")
        except DAMAGE:
            return ResizedPicture(fault="picture-unreadable")


def has_too_many_pixels(picture: "Image") -> bool:
    """Whether the header names more pixels than are decoded, in all or on one side."""
    in_parts = picture.format == "JPEG" and not picture.info.get("progressive")
    most = MAX_PIXELS_OF_JPEG if in_parts else MAX_PIXELS
    return picture.width * picture.height > most or max(picture.size) > MAX_SIDE


def _derived(picture: "Image", size: int) -> ResizedPicture:
    """Makes the derivatives. Raises Pillow's exceptions if not even the size can be read."""
    width, height = picture.size
    if has_too_many_pixels(picture):
        return ResizedPicture(fault="picture-large")
    try:
        if picture.getexif().get(0x0112, 1) in (5, 6, 7, 8):  # the camera was held upright
            width, height = height, width
        derivatives = tuple(_derivatives(picture, width, height, size))
    except DAMAGE:
        return ResizedPicture(width, height, "picture-damaged")
    return ResizedPicture(width, height, derivatives=derivatives)


def _derivatives(picture: "Image", width: int, height: int, size: int) -> Iterator[tuple[int, bytes]]:
    """Yields (width, bytes) of the derivatives that save bytes.

    Every picture is decoded completely, so that damage is found.
    """
    from PIL import Image

    animated = picture.format in _ANIMATED and getattr(picture, "is_animated", False)
    sizes = [(w, max(1, round(height * w / width))) for w in _widths(width, size)]
    sizes = [(w, h) for w, h in sizes if h <= _TALLEST]
    largest = max(sizes, default=(1, 1))
    largest = largest if picture.size == (width, height) else largest[::-1]
    picture.draft(None, largest)  # a JPEG is decoded at a half, quarter or eighth if that is enough
    picture.load()
    if animated or picture.mode not in _MODES:
        return
    plain = plain_picture(reduced_picture(picture, largest))
    for size_ in sizes:
        content = BytesIO()
        small = plain.resize(size_, Image.Resampling.LANCZOS, reducing_gap=3.0)
        small.save(content, "WEBP", quality=_QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
        share = _MAX_SHARE if size_[0] < width else _MAX_SHARE_SAME_WIDTH
        if content.tell() <= share * size:
            yield size_[0], content.getvalue()


def _widths(width: int, size: int) -> Sequence[int]:
    """Widths of the derivatives of a picture. The last is its own width, or the widest on any page."""
    if size <= _LIGHT:
        return []
    widest = min(width, WIDTHS[-1])
    return [*(each for each in WIDTHS if each <= _STEP * widest), widest]


def reduced_picture(picture: "Image", size_: tuple[int, int]) -> "Image":
    """The picture reduced by a whole factor to at least twice this size.

    So large pictures take little memory.
    """
    factor = min(picture.width // size_[0], picture.height // size_[1]) // 2
    return picture.reduce(factor) if factor > 1 and picture.mode in _EVEN else picture


def plain_picture(picture: "Image") -> "Image":
    """The picture upright, in sRGB, as RGB or RGBA, with nothing but its pixels."""
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
    """The picture in sRGB. A profile that is not valid is ignored."""
    from PIL import ImageCms

    known = picture if picture.mode in ("RGB", "L", "CMYK") else picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        made = ImageCms.profileToProfile(known, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        made = None
    return made or picture.convert("RGB")
