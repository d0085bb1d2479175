"""What is asked of a build, and what came of it."""

from datetime import date
from pathlib import Path

from msgspec import Struct, field

from generator.build.progress import Unwatched, Watcher
from generator.model.problem import Problem
from generator.publish.output import Impact


class BuildRequest(Struct, frozen=True):
    """What to build: the folder of site.toml, where to, as of which day, with how many processes, and who
    watches. A release records its addresses in the ledger."""

    site: Path
    output: Path
    build_date: date
    jobs: int
    watcher: Watcher = field(default_factory=Unwatched)
    release: bool = False


class BuildReport(Struct, frozen=True):
    """What came of it: no impact where problems kept the output untouched; `recorded` is how many addresses
    are new in the ledger.

    `material` is what the site was made of. To take that apart, record by record, takes a tenth of a second
    and more, which a process that holds its report until it ends need not wait for.
    """

    problems: tuple[Problem, ...]
    impact: Impact | None = None
    articles: int = 0
    pages: int = 0
    rendered: int = 0
    recorded: int = 0
    material: object = None
