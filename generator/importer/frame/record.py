"""The records of the frame: the sketch of a page, and what is learned of a site."""

from collections.abc import Mapping
from enum import IntEnum

from msgspec import Struct

from generator.importer.frame.place import combined, text_hash


class Shape(IntEnum):
    """Bits of the shape of a line in a sketch. The lowest three are the level of a heading."""

    HEADING = 7
    STRONG = 8
    LINKED = 16
    NAMED = 32  # the markup names it as title
    PROSE = 64
    STAMPED = 128  # holds a date
    TIMED = 256  # holds a date and a time
    PERSON = 512  # may be a name
    PICTURE = 1024  # the text is the address of a picture
    WORDED = 2048  # has the number of words of a title
    SITE = 4096  # the markup names it as part of the site


class PageSketch(Struct, frozen=True, array_like=True):
    """Lines of a page as hashes, and its metadata as hashes.

    `key`: hash of the address or path. `places`, `texts`, `targets`: eight bytes for each line; a target is
    that of a link. `shapes`: two bytes for each line. `said`: for each line the number of the claim
    it repeats. `days`: for each line the day it states, as a number, four bytes.
    `claims`: by field, parts of titles under "part".
    """

    site: str
    key: int
    places: bytes
    texts: bytes
    targets: bytes
    shapes: bytes
    said: bytes
    days: bytes
    claims: tuple[tuple[str, int], ...] = ()


class SketchedPage(Struct, frozen=True):
    """A sketch as lists, with the numbers of its content and template."""

    content: int
    template: int
    places: list[int]
    texts: list[int]
    targets: list[int]
    shapes: list[int]
    said: list[int]
    days: list[int]
    claims: tuple[tuple[str, int], ...]


class SiteFrame(Struct, frozen=True):
    """What repeats on the pages of a site, and where titles and dates stand.

    `pages`: number of different pages it was learned from. `lines`: hashes of place and text, of linked lines
    of place, text and target. `always`: those on nearly all pages. `claims`: hashes of field and value in
    metadata. `titles`, `dates`: for each place the number of pages that have a title, a date there. `ranks`:
    how well a place of titles is shown, from 0 to 1. `others`: places of titles of others, as in lists.
    """

    pages: int = 0
    lines: frozenset[int] = frozenset()
    always: frozenset[int] = frozenset()
    claims: frozenset[int] = frozenset()
    titles: Mapping[int, int] = {}
    ranks: Mapping[int, float] = {}
    others: frozenset[int] = frozenset()
    dates: Mapping[int, int] = {}


def line_hash(place: int, text: int) -> int:
    """Returns the hash of a text in a place."""
    return combined(place, text)


def link_hash(place: int, text: int, target: int) -> int:
    """Returns the hash of a link in a place."""
    return combined(combined(place, text), target or 1)


def claim_hash(name: str, value: int) -> int:
    """Returns the hash of a value of a field of the metadata."""
    return combined(text_hash(name), value)
