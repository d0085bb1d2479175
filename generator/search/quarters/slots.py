"""Slots: where the documents of a quarter stand, with gaps between them.

A document that comes or goes moves its nearest neighbours and nobody else, since each stands where its date
would have it if all days were alike, or as soon after it as there is room: a sorted table with linear probing
(Amble and Knuth, "Ordered hash tables", 1974), by time. Its layout depends on the dates alone, not on what
happened to the archive since.
"""

from collections.abc import Sequence

from msgspec import Struct

from generator.model.values import PartialDate

_SPARE = 1.1  # slots for a document: with fewer, more of them move; with more, the lists' numbers are larger
_PRECISION = 3  # bits of the number of slots that count
_DAYS = 93


class Slots(Struct, frozen=True):
    """So many slots, and those that the documents take, in their order."""

    count: int
    taken: tuple[int, ...]


def slots_of(dates: Sequence[PartialDate | None]) -> Slots:
    """The slots of documents of one quarter, by date."""
    count = _room(len(dates))
    taken: list[int] = []
    free = 0
    for date in dates:
        taken.append(max(free, _day(date) * count // _DAYS))
        free = taken[-1] + 1
    for place in range(len(taken) - 1, -1, -1):  # back with those that came to stand behind the last slot
        limit = count - (len(taken) - place)
        if taken[place] <= limit:
            break
        taken[place] = limit
    return Slots(count, tuple(taken))


def _room(documents: int) -> int:
    """Slots for so many documents, and for some more, as the number is rounded up: where it changes, the
    documents of all later quarters move."""
    slots = int(documents * _SPARE) + 1
    step = 1 << max(0, slots.bit_length() - _PRECISION)
    return -(-slots // step) * step


def _day(date: PartialDate | None) -> int:
    """The day of the quarter, from 0; the first one if it is not known."""
    return ((date.month or 1) - 1) % 3 * 31 + (date.day or 1) - 1 if date else 0
