"""Problems in the formats of GitHub and GitLab, which show them beside changed lines.

GitHub: workflow commands on standard output ("::error file=…::…"). GitLab: a Code Quality report, a JSON list
that a job names under artifacts:reports:codequality.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence

from generator.model.problem import Problem
from generator.problems.messages import message, remedy, severity

_GITLAB_SEVERITY = {"error": "major", "warning": "minor", "note": "info"}
_GITHUB_COMMAND = {"error": "error", "warning": "warning", "note": "notice"}


def github(problems: Sequence[Problem], prefix: str, lang: str) -> str:
    """One line for each problem. `prefix` is the path from the repository's root to the site."""
    return "\n".join(_command(problem, prefix, lang) for problem in problems)


def gitlab(problems: Sequence[Problem], prefix: str, lang: str) -> list[dict[str, object]]:
    """One entry for each problem. Its fingerprint stays the same when lines are added above it."""
    seen: Counter[str] = Counter()
    entries = []
    for problem in problems:
        content = repr((problem.path, problem.code, problem.details))
        seen[content] += 1
        fingerprint = hashlib.sha256(f"{content} {seen[content]}".encode()).hexdigest()[:32]
        entries.append(_entry(problem, prefix, lang, fingerprint))
    return entries


def _entry(problem: Problem, prefix: str, lang: str, fingerprint: str) -> dict[str, object]:
    """The entry of a problem in a Code Quality report."""
    place = {"line": problem.line, "column": problem.column}
    return {
        "description": f"{message(problem, lang)} {remedy(problem, lang)}",
        "check_name": problem.code,
        "fingerprint": fingerprint,
        "severity": _GITLAB_SEVERITY[severity(problem)],
        "location": {"path": prefix + problem.path, "positions": {"begin": place, "end": place}},
    }


def _command(problem: Problem, prefix: str, lang: str) -> str:
    """The workflow command of a problem."""
    properties = {
        "file": prefix + problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    listed = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    text = _escaped(f"{message(problem, lang)} {remedy(problem, lang)}")
    return f"::{_GITHUB_COMMAND[severity(problem)]} {listed}::{text}"


def _escaped(text: str, more: str = "") -> str:
    """The text with the characters that end a command or property as percent escapes."""
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
