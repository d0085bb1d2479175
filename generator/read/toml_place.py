"""Where a TOML file is wrong, and why, as tomllib says it."""

import re

from generator.model.values import Position

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def toml_place(message: str, text: str) -> tuple[Position, str]:
    """Returns the position and the reason of an error of tomllib in this text."""
    found = _PLACE.search(message)
    line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
    return Position(line, column), message.partition(" (at")[0]
