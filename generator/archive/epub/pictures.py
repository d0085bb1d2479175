"""The pictures of a book, in reading size."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator import permalinks
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile, made_file
from generator.archive.epub.markup import LINK
from generator.archive.errors import CopyRefusedError
from generator.images.reading_size import reading_size

_DERIVATIVE = re.compile(r"\.\d+\.webp$")


class BookPictures(Struct, frozen=True):
    """The pictures of a book: their files, and their names by the addresses that show them.

    `described`: each has an alternative text wherever it is shown.
    """

    files: tuple[CopyFile, ...]
    names: Mapping[str, str]
    described: bool


def pictures_of(site: BuiltSite, bodies: Iterable[ET.Element]) -> BookPictures:
    """The pictures that these pages show, as far as they can be shown.

    Raises OSError, CopyRefusedError if one is no longer as it was built.
    """
    made: dict[str, CopyFile | None] = {}
    names: dict[str, str] = {}
    described = True
    for body in bodies:
        for node in body.iter("img"):
            address = node.get("src", "").removeprefix(LINK)
            original = _DERIVATIVE.sub("", address)
            if original not in made:
                made[original] = _file(site, original)
            file = made[original]
            if file:
                names[address] = file.path
                described = described and bool(node.get("alt"))
    files = tuple(file for file in made.values() if file)
    return BookPictures(tuple(sorted(files, key=lambda file: file.path)), names, described)


def _file(site: BuiltSite, address: str) -> CopyFile | None:
    """The file in the book of a picture of the site; None if there is no such picture, or none to show."""
    if address not in site.files or not address.startswith(f"{permalinks.MEDIA}/"):
        return None
    content = (site.output / address).read_bytes()
    if hashlib.sha256(content).hexdigest() != site.files[address]:
        raise CopyRefusedError("output-changed", {"path": address})
    found = reading_size(content)
    if found is None:
        return None
    suffix, small = found
    return made_file(f"media/{address.removeprefix(f'{permalinks.MEDIA}/')}{suffix}", small)
