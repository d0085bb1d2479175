"""Silences: problems that a file or the site asks not to hear of, each with its reason."""

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
    """The problems that no silence covers. Errors cannot be silenced."""
    by_code: dict[str, list[Suppression]] = {}
    for silence in suppressions:
        by_code.setdefault(silence.code, []).append(silence)
    return tuple(
        problem
        for problem in problems
        if not any(_covers(silence, problem) for silence in by_code.get(problem.code, ()))
    )


def silence_problems(problems: Iterable[Problem], suppressions: Iterable[Suppression]) -> Iterator[Problem]:
    """What is wrong with the silences themselves; `problems` are all that were found."""
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    for silence in suppressions:
        if silence.code not in CATALOGUE:
            close = get_close_matches(silence.code, CATALOGUE, n=1)
            suggestion = close[0] if close else ""
            yield _suppression_problem(silence, "silence-unknown", suggestion=suggestion)
        elif CATALOGUE[silence.code].severity == "error":
            yield _suppression_problem(silence, "silence-error")
        elif not any(_covers(silence, problem) for problem in by_code.get(silence.code, ())):
            yield _suppression_problem(silence, "silence-unused")


def _covers(silence: Suppression, problem: Problem) -> bool:
    if CATALOGUE[problem.code].severity == "error":
        return False
    return silence.files == problem.path or fnmatchcase(problem.path, silence.files)


def _suppression_problem(silence: Suppression, code: str, **details: str) -> Problem:
    return Problem.at(silence.path, silence.position, code, value=silence.code, **details)
