"""Provinces: their names, histories and drawings, and the pages about them."""

from collections.abc import Mapping

from msgspec import Struct

from generator.model.values import PartialDate
from generator.model.views.lists import ListView
from generator.model.views.page import Counted, PageView


class PlaceName(Struct, frozen=True, array_like=True):
    """The name of a province in the page's language.

    `path` is the path of its page, or None if it has no page. `kind` is the kind of the unit, or empty.
    """

    name: str
    path: str | None
    kind: str = ""


class UnitView(Struct, frozen=True, array_like=True):
    """A province of this name: its kind, ISO code and time. `end` is the first day after it."""

    name: str
    kind: str
    iso: str
    start: PartialDate | None
    end: PartialDate | None


class TransferView(Struct, frozen=True, array_like=True):
    """A part of a province that passed to another (see `provinces.units.Transfer`)."""

    kind: str
    count: int | None
    names: tuple[str, ...]
    within: str


class ActView(Struct, frozen=True, array_like=True):
    """The act behind an event: its kind, number or "", date or None, and body, as in `provinces.units`."""

    kind: str
    number: str
    date: PartialDate | None
    body: str


class EventView(Struct, frozen=True, array_like=True):
    """An event in the history of a province, from which the theme makes a sentence.

    `kind` and `transfer` are as in `provinces.units`. `unit_kind` is the new kind, for "status" and
    "renamed". `act` is None if it is not known. `other_date` and `other_act` are those of other sources.
    """

    date: PartialDate
    kind: str
    before: tuple[PlaceName, ...]
    after: tuple[PlaceName, ...]
    unit_kind: str
    transfer: TransferView | None
    act: ActView | None
    other_date: PartialDate | None
    other_act: ActView | None


class Dots(Struct, frozen=True, array_like=True):
    """Dots of one size (0, 1 or 2), as the path of an SVG: one for each article, or for some."""

    size: int
    path: str


class Band(Struct, frozen=True, array_like=True):
    """The time of a province in a drawing. `words` are the lines of its name: (text, x, y)."""

    unit: str
    start: PartialDate | None
    end: PartialDate | None
    x: int
    y: int
    width: int
    height: int
    words: tuple[tuple[str, int, int], ...]
    dots: tuple[Dots, ...]


class Joint(Struct, frozen=True, array_like=True):
    """A date in a drawing at which bands begin or end: its line, and where the date stands."""

    date: PartialDate
    x1: int
    y1: int
    x2: int
    y2: int
    x: int
    y: int


class Drawing(Struct, frozen=True, array_like=True):
    """The bands of a land, in pixels."""

    width: int
    height: int
    bands: tuple[Band, ...]
    joints: tuple[Joint, ...]


class BandUnit(Struct, frozen=True, array_like=True):
    """A province in the history of a land.

    `count` are its articles. `path` leads to them, or is None if no page has any.
    """

    name: str
    kind: str
    iso: str
    start: PartialDate | None
    end: PartialDate | None
    path: str | None
    count: int
    became: tuple[PlaceName, ...]
    own: bool


class LineView(Struct, frozen=True, array_like=True):
    """The history of a land: its provinces by id, the oldest first, and its drawings, lying and upright."""

    slug: str
    name: str
    kind: str
    path: str | None
    count: int
    units: Mapping[str, BandUnit]
    wide: Drawing
    tall: Drawing


class ProvinceView(ListView, frozen=True, array_like=True, kw_only=True):
    """The first page of a province's list, which has the articles of its land.

    `names` are the names with articles of this land: its own, then those of its predecessors. `narrower`
    is the path of the list under its own name alone, or None if that is all. `csv` is the line as a file.
    """

    units: tuple[UnitView, ...]
    events: tuple[EventView, ...]
    successors: tuple[PlaceName, ...]
    ended: PartialDate | None
    names: tuple[Counted, ...]
    narrower: str | None
    line: LineView
    csv: str


class TimelineView(PageView, frozen=True, array_like=True, kw_only=True):
    """The page of the lines of all provinces of today."""

    lines: tuple[LineView, ...]


class LineFile(Struct, frozen=True, array_like=True):
    """The line of a province as a file in CSV."""

    path: str
    lang: str
    units: Mapping[str, BandUnit]
    events: tuple[EventView, ...]


class ProvinceEntry(Struct, frozen=True, array_like=True):
    """A province in the index: the number of articles of its land, its predecessors and its successors."""

    name: str
    path: str | None
    kind: str
    count: int
    predecessors: tuple[Counted, ...] = ()
    ended: PartialDate | None = None
    successors: tuple[PlaceName, ...] = ()


class ProvincesView(PageView, frozen=True, array_like=True, kw_only=True):
    """The index of provinces."""

    timeline: str
    current: tuple[ProvinceEntry, ...]
    former: tuple[ProvinceEntry, ...]
