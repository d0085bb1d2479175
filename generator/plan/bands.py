"""Bands: the history of a land as a drawing, time along one side and the parts of the land along the other.

A *holding* is the time in which a unit held some parts. A *joint* is a date on which holdings begin or end.
The drawing is schematic: between two joints time is to scale, but short times are widened so that a name
and a date fit. Coordinates are pixels.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise, permutations

from msgspec import Struct

from generator.model.values import PartialDate
from generator.model.views.provinces import Band, Dots, Drawing, Joint
from generator.provinces.gazetteer import load_gazetteer
from generator.provinces.units import EventKind, Unit

_BEFORE, _AFTER = 10, 4  # years that are drawn before the first joint, and after the last
_FIRST = 1966  # the drawing begins in this year at the latest
_LETTER, _LINE = 6.9, 16  # width of a letter and height of a line of a label
_BESIDE, _WIDE_LETTER = 12, 9  # the room for dots beside a name, which then gets no more than it needs
_HALF_DATE = 32  # half of the width of a date
_STEP = 7  # distance of dots
_SIZES = (1, 4)  # the most articles of a small and of a medium dot
_TODAY = 2026  # the drawing reaches this year at least

# The days of a unit's articles, by its id.
Days = Mapping[str, Sequence[date]]


class Holding(Struct, frozen=True):
    """The time in which a unit held these parts of a land."""

    unit: Unit
    parts: tuple[str, ...]
    start: PartialDate | None
    end: PartialDate | None


class Layout(Struct, frozen=True):
    """The shape of a drawing: upright if time runs downwards.

    `length` is that of the time, at least; `shortest` that of the time between two joints. `breadth` is that
    of all lanes together, or 0 if a lane has `lane`. `margin` is the room for the dates.
    """

    upright: bool
    length: int
    shortest: int
    lane: int
    breadth: int
    margin: int


class Axis(Struct, frozen=True):
    """The scale of time: days, and where they stand."""

    days: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, day: date) -> int:
        """Where a day stands; the ends of the axis for days beyond them."""
        number = min(max(day.toordinal(), self.days[0]), self.days[-1])
        spans = zip(pairwise(self.days), pairwise(self.places), strict=True)
        (first, last), (begin, end) = next(span for span in spans if number <= span[0][1])
        return round(begin + (end - begin) * (number - first) / (last - first))


@lru_cache(maxsize=256)
def holdings(parts: frozenset[str]) -> tuple[Holding, ...]:
    """The holdings of these parts, the oldest first."""
    gazetteer = load_gazetteer()
    found: list[Holding] = []
    for unit in gazetteer.units.values():
        held = tuple(part for part in unit.land if part in parts)
        if not held:
            continue
        taken = [e for e in gazetteer.events if e.kind is EventKind.ABSORBED and e.after == (unit.id,)]
        start = unit.start
        for event in taken:
            later = {part for ended in event.before for part in gazetteer.units[ended].land}
            found.append(Holding(unit, tuple(p for p in held if p not in later), start, event.date))
            start = event.date
        found.append(Holding(unit, held, start, unit.end))
    return tuple(sorted((each for each in found if each.parts), key=_age))


def _age(holding: Holding) -> tuple[date, str]:
    return holding.start.first_day if holding.start else date.min, holding.unit.id


def joints_of(held: Iterable[Holding]) -> tuple[PartialDate, ...]:
    """The dates on which holdings begin or end, in order."""
    dates = {when for each in held for when in (each.start, each.end) if when}
    return tuple(sorted(dates, key=lambda when: when.first_day))


def axis_of(held: Sequence[Holding], days: Iterable[date], layout: Layout) -> Axis:
    """The axis on which these holdings and days stand."""
    joints = joints_of(held)
    every = sorted({*days, *(joint.first_day for joint in joints)})
    first = min(_FIRST, every[0].year - _BEFORE) if every else _FIRST
    last = max(_TODAY, every[-1].year if every else 0) + _AFTER
    ordinals = (*(joint.first_day.toordinal() for joint in joints), date(last, 12, 31).toordinal())
    if all(each.start for each in held) and every[0] == joints[0].first_day:
        # Nothing is known of the time before. The drawing has no blank for it, only room for the date.
        ends, place = ordinals, 0 if layout.upright else _HALF_DATE
    else:
        ends, place = (date(first, 1, 1).toordinal(), *ordinals), 0
    free = max(0, layout.length - place - layout.shortest * (len(ends) - 1))
    places = [place]
    for begin, end in pairwise(ends):
        places.append(places[-1] + layout.shortest + free * (end - begin) // (ends[-1] - ends[0]))
    return Axis(ends, tuple(places))


def lanes_of(held: Sequence[Holding]) -> tuple[str, ...]:
    """The parts in an order that keeps the parts of each holding side by side."""
    return _lanes(tuple(each.parts for each in held))


@lru_cache(maxsize=256)
def _lanes(groups: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    parts = tuple(dict.fromkeys(part for group in reversed(groups) for part in group))
    return min(permutations(parts), key=lambda order: sum(len(_runs(order, group)) for group in groups))


def _runs(order: Sequence[str], parts: Sequence[str]) -> list[tuple[int, int]]:
    """The runs of neighbouring lanes that these parts have: (first lane, number of lanes)."""
    runs: list[tuple[int, int]] = []
    for lane, part in enumerate(order):
        if part not in parts:
            continue
        if runs and sum(runs[-1]) == lane:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((lane, 1))
    return runs


def drawing(
    held: Sequence[Holding], axis: Axis, days: Days, layout: Layout, names: Mapping[str, str]
) -> Drawing:
    """The drawing of these holdings. `names` are the names of the units by id."""
    lanes = lanes_of(held)
    lane = layout.breadth // len(lanes) if layout.breadth else layout.lane
    bands = tuple(_bands(held, axis, days, layout, lanes, lane, names))
    breadth = lane * len(lanes)
    places = [(when, axis.place(when.first_day)) for when in joints_of(held)]
    if layout.upright:
        width, height = layout.margin + breadth, axis.places[-1]
        joints = tuple(Joint(when, 0, at, width, at, 0, at + _LINE) for when, at in places)
    else:
        width, height = axis.places[-1], layout.margin + breadth
        joints = tuple(
            Joint(when, at, layout.margin - 6, at, height, at, layout.margin - 10) for when, at in places
        )
    return Drawing(width, height, bands, joints)


def _bands(
    held: Sequence[Holding],
    axis: Axis,
    days: Days,
    layout: Layout,
    lanes: Sequence[str],
    lane: int,
    names: Mapping[str, str],
) -> Iterator[Band]:
    for each in held:
        begin = axis.place(each.start.first_day) if each.start else axis.places[0]
        end = axis.place(each.end.first_day) if each.end else axis.places[-1]
        for number, (first, count) in enumerate(_runs(lanes, each.parts)):
            across, breadth = layout.margin + first * lane + 1, count * lane - 2
            box = (begin + 1, across, end - begin - 2, breadth)
            x, y, width, height = (box[1], box[0], box[3], box[2]) if layout.upright else box
            spots = [
                min(max(axis.place(day), begin + 5), end - 5)
                for day in ([] if number else days.get(each.unit.id, ()))
                if _within(day, each)
            ]
            yield Band(
                unit=each.unit.id,
                start=each.start,
                end=each.end,
                x=x,
                y=y,
                width=width,
                height=height,
                words=_label(names[each.unit.id], x, y, width, height, _room(spots, layout)),
                dots=tuple(_dots(spots, across + breadth - 7, layout.upright)),
            )


def _within(day: date, holding: Holding) -> bool:
    """Whether an article of this day belongs to this holding, if its unit has several."""
    unit = holding.unit
    begun = holding.start is None or holding.start == unit.start or holding.start.first_day <= day
    return begun and (holding.end is None or holding.end == unit.end or day < holding.end.first_day)


def _room(spots: Sequence[int], layout: Layout) -> tuple[int, int]:
    """The room for dots in a band: at its right, and at its foot."""
    if not spots:
        return 0, 0
    return (_BESIDE, 0) if layout.upright else (0, 7)


def _label(
    name: str, x: int, y: int, width: int, height: int, room: tuple[int, int]
) -> tuple[tuple[str, int, int], ...]:
    """The lines of a name with their places, centred in a box; empty if the name does not fit."""
    beside, foot = room
    lines: list[str] = []
    letter = _WIDE_LETTER if beside else _LETTER
    for word in name.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * letter <= width - 6 - beside:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    fits = all(len(line) * _LETTER <= width - 2 for line in lines) and len(lines) * _LINE <= height - foot
    if not fits:
        return ()
    top = y + (height - foot - len(lines) * _LINE) // 2 + _LINE - 4
    middle = x + (width - beside) // 2
    return tuple((line, middle, top + _LINE * number) for number, line in enumerate(lines))


def _dots(spots: Iterable[int], across: int, upright: bool) -> Iterator[Dots]:
    """The dots of articles. Those of articles that stand close together are one, and larger."""
    counts = Counter(spot // _STEP * _STEP + _STEP // 2 for spot in spots)
    for size in range(len(_SIZES) + 1):
        places = sorted(at for at, count in counts.items() if _size(count) == size)
        if places:
            points = ((across, at) if upright else (at, across) for at in places)
            yield Dots(size, "".join(f"M{x} {y}h0" for x, y in points))


def _size(count: int) -> int:
    return sum(count > most for most in _SIZES)
