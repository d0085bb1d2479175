"""Suppressions: problems that a file or the site has chosen to hide, each with a reason."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

from generator.model.archive import Entry
from generator.model.problem import Problem, Suppression
from generator.model.settings import Settings
from generator.problems.catalogue import CATALOGUE


def all_suppressions(settings: Settings, entries: Iterable[Entry]) -> tuple[Suppression, ...]:
    """The suppressions of the settings, then those of the entries' front matter."""
    of_files = (suppression for entry in entries for suppression in entry.suppressions)
    return (*settings.checks.suppressions, *of_files)


def unsuppressed(problems: Iterable[Problem], suppressions: Sequence[Suppression]) -> tuple[Problem, ...]:
    """The problems that no suppression covers. Errors cannot be suppressed."""
    by_code: dict[str, list[Suppression]] = {}
    for suppression in suppressions:
        by_code.setdefault(suppression.code, []).append(suppression)
    return tuple(
        problem
        for problem in problems
        if not any(_covers(suppression, problem) for suppression in by_code.get(problem.code, ()))
    )


def suppression_problems(
    problems: Iterable[Problem], suppressions: Iterable[Suppression]
) -> Iterator[Problem]:
    """Yields the problems of the suppressions themselves.

    `problems` are all problems that were found, so that unused suppressions can be reported.
    """
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    for suppression in suppressions:
        if suppression.code not in CATALOGUE:
            close = get_close_matches(suppression.code, CATALOGUE, n=1)
            suggestion = close[0] if close else ""
            yield _suppression_problem(suppression, "silence-unknown", suggestion=suggestion)
        elif CATALOGUE[suppression.code].severity == "error":
            yield _suppression_problem(suppression, "silence-error")
        elif not any(_covers(suppression, problem) for problem in by_code.get(suppression.code, ())):
            yield _suppression_problem(suppression, "silence-unused")


def _covers(suppression: Suppression, problem: Problem) -> bool:
    """Whether the suppression hides the problem."""
    if CATALOGUE[problem.code].severity == "error":
        return False
    return suppression.files == problem.path or fnmatchcase(problem.path, suppression.files)


def _suppression_problem(suppression: Suppression, code: str, **details: str) -> Problem:
    """A problem of the suppression, at its position."""
    return Problem.at(suppression.path, suppression.position, code, value=suppression.code, **details)
