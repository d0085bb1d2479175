"""The picture that stands beside a link on other sites: cut to their shape, with the article's year on it.

Such a link is read years later by people who take it for news. Nothing but the year is written on it.
"""

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.images.resize import DAMAGE, FORMATS, plain_picture, reduced_picture

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDTH, _HEIGHT = 1200, 630  # pixels, the most and the shape that social networks show
NARROWEST = 400  # pixels; smaller pictures are not worth one
_QUALITY = 80
_RED, _WHITE = (0x8F, 0x1D, 0x1A), (255, 255, 255)


def share_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of the share picture of a picture. It is never enlarged."""
    wide = min(_WIDTH, width, height * _WIDTH // _HEIGHT)
    return wide, wide * _HEIGHT // _WIDTH


def share_picture(content: bytes, year: str, font: Path) -> bytes | None:
    """The share picture as JPEG, the same each time; None if it cannot be made. The year may be empty."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                picture.draft("RGB", (_WIDTH, _WIDTH))
                picture.load()
                flat = _flat(plain_picture(reduced_picture(picture, (_WIDTH, _WIDTH))))
                size = share_size(*flat.size)
                small = ImageOps.fit(flat, size, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
        except Image.DecompressionBombError:
            return None
        except DAMAGE:
            return None
    if year:
        _stamp(small, year, font)
    made = BytesIO()
    small.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()


def _flat(picture: "Image") -> "Image":
    """The picture without transparency."""
    from PIL import Image

    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _stamp(picture: "Image", year: str, font: Path) -> None:
    """Writes the year on a red field in the lower left corner."""
    from PIL import ImageDraw, ImageFont

    # Basic layout needs no library of the system.
    face = ImageFont.truetype(font, picture.height // 6, layout_engine=ImageFont.Layout.BASIC)
    left, top, right, bottom = face.getbbox(year)
    margin = picture.height // 20
    width, height = int(right - left) + 2 * margin, int(bottom - top) + 2 * margin
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, picture.height - height, width, picture.height), fill=_RED)
    draw.text((margin - left, picture.height - height + margin - top), year, font=face, fill=_WHITE)
