"""The request for a verification, and its report."""

from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.build.progress import Unwatched, Watcher
from generator.model.problem import Problem


class CopyKind(StrEnum):
    """The kinds of what can be verified."""

    OUTPUT = "output"
    BAG = "bag"
    ZIP = "zip"
    EPUB = "epub"
    DATA = "data"
    DELTA = "delta"
    SPLIT = "split"
    CHAIN = "chain"
    ZIM = "zim"
    WARC = "warc"
    WACZ = "wacz"


class VerifyRequest(Struct, frozen=True):
    """A request to verify a built site or a copy.

    `against` is a site, its output or another copy, or None. `public_key` is the file of the minisign key
    that must have signed the copy, or None.
    """

    path: Path
    jobs: int
    against: Path | None = None
    public_key: Path | None = None
    watcher: Watcher = field(default_factory=Unwatched)


class PageChanges(Struct, frozen=True):
    """The pages that were added, changed and removed since, and how many other files differ."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    other_files: int

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.added) + len(self.changed) + len(self.removed)


class VerifyReport(Struct, frozen=True):
    """The report of a verification. `provenance` is what the copy says of its origin, or empty."""

    kind: CopyKind
    problems: tuple[Problem, ...]
    files: int = 0
    size: int = 0
    provenance: dict[str, Any] = {}
    changes: PageChanges | None = None
