"""Items that sources yield: captures, resources and redirects."""

from pathlib import Path

from msgspec import Struct

from generator.importer.capture import MOST_BYTES, Capture
from generator.model.problem import Problem
from generator.model.values import Position

MEGABYTE = 1024 * 1024


class SavedFile(Struct, frozen=True):
    """File to import.

    `shown`: name for users. `root`: given folder, or the folder of the file. `inside`: path from `root`, with
    slashes. `named`: the file itself was given. `archive`: the outermost zip archive that holds the file.
    `original`: the file before its conversion, which the archive keeps. `one_site`: the pages
    below `root` are of one site.
    """

    shown: str
    root: Path
    inside: str
    file: Path
    size: int
    named: bool = False
    archive: Path | None = None
    original: Path | None = None
    one_site: bool = False


class SourceItem(Struct, frozen=True):
    """Capture and its file. `digest`: SHA-256 of the original, "" if it is the capture."""

    capture: Capture
    source: SavedFile
    digest: str = ""


class Resource(Struct, frozen=True):
    """Resource in a WARC: its URL, and the offset of its record."""

    address: str
    file: Path
    offset: int


class MhtmlPart(Struct, frozen=True):
    """Part of an MHTML file: the references that mean it, and its number."""

    file: Path
    references: tuple[str, ...]
    number: int


class LeftAside(Struct, frozen=True):
    """File or records that are no articles. `kind`: what they are instead ("attachment", ".pdf").

    `problem`: what a person should know about it, if anything. `number`: how many records they are.
    """

    path: str
    kind: str
    problem: Problem | None = None
    number: int = 1


class UnreadableRecord(Struct, frozen=True):
    """Record at which a reader failed. `reason`: the exception in one line."""

    path: str
    reason: str
    traceback: str


class CapturedRedirect(Struct, frozen=True):
    """Old URL that redirected to another one."""

    address: str
    target: str


Item = SourceItem | Resource | MhtmlPart | CapturedRedirect | LeftAside | UnreadableRecord | Problem


def import_problem(path: str, code: str, line: int = 1, **details: str) -> Problem:
    """Returns the problem with this code at column 1 of a line."""
    return Problem.at(path, Position(line, 1), code, **details)


def too_large(path: str, size: int) -> Problem:
    """Returns the problem of a page with this number of bytes."""
    return import_problem(
        path, "import-too-large", size=f"{size / MEGABYTE:.1f}", most=str(MOST_BYTES // MEGABYTE)
    )
