"""Files of the output, before they are written."""

from pathlib import Path

from msgspec import Struct


class Copied(Struct, frozen=True):
    """An output file that is a copy of another file."""

    path: str
    source: Path


class Rendered(Struct, frozen=True):
    """An output file and its bytes."""

    path: str
    content: bytes


OutputFile = Copied | Rendered
