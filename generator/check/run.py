"""Runs a check: reads and joins the content as a build does, then runs the checks.

If nothing changed since the last check, its report is loaded from the cache.
"""

from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.build.progress import Phase, Unwatched, Watcher
from generator.build.up_to_date import inputs_of
from generator.cache.database import Cache
from generator.cache.location import cache_folder
from generator.cache.records import load, save
from generator.cache.session import with_cache
from generator.cache.tables import CHECK_REPORT
from generator.cache.tracking import is_tracked
from generator.model.problem import Problem
from generator.model.values import FILE_START
from generator.read.scan import scan


class CheckRequest(Struct, frozen=True):
    """Input of a check.

    `site` is the folder of site.toml. The cache lies beside `output`. `day` counts as today.
    """

    site: Path
    output: Path
    day: date
    jobs: int
    watcher: Watcher = field(default_factory=Unwatched)


class CheckReport(Struct, frozen=True):
    """Result of a check: problems in the order of files and lines, and two counts.

    `suppressed`: number of suppressed problems. `files`: number of Markdown files.
    """

    problems: tuple[Problem, ...]
    suppressed: int = 0
    files: int = 0


def check(request: CheckRequest) -> CheckReport:
    """Checks the site. Writes only to the cache."""
    report = with_cache(request.site, request.output, request.watcher.waiting, partial(_check, request))
    tracked = _tracked_cache_problems(request.site, request.output)
    return replace(report, problems=(*tracked, *report.problems)) if tracked else report


def _tracked_cache_problems(site: Path, output: Path) -> tuple[Problem, ...]:
    """The problem of a cache that git tracks; none without one."""
    folder = cache_folder(site, output)
    if not is_tracked(site, folder):
        return ()
    return (Problem.at(folder.name, FILE_START, "cache-tracked", value=folder.name),)


def _check(request: CheckRequest, cache: Cache) -> CheckReport:
    """Returns the cached report if no input changed, else checks."""
    files = scan(request.site)
    inputs = inputs_of(request.site, request.day, files)
    saved = load(cache, CHECK_REPORT, tuple[str, CheckReport]) if inputs else None
    if saved and saved[0] == inputs:
        return saved[1]
    from generator.check.checks import all_problems  # loads more slowly than an unchanged site is checked

    request.watcher.begin(Phase.READ)
    found = all_problems(request.site, request.day, cache, files, request.jobs, request.watcher)
    made = CheckReport(*found)
    save(cache, CHECK_REPORT, (inputs, made))
    cache.commit()
    return made
