"""Slots: the positions of a quarter's documents, with gaps between them.

A document that is added or removed moves only its nearest neighbours. Each has the slot that its date gives
it, or the next free one: a sorted table with linear probing (Amble and Knuth, "Ordered hash tables", 1974).
The slots depend only on the dates of today, not on earlier states of the archive.
"""

from collections.abc import Sequence

from msgspec import Struct

from generator.model.values import PartialDate

MAX_SLOTS = 1 << 24  # in an archive: find.js sorts by numbers with 24 bits for the slot
_SPARE = 1.1  # slots for a document; fewer move more documents, more make larger gaps in the posting lists
_PRECISION = 3  # leading bits of the number of slots that are kept
_DAYS = 93  # in a quarter, at 31 a month


class Slots(Struct, frozen=True):
    """The number of slots, and the slot of each document in order."""

    count: int
    taken: tuple[int, ...]


def slots_of(dates: Sequence[PartialDate | None]) -> Slots:
    """Returns the slots of a quarter's documents, by their sorted dates."""
    count = _slot_count(len(dates))
    taken: list[int] = []
    free = 0
    for date in dates:
        taken.append(max(free, _day(date) * count // _DAYS))
        free = taken[-1] + 1
    for number in range(len(taken) - 1, -1, -1):  # moves back documents beyond the last slot
        limit = count - (len(taken) - number)
        if taken[number] <= limit:
            break
        taken[number] = limit
    return Slots(count, tuple(taken))


def _slot_count(documents: int) -> int:
    """Returns a rounded number of slots. When it changes, the documents of all later quarters move."""
    slots = int(documents * _SPARE) + 1
    step = 1 << max(0, slots.bit_length() - _PRECISION)
    return -(-slots // step) * step


def _day(date: PartialDate | None) -> int:
    """Returns the day in the quarter, from 0. An unknown day is the first."""
    return ((date.month or 1) - 1) % 3 * 31 + (date.day or 1) - 1 if date else 0
