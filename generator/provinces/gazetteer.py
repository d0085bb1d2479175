"""The gazetteer: which province a spelling means on a date, and how provinces succeeded one another.

    gazetteer = load_gazetteer()
    gazetteer.resolve("TP. Cần Thơ", PartialDate(2010, 3, 1))  # ProvinceRef("can-tho", "can-tho-2004")

A *unit* is a name with a period. Its id is nam-dinh-1997, or nam-dinh if the start is not known. A *place* is
a name with all its units, and has one page. The *line* of a place are all units that ever held a part of its
land, so its predecessors and its successors are in it. Unknown ids and slugs raise KeyError, because they are
bugs of the caller.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import inf

from msgspec import Struct

from generator.model.archive import ProvinceRef
from generator.model.values import PartialDate
from generator.provinces.spelling import SpellingTable, close_names, names_meant, spelling_table
from generator.provinces.units import Event, EventKind, Unit, load_aliases, load_events, load_units
from generator.text.unicode import fold

_SUGGESTIONS = 3


class NamedPlace(Struct, frozen=True):
    """A name and the units that had it, the oldest first."""

    slug: str
    name: str
    name_en: str
    units: tuple[Unit, ...]


class Gazetteer(Struct, frozen=True):
    """All provinces.

    `places` are by slug and `units` by id, in Vietnamese order of names. `events` are by date. `_before` and
    `_after` are direct predecessors and successors by id; transfers do not count.
    """

    places: Mapping[str, NamedPlace]
    units: Mapping[str, Unit]
    events: tuple[Event, ...]
    spellings: SpellingTable
    _before: Mapping[str, tuple[Unit, ...]]
    _after: Mapping[str, tuple[Unit, ...]]
    _final_successors: Mapping[str, tuple[Unit, ...]]

    def resolve(self, spelling: str, when: PartialDate | None) -> ProvinceRef | None:
        """The name and the unit that a spelling means.

        None if the spelling is unknown.

        The unit is the one that existed on the date's first day, else one that began within the date, else
        the nearest in time. Without a date the unit is None, unless the name has only one.
        """
        slugs = names_meant(self.spellings, spelling)
        if not slugs:
            return None
        units = [unit for slug in slugs for unit in self.places[slug].units]
        if len(units) == 1:
            return ProvinceRef(units[0].slug, units[0].id)
        if when is None:
            return ProvinceRef(slugs[0], None)
        unit = _alive(units, when) or _nearest(units, when.first_day)
        return ProvinceRef(unit.slug, unit.id)

    def suggest(self, spelling: str) -> tuple[str, ...]:
        """Names that an unknown spelling may mean, the closest first, at most three."""
        slugs = close_names(self.spellings, spelling)
        return tuple(self.places[slug].name for slug in slugs[:_SUGGESTIONS])

    def unit_at(self, slug: str, when: PartialDate) -> Unit | None:
        """The unit of this name at this time, or None.

        It is the one on the date's first day, else one that began within the date.
        """
        return _alive(self.places[slug].units, when)

    def units_on(self, day: date) -> tuple[Unit, ...]:
        """The units that existed on a day, in Vietnamese order of names."""
        return tuple(unit for unit in self.units.values() if unit.alive_on(day))

    def predecessors(self, unit_id: str) -> tuple[Unit, ...]:
        """The units from which this one came directly, in whole or in part. Transfers do not count."""
        return self._before[unit_id]

    def successors(self, unit_id: str) -> tuple[Unit, ...]:
        """The units that this one became directly, in whole or in part."""
        return self._after[unit_id]

    def ancestors(self, unit_id: str) -> tuple[Unit, ...]:
        """All predecessors that held a part of this unit's land, the nearest first."""
        land = set(self.units[unit_id].land)
        return tuple(unit for unit in _reached(unit_id, self.predecessors) if land.intersection(unit.land))

    def land(self, slug: str) -> frozenset[str]:
        """The parts of land that were ever held under this name."""
        return frozenset(part for unit in self.places[slug].units for part in unit.land)

    def line(self, slug: str) -> tuple[Unit, ...]:
        """The units that ever held a part of this land, the oldest first."""
        land = self.land(slug)
        found = [unit for unit in self.units.values() if land.intersection(unit.land)]
        return tuple(sorted(found, key=_start_key))

    def events_of_line(self, slug: str) -> tuple[Event, ...]:
        """The events of all units of this line, by date."""
        ids = {unit.id for unit in self.line(slug)}
        return tuple(event for event in self.events if ids.intersection(event.before + event.after))

    def land_on(self, unit_id: str, day: date) -> tuple[str, ...]:
        """The parts of land that a unit held on a day.

        Those of units that it took in later are left out.
        """
        later = {
            part
            for event in self.events
            if event.kind is EventKind.ABSORBED and event.after == (unit_id,) and day < event.date.first_day
            for ended in event.before
            for part in self.units[ended].land
        }
        return tuple(part for part in self.units[unit_id].land if part not in later)

    def final_successors(self, unit_id: str) -> tuple[Unit, ...]:
        """The units of today that this unit became; empty for a unit of today."""
        return self._final_successors[unit_id]


