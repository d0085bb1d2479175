"""The request for a copy, and its report."""

from datetime import date
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from generator.archive.zip_writer import WrittenZip
from generator.build.progress import Unwatched, Watcher
from generator.model.problem import Problem


class Format(StrEnum):
    """The containers that a copy can have."""

    ZIP = "zip"


class Part(Struct, frozen=True):
    """The part of the archive that a copy holds. An empty field leaves nothing out.

    `provinces` are slugs of names, `years` the first and the last, `sections` keys, `languages` codes.
    """

    provinces: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self == Part()


class ArchiveRequest(Struct, frozen=True):
    """A request to copy the site of a folder, as built into `output`, to the file `target`.

    `previous` is the copy before this one, or None; its manifest is named in the new copy. `secret_key` is
    the file of the minisign key that signs it, or None.
    """

    site: Path
    output: Path
    target: Path
    build_date: date
    jobs: int
    form: Format = Format.ZIP
    part: Part = Part()
    previous: Path | None = None
    secret_key: Path | None = None
    watcher: Watcher = field(default_factory=Unwatched)


class ArchiveReport(Struct, frozen=True):
    """The report of a copy: the problems of the content, and what was written.

    `written` is None if problems kept the site from being built.
    """

    problems: tuple[Problem, ...]
    written: WrittenZip | None = None
