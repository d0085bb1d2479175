"""The request for an update, its report, and the reasons to refuse it."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.build.progress import Unwatched, Watcher
from generator.model.problem import Problem


class UpdateRequest(Struct, frozen=True):
    """A request to apply a delta to a copy: a zip, or the folder of a bag."""

    delta: Path
    copy: Path
    jobs: int
    watcher: Watcher = field(default_factory=Unwatched)


class UpdateReport(Struct, frozen=True):
    """The report of an update. `changed` is false if the copy had the delta applied already."""

    changed: bool
    date: str
    files: int = 0
    deleted: int = 0


class UpdateRefusedError(Exception):
    """A delta cannot be applied: the code of the reason, its details, and problems that say more.

    The codes are those of `commands/archive_apply.py`.
    """

    def __init__(self, code: str, details: Mapping[str, str], problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details
        self.problems = problems
