"""The request for a copy, and its report."""

from datetime import date
from pathlib import Path

from msgspec import Struct, field

from generator.archive.zip_writer import WrittenZip
from generator.build.progress import Unwatched, Watcher
from generator.model.problem import Problem


class ArchiveRequest(Struct, frozen=True):
    """A request to copy the site of a folder to the file `target`.

    The site is built into `output` first. `previous` is the copy before this one, or None; its manifest is
    named in the new copy. `secret_key` is the file of the minisign key that signs it, or None.
    """

    site: Path
    output: Path
    target: Path
    build_date: date
    jobs: int
    previous: Path | None = None
    secret_key: Path | None = None
    watcher: Watcher = field(default_factory=Unwatched)


class ArchiveReport(Struct, frozen=True):
    """The report of a copy: the problems of the content, and what was written.

    `written` is None if problems kept the site from being built.
    """

    problems: tuple[Problem, ...]
    written: WrittenZip | None = None
