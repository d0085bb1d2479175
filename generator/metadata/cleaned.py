"""A file without metadata."""

from msgspec import Struct


class Cleaned(Struct, frozen=True):
    """A picture without metadata. `place`: its metadata said where it was taken."""

    content: bytes
    place: bool = False
