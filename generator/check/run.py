"""The check: the content is read and joined as for a build, then looked at more closely than that needs."""

from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct, field

from generator.build.progress import Phase, Unwatched, Watcher
from generator.build.up_to_date import inputs_of
from generator.cache.database import Cache
from generator.cache.records import load, save
from generator.cache.session import with_cache
from generator.cache.tables import CHECK_REPORT
from generator.model.problem import Problem
from generator.read.scan import scan


class CheckRequest(Struct, frozen=True):
    """What to check: the folder of site.toml, as of which day, beside whose output the store lies, with how
    many processes, and who watches."""

    site: Path
    output: Path
    day: date
    jobs: int
    watcher: Watcher = field(default_factory=Unwatched)


class CheckReport(Struct, frozen=True):
    """Every problem that is not silenced, in the order of files and lines; how many are silenced; how many
    Markdown files there are."""

    problems: tuple[Problem, ...]
    silenced: int = 0
    files: int = 0


def check(request: CheckRequest) -> CheckReport:
    """Checks the site; changes nothing but the store."""
    return with_cache(request.site, request.output, request.watcher.waiting, partial(_check, request))


def _check(request: CheckRequest, cache: Cache) -> CheckReport:
    files = scan(request.site)
    inputs = inputs_of(request.site, request.day, files)
    known, report = load(cache, CHECK_REPORT, tuple[str, CheckReport]) or ("", None)
    if report and known == inputs:
        return report
    from generator.check.checks import all_problems  # takes longer to load than a check of nothing

    request.watcher.begin(Phase.READ)
    found = all_problems(request.site, request.day, cache, files, request.jobs, request.watcher)
    made = CheckReport(*found)
    save(cache, CHECK_REPORT, (inputs, made))
    cache.commit()
    return made
