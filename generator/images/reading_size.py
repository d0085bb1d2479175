"""Pictures in reading size: JPEG, or the small PNG that there is, for phones and e-readers.

Old readers show neither WebP nor AVIF, and none needs more pixels than a page of it has.
"""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from generator.images.resize import DAMAGE, FORMATS, has_too_many_pixels, plain_picture, reduced_picture

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST, TALLEST = 800, 1200  # pixels
_QUALITY = 76
_SMALL = 60_000  # bytes of a PNG that is taken as it is


def reading_size(content: bytes) -> tuple[str, bytes] | None:
    """The picture in these bytes as (suffix, bytes); None if it cannot be shown. Always the same."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                if has_too_many_pixels(picture):
                    return None
                if _fits(picture) and len(content) <= _SMALL:
                    picture.load()
                    return ".png", content
                return ".jpg", _jpeg(picture)
        except Image.DecompressionBombError:
            return None
        except DAMAGE:
            return None


def _fits(picture: "Image") -> bool:
    """Whether the picture is a PNG without movement that is small enough."""
    still = not getattr(picture, "is_animated", False)
    return picture.format == "PNG" and still and picture.width <= WIDEST and picture.height <= TALLEST


def _jpeg(picture: "Image") -> bytes:
    from PIL import Image

    bounds = _within(picture.size, (WIDEST, TALLEST))
    if picture.getexif().get(0x0112, 1) in (5, 6, 7, 8):
        bounds = _within(picture.size, (TALLEST, WIDEST))
    picture.draft(None, bounds)
    picture.load()
    flat = plain_picture(reduced_picture(picture, bounds))
    if flat.mode == "RGBA":  # JPEG has no transparency
        white = Image.new("RGB", flat.size, "white")
        white.paste(flat, mask=flat.getchannel("A"))
        flat = white
    size = _within(flat.size, (WIDEST, TALLEST))
    small = flat if size == flat.size else flat.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    content = BytesIO()
    small.save(content, "JPEG", quality=_QUALITY)
    return content.getvalue()


def _within(size: tuple[int, int], bounds: tuple[int, int]) -> tuple[int, int]:
    """The size in the same proportions, no larger than the bounds."""
    share = min(1.0, bounds[0] / size[0], bounds[1] / size[1])
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))
