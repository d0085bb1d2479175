"""List bytes: posting lists as a leaf has them, each with its count. `leaves` explains both."""

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from generator.search import ranking
from generator.search.analysis.token_ids import Int32s, Int64s
from generator.search.quarters.posting_lists import LEVEL_BITS
from generator.search.tree.places import ListPlaces
from generator.search.tree.select import Postings

ListBytes = tuple[str, bytes]  # the count of a list, its bytes


def lists_of_slots(postings: Postings, slots: int, places: ListPlaces) -> list[ListBytes]:
    """Returns lists as numbers of slots, of which a segment has so many; common ones as bits of places."""
    return _lists(postings, slots, places)


def lists_of_places(postings: Postings, slots: int, places: ListPlaces) -> list[ListBytes]:
    """Returns lists as numbers or bits of places."""
    return _lists(replace(postings, slots=places.places), slots, places)


def list_of_all(postings: Postings, part: slice, slots: int, places: ListPlaces) -> ListBytes | None:
    """Returns one list for the lists of a word that is nearly everywhere; None for another word."""
    occurrences = int(postings.counts[part].sum())
    if slots < ranking.MANY or part.stop - part.start == 1 or occurrences <= ranking.EVERYWHERE * slots:
        return None
    begin = int(postings.counts[: part.start].sum())
    present = np.zeros(places.sizes[part.start], dtype=np.bool_)
    present[places.places[begin : begin + occurrences]] = True
    found = np.flatnonzero(present)
    if len(found) <= ranking.EVERYWHERE * slots:
        return None
    return f"!{len(found)}", _bits(found, len(present), np.zeros(len(found), dtype=np.bool_))


def _lists(postings: Postings, slots: int, places: ListPlaces) -> list[ListBytes]:
    ends = postings.counts.cumsum()
    begins = ends - postings.counts
    gaps = np.diff(postings.slots, prepend=np.int32(-1)) - np.int32(1)
    gaps[begins] = postings.slots[begins]
    data, reached = base_128(gaps << LEVEL_BITS | postings.levels)
    limits = [0, *reached[ends - 1].tolist()] if len(ends) else [0]
    lists = [
        ("" if count == 1 else f":{count}", data[begin:end])
        for count, begin, end in zip(postings.counts.tolist(), limits, limits[1:], strict=False)
    ]
    common = postings.counts > ranking.COMMON * slots if slots >= ranking.MANY else ()
    for number in np.flatnonzero(common).tolist():
        part = slice(int(begins[number]), int(ends[number]))
        count = part.stop - part.start
        has_titles = not postings.second[number] and count <= ranking.EVERYWHERE * slots
        in_title = (postings.levels[part] == len(ranking.LEVELS) - 1) & has_titles
        lists[number] = f"!{count}", _bits(places.places[part], int(places.sizes[number]), in_title)
    return lists


def _bits(places: Int32s | Int64s, size: int, in_title: NDArray[np.bool_]) -> bytes:
    """Returns the list of a common word: the documents that have it, and which of them in the title."""
    present = np.zeros(size, dtype=np.uint8)
    present[places] = 1
    length = base_128(np.array([size], dtype=np.int32))[0]
    return length + np.packbits(present).tobytes() + np.packbits(in_title).tobytes()


def base_128(values: Int32s) -> tuple[bytes, Int64s]:
    """Returns the values in base 128.

    The second result is the number of bytes up to the end of each value.
    """
    sizes = np.ones(len(values), dtype=np.uint8)
    limit, largest = 1 << 7, int(values.max(initial=0))
    while limit <= largest:
        sizes += values >= limit
        limit <<= 7
    ends = sizes.cumsum(dtype=np.int64)
    data = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    rest, positions = values, ends - sizes
    while len(rest):
        more = rest > 127
        data[positions] = (rest & 127).astype(np.uint8) | more.astype(np.uint8) << 7
        rest, positions = rest[more] >> 7, positions[more] + 1
    return data.tobytes(), ends
