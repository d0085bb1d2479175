"""Pictures of formats that browsers do not show, as JPEG: HEIC of phones, TIFF of scanners, BMP."""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from generator.images.resize import DAMAGE, has_too_many_pixels, plain_picture

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = 90
_FORMATS = ("TIFF", "BMP", "JPEG", "PNG", "WEBP")  # some cameras call a JPEG .heic
_HEIC = "HEIF"
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
ConversionFault = Literal["picture-unreadable", "picture-large", "picture-heic"]


def as_jpeg(content: bytes) -> bytes | ConversionFault:
    """The picture in these bytes as JPEG, upright and without metadata. Always the same.

    HEIC is read if pi-heif is installed.
    """
    from PIL import Image

    heic = content[4:8] == b"ftyp" and content[8:12] in _BRANDS
    if heic and not _can_read_heic():
        return "picture-heic"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=(_HEIC,) if heic else _FORMATS) as picture:
                if has_too_many_pixels(picture):
                    return "picture-large"
                return _jpeg(picture)
        except Image.DecompressionBombError:
            return "picture-large"
        except DAMAGE:
            return "picture-unreadable"


def _can_read_heic() -> bool:
    try:
        from pi_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener()
    return True


def _jpeg(picture: "Image") -> bytes:
    from PIL import Image

    picture.load()
    plain = plain_picture(picture)
    if plain.mode == "RGBA":  # JPEG has no transparency
        white = Image.new("RGB", plain.size, "white")
        white.paste(plain, mask=plain.getchannel("A"))
        plain = white
    content = BytesIO()
    plain.save(content, "JPEG", quality=_QUALITY, progressive=False)
    return content.getvalue()
