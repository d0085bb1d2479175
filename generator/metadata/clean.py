"""Pictures and films without place, owner and camera, as they are published.

A picture's pixels, and the bytes that they are decoded from, stay as they are.
"""

from collections.abc import Sequence

from generator.metadata import gif, jpeg, png, webp
from generator.metadata.boxes import Bytes, Patch, Patches, is_boxed, patches
from generator.metadata.cleaned import Cleaned
from generator.metadata.webm import is_webm, webm_patches


def clean_picture(content: bytes) -> Cleaned:
    """The picture in these bytes without metadata. Bytes of no known format stay as they are."""
    if content.startswith(jpeg.START):
        return jpeg.cleaned(content)
    if content.startswith(png.START):
        return png.cleaned(content)
    if content.startswith(gif.STARTS):
        return gif.cleaned(content)
    if webp.is_webp(content):
        return webp.cleaned(content)
    found = film_patches(content)
    return Cleaned(patched(content, found.writes), found.place)


def film_patches(content: Bytes) -> Patches:
    """What blanks the metadata of a film; nothing if its format is not known."""
    if is_boxed(content):
        return patches(content)
    return webm_patches(content) if is_webm(content) else Patches()


def patched(content: bytes, writes: Sequence[Patch]) -> bytes:
    """The bytes with the patches written over them."""
    if not writes:
        return content
    copy = bytearray(content)
    for at, new in writes:
        copy[at : at + len(new)] = new
    return bytes(copy)
