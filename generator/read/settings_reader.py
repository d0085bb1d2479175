"""Collects the problems of site.toml, with the line of each setting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model.problem import Problem
from generator.model.values import Position
from generator.read.scan import SETTINGS as FILE

_TOML_HEADER = re.compile(r"\s*\[{1,2}\s*[\w\"'. \-]+\]{1,2}\s*(#.*)?$")
Keys = tuple[str | int, ...]  # path to a value; numbers count the tables of one name from 0


@dataclass
class SettingsReader:
    """Collects problems while site.toml is read.

    tomllib gives no positions, so they are searched in the text.
    """

    lines: list[str]
    languages: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def problem(self, keys: Keys, code: str, **details: str) -> None:
        """Adds a problem at the line of a key."""
        self.problems.append(Problem.at(FILE, Position(self.line_of(keys), 1), code, **details))

    def wrong_type(self, keys: Keys, expected: str) -> None:
        """Adds the problem of a value with the wrong type."""
        self.problem(keys, "setting-type", field=dotted_name(keys), expected=expected)

    def line_of(self, keys: Keys) -> int:
        """The line of a key in its own table, else the line of the table."""
        start = -1
        names = [str(key) for key in keys if isinstance(key, str)]
        at = next((key for key in keys if isinstance(key, int)), 0)
        for depth in range(len(names), 0, -1):
            header = re.compile(rf"\s*\[+\s*{_dotted(names[:depth])}\s*\]+")
            found = [i for i, line in enumerate(self.lines) if header.match(line)]
            if found:
                start = found[min(at, len(found) - 1)]
                if depth == len(names):
                    return start + 1
                break
        key = re.compile(rf"\s*[\"']?{re.escape(names[-1])}[\"']?\s*[.=]")
        own = range(start + 1, self._next_header(start + 1))
        line = next((i for i in own if key.match(self.lines[i])), None)
        if line is not None:
            return line + 1
        return max(start, 0) + 1 if start >= 0 or len(names) == 1 else self.line_of(keys[:-1])

    def _next_header(self, start: int) -> int:
        """The next line with a table's header, or the end."""
        rest = range(start, len(self.lines))
        return next((i for i in rest if _TOML_HEADER.match(self.lines[i])), len(self.lines))


def _dotted(names: Sequence[str]) -> str:
    """A pattern for the dotted name."""
    return r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in names)


def dotted_name(keys: Keys) -> str:
    """The dotted name of a key, without numbers."""
    return ".".join(key for key in keys if isinstance(key, str))
