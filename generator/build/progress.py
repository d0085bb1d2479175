"""Progress: what a build or a check tells whoever watches it."""

from enum import StrEnum
from typing import Protocol


class Phase(StrEnum):
    """The parts of a build, in their order; CHECK stands in their place after JOIN in a check."""

    READ = "read"
    JOIN = "join"
    CHECK = "check"
    RECALL = "recall"
    PAGES = "pages"
    ASSETS = "assets"
    SEARCH = "search"
    PUBLISH = "publish"
    REMEMBER = "remember"


class ImportPhase(StrEnum):
    """The parts of an import, in their order."""

    UNDERSTAND = "understand"
    PLACE = "place"


class Watcher(Protocol):
    """Watches a build. The watcher has the clock; the build has none."""

    def waiting(self) -> None:
        """Another build of the same output must end first."""

    def begin(self, phase: Phase) -> None:
        """A phase begins, and the one before has ended."""

    def step(self, done: int, total: int) -> None:
        """So much of the phase is done."""


class Unwatched:
    """For builds that nobody watches."""

    def waiting(self) -> None:
        pass

    def begin(self, phase: Phase) -> None:
        pass

    def step(self, done: int, total: int) -> None:
        pass
