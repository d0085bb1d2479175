"""The request for a build, and its report."""

from datetime import date
from pathlib import Path

from msgspec import Struct, field

from generator.build.progress import Unwatched, Watcher
from generator.model.problem import Problem
from generator.publish.output import Impact


class BuildRequest(Struct, frozen=True):
    """A request to build the site of a folder into an output.

    `build_date` decides what is shown. `jobs` is the number of processes. `watcher` receives the progress.
    A `release` records all addresses in the ledger.
    """

    site: Path
    output: Path
    build_date: date
    jobs: int
    watcher: Watcher = field(default_factory=Unwatched)
    release: bool = False


class BuildReport(Struct, frozen=True):
    """The report of a build.

    `impact` is None if problems kept the output as it was. `recorded` is the number of addresses that are new
    in the ledger.
    """

    problems: tuple[Problem, ...]
    impact: Impact | None = None
    articles: int = 0
    pages: int = 0
    rendered: int = 0
    recorded: int = 0
