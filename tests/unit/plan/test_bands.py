"""The drawing of the history of a land: names and dots."""

import re
from datetime import date

from generator.plan.bands import Layout, axis_of, drawing, holdings
from generator.provinces.gazetteer import load_gazetteer
from generator.provinces.units import Unit

_PHONE = Layout(upright=True, length=420, shortest=40, lane=0, breadth=212, margin=76)
_DESKTOP = Layout(upright=False, length=980, shortest=76, lane=28, breadth=0, margin=24)
_LETTER, _RADIUS = 9, 5


def _unit(name: str) -> Unit:
    return next(unit for unit in load_gazetteer().units.values() if unit.name == name)


def test_a_name_stands_beside_the_dots_of_its_articles() -> None:
    gazetteer = load_gazetteer()
    today = next(unit for unit in gazetteer.units.values() if unit.name == "Ninh Bình" and not unit.end)
    held = holdings(frozenset(today.land))
    every = [date(year, 6, 1) for year in range(1997, 2026)]
    days = {each.unit.id: every for each in held}
    names = {each.unit.id: each.unit.name for each in held}
    drawn = drawing(held, axis_of(held, every, _PHONE), days, _PHONE, names)
    dotted = [band for band in drawn.bands if band.dots and band.words]
    assert {" ".join(word for word, _, _ in band.words) for band in dotted} >= {"Nam Định", "Hà Nam"}
    for band in dotted:
        first = min(int(x) for dots in band.dots for x in re.findall(r"M(\d+) ", dots.path))
        for word, middle, _ in band.words:
            assert middle + len(word) * _LETTER / 2 <= first - _RADIUS


def test_a_drawing_begins_with_the_oldest_name_that_is_known() -> None:
    for layout in (_PHONE, _DESKTOP):
        for unit in load_gazetteer().units.values():
            held = holdings(frozenset(unit.land))
            drawn = drawing(held, axis_of(held, (), layout), {}, layout, {each.unit.id: "" for each in held})
            blank = min(band.y if layout.upright else band.x for band in drawn.bands)
            assert blank <= (1 if layout.upright else 40), unit.id


def test_articles_older_than_the_oldest_name_have_their_place() -> None:
    early = axis_of(holdings(frozenset(_unit("Minh Hải").land)), [date(1970, 1, 1)], _PHONE)
    assert early.place(date(1970, 1, 1)) < early.place(date(1976, 1, 1))