@cache
def load_gazetteer() -> Gazetteer:
    """Loads the gazetteer from the package's data."""
    units, events = load_units(), load_events()
    by_id = {unit.id: unit for unit in units}
    steps = [event for event in events if event.kind is not EventKind.TRANSFERRED]
    after = _steps(by_id, ((before, event.after) for event in steps for before in event.before))
    return Gazetteer(
        places=_places(units),
        units=by_id,
        events=events,
        spellings=spelling_table(_spellings(units)),
        _before=_steps(by_id, ((after, event.before) for event in steps for after in event.after)),
        _after=after,
        _final_successors={unit.id: _final_successors(unit, after) for unit in units},
    )


def _steps(
    units: Mapping[str, Unit], steps: Iterable[tuple[str, Sequence[str]]]
) -> dict[str, tuple[Unit, ...]]:
    """For each unit's id, the units that the steps lead to.

    They are in the order of the steps, without repeats.
    """
    found: dict[str, dict[str, Unit]] = {unit_id: {} for unit_id in units}
    for unit_id, reached in steps:
        found[unit_id] |= {each: units[each] for each in reached}
    return {unit_id: tuple(reached.values()) for unit_id, reached in found.items()}


def _final_successors(unit: Unit, after: Mapping[str, tuple[Unit, ...]]) -> tuple[Unit, ...]:
    """The units of today that a unit became; empty for a unit of today."""
    if unit.end is None:
        return ()
    return tuple(each for each in _reached(unit.id, after.__getitem__) if each.end is None)


def _places(units: tuple[Unit, ...]) -> dict[str, NamedPlace]:
    """The places by slug."""
    by_slug: dict[str, list[Unit]] = {}
    for unit in units:
        by_slug.setdefault(unit.slug, []).append(unit)
    return {
        slug: NamedPlace(slug, same[-1].name, same[-1].name_en, tuple(same)) for slug, same in by_slug.items()
    }


def _spellings(units: tuple[Unit, ...]) -> Iterator[tuple[str, str]]:
    """Yields (spelling, slug).

    Names come before aliases, so that an ambiguous spelling means its own name first.
    """
    for unit in units:
        yield unit.name, unit.slug
        if unit.name_en.casefold() != fold(unit.name):  # the folded name is derived from the name itself
            yield unit.name_en, unit.slug
        if unit.iso:
            yield unit.iso, unit.slug
    for alias in load_aliases():
        yield alias.spelling, alias.slug


def _start_key(unit: Unit) -> tuple[tuple[int, ...], str]:
    """The order of units in a line: by start, then by id. Those without a known start come first."""
    start = unit.start.first_day if unit.start else date.min
    return (start.year, start.month, start.day), unit.id


def _alive(units: Sequence[Unit], when: PartialDate) -> Unit | None:
    """The unit that existed on the date's first day.

    If there is none, it is the first unit that began within the date, or None.
    """
    living = (unit for unit in units if unit.alive_on(when.first_day))
    begun = (unit for unit in units if unit.start is not None and unit.start.iso.startswith(when.iso))
    return next(living, None) or next(begun, None)


def _nearest(units: Sequence[Unit], day: date) -> Unit:
    """The unit whose period is nearest to a day; of equally near ones the earlier."""
    return min(units, key=lambda unit: _days_away(unit, day))


def _days_away(unit: Unit, day: date) -> float:
    """Days between a day and the unit's period; negative within it."""
    after_end = (day - unit.end.first_day).days if unit.end is not None else -inf
    before_start = (unit.start.first_day - day).days if unit.start is not None else -inf
    return max(after_end, before_start)


def _reached(unit_id: str, step: Callable[[str], tuple[Unit, ...]]) -> tuple[Unit, ...]:
    """All units that repeated steps lead to, breadth first, without repeats."""
    found: dict[str, Unit] = {}
    frontier = step(unit_id)
    while frontier:
        new = {unit.id: unit for unit in frontier if unit.id not in found}
        found |= new
        frontier = tuple(unit for known in new for unit in step(known))
    return tuple(found.values())
