"""Runs all checks in order: reading and joining, then each file, then files compared."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from generator.build.load import load_site
from generator.build.progress import Phase, Watcher
from generator.cache.database import Cache
from generator.check.authors import author_problems
from generator.check.context import LintContext
from generator.check.dates import date_problems
from generator.check.duplicates import duplicate_problems
from generator.check.file_report import FileReport, as_typed
from generator.check.file_reports import all_file_reports
from generator.check.media import media_problems
from generator.check.old_addresses import own_address_problems
from generator.check.provinces import province_problems
from generator.check.series import series_problems
from generator.check.theme_pages import theme_page_problems
from generator.check.translations import outdated_problems, term_problems
from generator.check.withdrawals import withdrawal_problems
from generator.model.problem import Problem
from generator.problems.suppressions import suppression_problems, unsuppressed
from generator.read.scan import CONTENT, ScannedFile

# Each of these compares files with one another, with the gazetteer, or with the calendar.
COMPARING: tuple[Callable[[LintContext], Iterator[Problem]], ...] = (
    date_problems,
    province_problems,
    author_problems,
    media_problems,
    series_problems,
    duplicate_problems,
    term_problems,
    outdated_problems,
    withdrawal_problems,
)


def all_problems(
    site: Path, day: date, cache: Cache, files: Sequence[ScannedFile], jobs: int, watcher: Watcher
) -> tuple[tuple[Problem, ...], int, int]:
    """Returns the problems that are not suppressed, and two numbers.

    The numbers are those of suppressed problems and of Markdown files.
    """
    loaded = load_site(site, day, cache, files, jobs, watcher)
    articles = sum(file.path.endswith(".md") for file in files)
    if loaded.value is None:
        return loaded.problems, 0, articles
    settings, sources = loaded.value.settings, loaded.value.sources
    readable = [file for file in files if file.problem is None]
    actual = {file.path: file.actual for file in readable if file.path.startswith(f"{CONTENT}/")}
    watcher.begin(Phase.CHECK)
    reports = all_file_reports(site, settings, sources, actual, cache, jobs, watcher.step)
    context = LintContext(settings, sources, tuple(actual), reports, day)
    problems = [_as_typed(problem, reports) for problem in loaded.problems]
    problems += own_address_problems(loaded.value.archive)
    problems += theme_page_problems(loaded.value.archive, loaded.value.theme, problems)
    problems += [problem for report in reports.values() for problem in report.problems]
    problems += [_as_typed(problem, reports) for check in COMPARING for problem in check(context)]
    reported = unsuppressed(problems, loaded.value.suppressions)
    of_suppressions = tuple(suppression_problems(problems, loaded.value.suppressions))
    return tuple(sorted((*reported, *of_suppressions))), len(problems) - len(reported), articles


def _as_typed(problem: Problem, reports: Mapping[str, FileReport]) -> Problem:
    """The problem with its column counted in the text as it was typed."""
    report = reports.get(problem.path)
    if report is None or not report.odd_lines:
        return problem
    return as_typed(problem, dict(report.odd_lines))
