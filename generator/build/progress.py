"""Progress of a build, a check or an import."""

from enum import StrEnum
from typing import Protocol


class Phase(StrEnum):
    """The phases of a build in their order. A check has READ, JOIN and CHECK, a copy ends with COPY.

    VERIFY is the only phase of verifying a copy.
    """

    READ = "read"
    JOIN = "join"
    CHECK = "check"
    PREVIOUS = "previous"
    PAGES = "pages"
    ASSETS = "assets"
    SEARCH = "search"
    PUBLISH = "publish"
    SAVE = "save"
    COPY = "copy"
    VERIFY = "verify"


class ImportPhase(StrEnum):
    """The phases of an import in their order."""

    LEARN = "learn"
    UNDERSTAND = "understand"
    PLACE = "place"


class Watcher(Protocol):
    """Watches a build. The watcher has the clock; the build has none."""

    def waiting(self) -> None:
        """Another build of the same output must end first."""

    def begin(self, phase: Phase) -> None:
        """A phase begins, and the one before has ended."""

    def step(self, done: int, total: int) -> None:
        """`done` of `total` steps of the phase are done."""


class Unwatched:
    """Ignores the progress of a build."""

    def waiting(self) -> None:
        pass

    def begin(self, phase: Phase) -> None:
        pass

    def step(self, done: int, total: int) -> None:
        pass
