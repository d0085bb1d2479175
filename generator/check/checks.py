"""All checks in their order: what reading and joining find, each file by itself, then the files together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from generator.build.load import gather
from generator.build.progress import Phase, Watcher
from generator.cache.database import Store
from generator.check.authors import author_problems
from generator.check.context import Material
from generator.check.dates import date_problems
from generator.check.duplicates import duplicate_problems
from generator.check.file_report import Inspection, as_typed
from generator.check.file_reports import inspect_all
from generator.check.media import media_problems
from generator.check.old_addresses import own_address_problems
from generator.check.provinces import province_problems
from generator.check.translations import outdated_problems, term_problems
from generator.model.problem import Problem
from generator.problems.suppressions import silence_problems, unsilenced
from generator.read.scan import CONTENT, Found

# Each kind compares files with one another, with the gazetteer or with the calendar.
COMPARING: tuple[Callable[[Material], Iterator[Problem]], ...] = (
    date_problems,
    province_problems,
    author_problems,
    media_problems,
    duplicate_problems,
    term_problems,
    outdated_problems,
)


def all_problems(
    site: Path, day: date, store: Store, files: Sequence[Found], jobs: int, watcher: Watcher
) -> tuple[tuple[Problem, ...], int, int]:
    """The problems of the site that are not silenced, the number of those that are, and that of the files."""
    gathered = gather(site, day, store, files, jobs, watcher)
    articles = sum(file.path.endswith(".md") for file in files)
    if gathered.value is None:
        return gathered.problems, 0, articles
    settings, sources = gathered.value.settings, gathered.value.sources
    actual = {file.path: file.actual for file in files if file.path.startswith(f"{CONTENT}/")}
    watcher.begin(Phase.CHECK)
    inspections = inspect_all(site, settings, sources, actual, store, jobs, watcher.step)
    material = Material(settings, sources, tuple(actual), inspections, day)
    problems = [_as_typed(problem, inspections) for problem in gathered.problems]
    if gathered.value.theme:
        problems += own_address_problems(gathered.value.archive, gathered.value.theme)
    problems += [problem for inspection in inspections.values() for problem in inspection.problems]
    problems += [_as_typed(problem, inspections) for kind in COMPARING for problem in kind(material)]
    heard = unsilenced(problems, gathered.value.silences)
    about = tuple(silence_problems(problems, gathered.value.silences))
    return tuple(sorted((*heard, *about))), len(problems) - len(heard), articles


def _as_typed(problem: Problem, inspections: Mapping[str, Inspection]) -> Problem:
    inspection = inspections.get(problem.path)
    if inspection is None or not inspection.odd_lines:
        return problem
    return as_typed(problem, dict(inspection.odd_lines))
