"""Slugs: ASCII, lower-case words of an address."""

import hashlib
import re
from functools import lru_cache

from generator.text.file_names import is_device
from generator.text.unicode import fold

MAX_SLUG = 80
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def digest(text: str, length: int = 6) -> str:
    """The beginning of a text's SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def slugify(text: str) -> str:
    """The slug of a text: "do-luong-2014" for "Đo lường 2014".

    It has at most MAX_SLUG characters and is never empty. A text that is too long, empty when folded, or a
    reserved file name gets a digest of the whole text, so that such texts have different slugs.
    """
    slug = _SEPARATORS.sub("-", fold(text)).strip("-")
    if not slug:
        return digest(text)
    if is_device(slug):
        return f"{slug}-{digest(text)}"
    if len(slug) > MAX_SLUG:
        head = slug[: MAX_SLUG - 7].rsplit("-", 1)[0].strip("-")
        return f"{head}-{digest(text)}"
    return slug


@lru_cache(maxsize=16384)
def name_slug(name: str) -> str:
    """The slug of a name, always with a digest.

    So Bùi Thị Hưng and Bùi Thị Hùng stay two people.
    """
    slug = slugify(name)
    return slug if slug.endswith(digest(name)) else f"{slug[: MAX_SLUG - 7].strip('-')}-{digest(name)}"
