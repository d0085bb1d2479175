"""Problems, the results that carry them, and what silences them."""

from typing import Generic, Literal, TypeVar

from msgspec import Struct

from generator.model.values import Position

T = TypeVar("T")


Severity = Literal["error", "warning", "note"]  # what forbids publishing; what to mend; what to know


class Problem(Struct, frozen=True, order=True):
    """Something wrong in the content: where (path from the site's folder, line and column from 1) and what.

    Message and remedy are made from the code and the details, in the language of whoever reads them
    (see `problems.py`).
    """

    path: str
    line: int
    column: int
    code: str
    details: tuple[tuple[str, str], ...] = ()


class Outcome(Struct, Generic[T], frozen=True):
    """What a stage made, and the problems that it met on the way."""

    value: T
    problems: tuple[Problem, ...] = ()


class Suppression(Struct, frozen=True):
    """A code that is not to be reported, and why: `path` and `position` say where that is written, `files` (a
    pattern: * stands for anything) to which files it applies."""

    code: str
    reason: str
    path: str
    position: Position
    files: str
