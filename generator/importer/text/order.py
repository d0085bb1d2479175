"""Whether a text has the sentences of its source in their order."""

from bisect import bisect_right
from collections.abc import Sequence

Place = tuple[int, str]  # offset of a sentence in the text, and its letters


def is_in_order(places: Sequence[Place]) -> bool:
    """Whether the sentences of the source stand in the text in their order.

    If a sentence occurs several times, one occurrence suffices.
    """
    places = _without_parts(places)
    tails: list[int] = []  # smallest last offset of an increasing sequence, by length
    chosen: list[int] = []
    for at, _ in places:
        length = bisect_right(tails, at)
        tails[length : length + 1] = [at]
        chosen.append(length)
    in_row: set[str] = set()
    wanted = len(tails) - 1
    limit = float("inf")
    for (at, key), length in zip(reversed(places), reversed(chosen), strict=True):
        if length == wanted and at <= limit:
            in_row.add(key)
            wanted, limit = wanted - 1, at
    return all(key in in_row for _, key in places)


def _without_parts(places: Sequence[Place]) -> list[Place]:
    """Removes sentences found only inside a longer one. The same text twice stays twice."""
    inside: set[int] = set()
    end, longest = 0, ""
    for i in sorted(range(len(places)), key=lambda i: (places[i][0], -len(places[i][1]))):
        at, key = places[i]
        if at + len(key) <= end and key != longest:
            inside.add(i)
        if at + len(key) > end:
            end, longest = at + len(key), key
    return [place for i, place in enumerate(places) if i not in inside]
