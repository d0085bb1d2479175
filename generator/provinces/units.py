"""Records of provinces (units, and the events that connect them), read from the package's data.

Sources: the acts in acts.csv; ISO 3166-2:VN for the codes of the 63 provinces until 2025-07-01. An unknown
start is left empty, and so is an unknown act: the South before 1976 is not in the data. The dates on which
the divisions of 1989 and 1992 took effect may be some weeks off.

The land of a unit is a set of *parts*. A part is land that no event in the data divides; it is named after
a unit that held it. Each part belongs to one unit at a time, and the units of today hold all of them.
"""

import csv
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from importlib import resources

from msgspec import Struct

from generator.model.values import PartialDate


class UnitKind(StrEnum):
    """Kind of a unit: tỉnh, thành phố trực thuộc Trung ương, đặc khu."""

    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    SPECIAL_ZONE = "special-zone"


class EventKind(StrEnum):
    """Kind of an event.

    All except TRANSFERRED end or begin a unit, and so make predecessors and successors.
    """

    SPLIT = "split"  # one unit ended, several began
    MERGED = "merged"  # several units ended, one began, under an old name or a new one
    FORMED = "formed"  # one began out of another and of parts that a TRANSFERRED event of that day names
    ABSORBED = "absorbed"  # one ended in another, which went on unchanged in name
    RENAMED = "renamed"  # the same territory under another name (its kind may change as well)
    STATUS = "status"  # the same name and territory, another kind of unit
    TRANSFERRED = "transferred"  # a part passed from one unit to another


class TransferredKind(StrEnum):
    """Kind of the part transferred in a TRANSFERRED event."""

    DISTRICTS = "districts"
    COMMUNES = "communes"
    PLACES = "places"  # named without their kind
    CAPITAL = "capital"  # the former capital of the unit that lost it


class Unit(Struct, frozen=True):
    """A province under one name in one period, from `start` until the day before `end`.

    `start` is None if it is not known. `end` is None if the unit exists today. `iso` is "" if there was no
    code in that period. `land` are the parts that it held at its end, or holds today.
    """

    id: str
    name: str
    name_en: str
    slug: str
    kind: UnitKind
    iso: str
    start: PartialDate | None
    end: PartialDate | None
    land: tuple[str, ...]

    def alive_on(self, day: date) -> bool:
        """Whether the unit existed on this day. A start known to the year counts from 1 January."""
        begun = self.start is None or self.start.first_day <= day
        return begun and (self.end is None or day < self.end.first_day)


class Transfer(Struct, frozen=True):
    """A transferred part.

    `count` is None if it is not known. `within` is the place to which the parts belonged.
    """

    kind: TransferredKind
    count: int | None
    names: tuple[str, ...]
    names_en: tuple[str, ...]
    within: str
    within_en: str


class AliasKind(StrEnum):
    """What a spelling is to the name of its place."""

    ABBREVIATION = "abbreviation"
    SPELLING = "spelling"  # the same name, as some write it
    NAME = "name"  # another name, which may mean something else: Sài Gòn


class PlaceAlias(Struct, frozen=True):
    """A spelling of the name of a place; `slug` is that of the name."""

    spelling: str
    slug: str
    kind: AliasKind


class ActKind(StrEnum):
    """Kind of an act: nghị quyết, quyết định."""

    RESOLUTION = "resolution"
    DECISION = "decision"


class ActBody(StrEnum):
    """The body that passed an act: Quốc hội, Ủy ban Thường vụ Quốc hội."""

    ASSEMBLY = "assembly"
    STANDING_COMMITTEE = "standing-committee"


class Act(Struct, frozen=True):
    """An act that changed provinces. It has a number, a date on which it was passed, or both."""

    kind: ActKind
    number: str
    date: PartialDate | None
    body: ActBody


class Event(Struct, frozen=True):
    """An event that connects units, given by id.

    `act` is None if it is not known. If sources differ, `other_date` is the date that some of them give, and
    `other_act` the act.
    """

    date: PartialDate
    kind: EventKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    transfer: Transfer | None
    act: Act | None
    other_date: PartialDate | None
    other_act: Act | None


def load_units() -> tuple[Unit, ...]:
    """All units, sorted by name in Vietnamese order; of one name the oldest first."""
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
            land=_list(row["land"]) or (row["slug"],),
        )
        for row in _rows("units.csv")
    )


def load_events() -> tuple[Event, ...]:
    """All events, sorted by date; on each day transfers come last."""
    acts = {row["id"]: _act(row) for row in _rows("acts.csv")}
    return tuple(
        Event(
            date=_partial_date(row["date"]),
            kind=EventKind(row["kind"]),
            before=_list(row["before"]),
            after=_list(row["after"]),
            transfer=_transfer(row) if row["transferred"] else None,
            act=acts[row["act"]] if row["act"] else None,
            other_date=_partial_date(row["other_date"]) if row["other_date"] else None,
            other_act=acts[row["other_act"]] if row["other_act"] else None,
        )
        for row in _rows("events.csv")
    )


def load_aliases() -> tuple[PlaceAlias, ...]:
    """Spellings that no rule derives from a name."""
    return tuple(
        PlaceAlias(row["spelling"], row["slug"], AliasKind(row["kind"])) for row in _rows("aliases.csv")
    )


def _rows(filename: str) -> Iterator[dict[str, str]]:
    """Rows of a CSV file of the package."""
    file = resources.files("generator.provinces").joinpath("data", filename)
    return csv.DictReader(file.read_text(encoding="utf-8").splitlines())


def _partial_date(iso: str) -> PartialDate:
    """A date known to the year, month or day."""
    year, *rest = map(int, iso.split("-"))
    month, day = (*rest, None, None)[:2]
    return PartialDate(year, month, day)


def _act(row: dict[str, str]) -> Act:
    """The act of a row."""
    passed = _partial_date(row["date"]) if row["date"] else None
    return Act(ActKind(row["kind"]), row["number"], passed, ActBody(row["body"]))


def _list(cell: str) -> tuple[str, ...]:
    """The values of a cell, separated by ";"."""
    return tuple(cell.split(";")) if cell else ()


def _transfer(row: dict[str, str]) -> Transfer:
    """The transfer of an event's row."""
    return Transfer(
        kind=TransferredKind(row["transferred"]),
        count=int(row["count"]) if row["count"] else None,
        names=_list(row["names"]),
        names_en=_list(row["names_en"]),
        within=row["within"],
        within_en=row["within_en"],
    )
