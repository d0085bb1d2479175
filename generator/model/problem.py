"""Problems, results that carry problems, and suppressions."""

from typing import Generic, Literal, TypeVar

from msgspec import Struct

from generator.model.values import Position

T = TypeVar("T")


Severity = Literal["error", "warning", "note"]  # an error prevents publishing; a warning asks for a fix


class Problem(Struct, frozen=True, order=True):
    """A problem in a file: its position, and the code of its kind.

    `path` is relative to the site's folder. `line` and `column` count from 1. `problems/messages.py` makes
    the message and the remedy from `code` and `details`, in the reader's language.
    """

    path: str
    line: int
    column: int
    code: str
    details: tuple[tuple[str, str], ...] = ()

    @classmethod
    def at(cls, path: str, position: Position, code: str, /, **details: str) -> "Problem":
        """Returns the problem at a position of a file. The details keep their order."""
        return cls(path, position.line, position.column, code, tuple(details.items()))


class Outcome(Struct, Generic[T], frozen=True):
    """A result, and the problems found while making it."""

    value: T
    problems: tuple[Problem, ...] = ()


class Suppression(Struct, frozen=True):
    """A problem code that is not to be reported, and the reason.

    `path` and `position` say where the suppression is written. `files` is the pattern of the paths it applies
    to; "*" matches anything.
    """

    code: str
    reason: str
    path: str
    position: Position
    files: str
