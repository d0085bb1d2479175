"""The request for a copy, and its report."""

from datetime import date
from pathlib import Path

from msgspec import Struct, field

from generator.archive.written_file import WrittenFile
from generator.build.progress import Unwatched, Watcher
from generator.model.archive import Part
from generator.model.problem import Problem


class ArchiveRequest(Struct, frozen=True):
    """A request to copy the site of a folder to `target`.

    The site is built into `output` first. `format` is one of `formats.py`. `by` is what a volume of a book
    holds: "year" or "province". `previous` is the copy before this one, or None; its manifest is named in the
    new copy. `secret_key` is the file of the minisign key that signs it, or None. `part` is the part that is
    copied, or the empty part, which is the whole archive. If `since` is an older copy or its manifest, only a
    delta is written, which turns that copy into this one. If `with_source` is true, the copy has what the
    archive can be built from. `split` is the size in bytes below which each of several zips must be, or None.
    """

    site: Path
    output: Path
    target: Path
    build_date: date
    jobs: int
    format: str = "copy"
    by: str = "year"
    previous: Path | None = None
    secret_key: Path | None = None
    part: Part = Part()
    since: Path | None = None
    with_source: bool = False
    split: int | None = None
    watcher: Watcher = field(default_factory=Unwatched)


class ArchiveReport(Struct, frozen=True):
    """The report of a copy: the problems of the content, and what was written.

    Nothing is written if problems keep the site from being built.
    """

    problems: tuple[Problem, ...]
    written: tuple[WrittenFile, ...] = ()
