"""Files of the output, before they are written."""

from pathlib import Path

from msgspec import Struct


class Copied(Struct, frozen=True):
    """A file of the output that is a copy of another."""

    path: str
    source: Path


class Rendered(Struct, frozen=True):
    """A file of the output and its bytes."""

    path: str
    content: bytes


OutputFile = Copied | Rendered
