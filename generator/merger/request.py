"""The request to join archives, and its report."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from generator.build.progress import Unwatched, Watcher
from generator.model.problem import Problem


class JoinRequest(Struct, frozen=True):
    """A request to join the sites in these folders into the new folder `target`.

    `base_url` is where the new archive will stand; None is where the first one stands. `day` counts as today.
    """

    sites: tuple[Path, ...]
    target: Path
    base_url: str | None
    day: date
    jobs: int
    watcher: Watcher = field(default_factory=Unwatched)


class Finding(Struct, frozen=True, order=True):
    """Something that the join had to decide, or that a person should look at.

    `kind` is a key of `report.KINDS`. `site` is the key of the archive, `file` what it concerns, `now` what
    it is in the new archive, `other` what it met there.
    """

    kind: str
    site: str
    file: str
    now: str = ""
    other: str = ""


class JoinReport(Struct, frozen=True):
    """The report of a join: its findings, and the problems of each site, the new one as "".

    If `articles` is None, nothing was written.
    """

    findings: tuple[Finding, ...] = ()
    problems: Mapping[str, tuple[Problem, ...]] = {}
    articles: int | None = None


class JoinRefusedError(Exception):
    """The sites cannot be joined: the code of the reason, and its details by name.

    The codes are those of `commands/join.py`.
    """

    def __init__(self, code: str, details: Mapping[str, str]) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details
