"""The drawing of the history of a land: names and dots."""

import re
from datetime import date

from generator.plan.bands import Layout, axis_of, drawing, holdings, joints_of
from generator.provinces.gazetteer import load_gazetteer

_PHONE = Layout(upright=True, length=420, shortest=40, lane=0, breadth=212, margin=76)
_LETTER, _RADIUS = 9, 5


def test_a_name_stands_beside_the_dots_of_its_articles() -> None:
    gazetteer = load_gazetteer()
    today = next(unit for unit in gazetteer.units.values() if unit.name == "Ninh Bình" and not unit.end)
    held = holdings(frozenset(today.land))
    every = [date(year, 6, 1) for year in range(1997, 2026)]
    days = {each.unit.id: every for each in held}
    names = {each.unit.id: each.unit.name for each in held}
    drawn = drawing(held, axis_of(joints_of(held), every, _PHONE), days, _PHONE, names)
    dotted = [band for band in drawn.bands if band.dots and band.words]
    assert {" ".join(word for word, _, _ in band.words) for band in dotted} >= {"Nam Định", "Hà Nam"}
    for band in dotted:
        first = min(int(x) for dots in band.dots for x in re.findall(r"M(\d+) ", dots.path))
        for word, middle, _ in band.words:
            assert middle + len(word) * _LETTER / 2 <= first - _RADIUS
