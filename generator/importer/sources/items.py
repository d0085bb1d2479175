"""What the sources give: captures, things that pages show, addresses that lead to others."""

from pathlib import Path

from msgspec import Struct

from generator.importer.capture import MOST_BYTES, Capture
from generator.model.problem import Problem
from generator.model.values import Position

MEGABYTE = 1024 * 1024


class SavedFile(Struct, frozen=True):
    """A file to import from: `shown` as its keeper names it, `inside` its path from `root`, the folder that
    was given (or the one that holds the file); both with slashes. `named`: the file itself was given."""

    shown: str
    root: Path
    inside: str
    file: Path
    size: int
    named: bool = False


class SourceItem(Struct, frozen=True):
    """A capture, the file that holds it, and the SHA-256 of the original where that is not the capture's data
    ("" where it is)."""

    capture: Capture
    source: SavedFile
    digest: str = ""


class Resource(Struct, frozen=True):
    """Something that a page may show or offer, inside a WARC: its address, and where its record begins."""

    address: str
    file: Path
    offset: int


class Moved(Struct, frozen=True):
    """An old address that led to another one."""

    address: str
    target: str


Item = SourceItem | Resource | Moved | Problem


def refused(path: str, code: str, line: int = 1, **details: str) -> Problem:
    return Problem.at(path, Position(line, 1), code, **details)


def too_large(path: str, size: int) -> Problem:
    """The refusal of a page of so many bytes."""
    return refused(path, "import-too-large", size=f"{size / MEGABYTE:.1f}", most=str(MOST_BYTES // MEGABYTE))
