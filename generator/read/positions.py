"""Where an offset of a text is, as editors count."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from generator.model.values import Position


def position_at(text: str, offset: int, first_line: int = 1) -> Position:
    """Line and column of an offset in a text that begins at `first_line`.

    The line starts are kept: a hostile text has a mistake at every character.
    """
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return Position(line - 1 + first_line, offset - starts[line - 1] + 1)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]
