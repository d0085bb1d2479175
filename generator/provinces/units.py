"""The records of provinces (units, and the events that tie them) and their reading from the package's data.

Sources: the resolutions of the National Assembly named in `Event.act`; ISO 3166-2:VN for the codes of the
63 provinces until 2025-07-01. A start that is not known is left empty. The days on which the divisions of
1989 and 1992 came into force may be some weeks off.
"""

import csv
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from importlib import resources

from msgspec import Struct

from generator.model.values import PartialDate


class UnitKind(StrEnum):
    """What the unit is: tỉnh, thành phố trực thuộc Trung ương, đặc khu."""

    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    SPECIAL_ZONE = "special-zone"


class EventKind(StrEnum):
    """What happened. All but TRANSFERRED end a unit or begin one, and so make predecessors and successors."""

    SPLIT = "split"  # one unit ended, several began
    MERGED = "merged"  # several units ended, one began, under an old name or a new one
    FORMED = "formed"  # one began out of another and of parts that a TRANSFERRED event of that day names
    ABSORBED = "absorbed"  # one ended in another, which went on unchanged in name
    RENAMED = "renamed"  # the same territory under another name (its kind may change as well)
    STATUS = "status"  # the same name and territory, another kind of unit
    TRANSFERRED = "transferred"  # a part passed from one unit to another


class TransferredKind(StrEnum):
    """What passed in a TRANSFERRED event."""

    DISTRICTS = "districts"
    COMMUNES = "communes"
    PLACES = "places"  # named, without saying what they were
    CAPITAL = "capital"  # the town that had been the capital of the unit that gave it


class Unit(Struct, frozen=True):
    """A province under one name and in one period: from `start` until the day before `end`.

    No start: not known. No end: it exists today. No `iso`: none is given for that period.
    """

    id: str
    name: str
    name_en: str
    slug: str
    kind: UnitKind
    iso: str
    start: PartialDate | None
    end: PartialDate | None

    def alive_on(self, day: date) -> bool:
        """Whether the unit existed on this day; a period known to the year counts from 1 January."""
        begun = self.start is None or self.start.first_day <= day
        return begun and (self.end is None or day < self.end.first_day)


class Transfer(Struct, frozen=True):
    """The part that passed: how many (None: not known), their names, and the place that they belonged to."""

    kind: TransferredKind
    count: int | None
    names: tuple[str, ...]
    names_en: tuple[str, ...]
    within: str
    within_en: str


class Event(Struct, frozen=True):
    """What tied units (their ids) to others on a date; `act` is the number of the resolution, where known."""

    date: PartialDate
    kind: EventKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    transfer: Transfer | None
    act: str


def load_units() -> tuple[Unit, ...]:
    """All units, sorted by name in Vietnamese order, the oldest of a name first."""
    return tuple(
        Unit(
            id=row["id"],
            name=row["name"],
            name_en=row["name_en"],
            slug=row["slug"],
            kind=UnitKind(row["kind"]),
            iso=row["iso"],
            start=_partial_date(row["from"]) if row["from"] else None,
            end=_partial_date(row["to"]) if row["to"] else None,
        )
        for row in _rows("units.csv")
    )


def load_events() -> tuple[Event, ...]:
    """All events, sorted by date; those of one day with the transfers last."""
    return tuple(
        Event(
            date=_partial_date(row["date"]),
            kind=EventKind(row["kind"]),
            before=_list(row["before"]),
            after=_list(row["after"]),
            transfer=_transfer(row) if row["transferred"] else None,
            act=row["act"],
        )
        for row in _rows("events.csv")
    )


def load_aliases() -> tuple[tuple[str, str], ...]:
    """Spellings that no rule derives from a name, and the slug of the name that each means."""
    return tuple((row["spelling"], row["slug"]) for row in _rows("aliases.csv"))


def _rows(filename: str) -> Iterator[dict[str, str]]:
    file = resources.files("generator.provinces").joinpath("data", filename)
    return csv.DictReader(file.read_text(encoding="utf-8").splitlines())


def _partial_date(iso: str) -> PartialDate:
    year, *rest = map(int, iso.split("-"))
    month, day = (*rest, None, None)[:2]
    return PartialDate(year, month, day)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _transfer(row: dict[str, str]) -> Transfer:
    return Transfer(
        kind=TransferredKind(row["transferred"]),
        count=int(row["count"]) if row["count"] else None,
        names=_list(row["names"]),
        names_en=_list(row["names_en"]),
        within=row["within"],
        within_en=row["within_en"],
    )
