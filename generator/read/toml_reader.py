"""Reads TOML that may be a stranger's, and says where it is wrong."""

import re
import tomllib
from typing import Any

from generator.model.values import Position
from generator.read.positions import position_at

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_BRACKETS = re.compile(r"[\[{]{50}")
_DIGITS = re.compile(r"[\d_]{4000}")


class TomlError(Exception):
    """A text is not TOML: where, and the reason."""

    def __init__(self, position: Position, reason: str) -> None:
        super().__init__(f"{reason} (at line {position.line}, column {position.column})")
        self.position = position
        self.reason = reason


def read_toml(text: str) -> dict[str, Any]:
    """Returns the table of a text. Raises TomlError.

    tomllib recurses for each bracket, and Python refuses numbers of thousands of digits.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(*_place(str(error), text)) from error
    except RecursionError as error:
        raise TomlError(_first(_BRACKETS, text), "too many brackets within one another") from error
    except ValueError as error:
        raise TomlError(_first(_DIGITS, text), "a number has too many digits") from error


def _first(pattern: re.Pattern[str], text: str) -> Position:
    """The beginning of the first match, or of the text."""
    found = pattern.search(text)
    return position_at(text, found.start() if found else 0)


def _place(message: str, text: str) -> tuple[Position, str]:
    """The position and the reason of an error of tomllib in this text."""
    found = _PLACE.search(message)
    line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
    return Position(line, column), message.partition(" (at")[0]
