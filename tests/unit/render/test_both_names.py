"""Captions carry the names of then and of today."""

import re

import pytest

from generator.model.values import PartialDate
from generator.model.views.article import ProvinceNote
from generator.model.views.provinces import PlaceName
from generator.render.both_names import both_names

ENDED = PartialDate(2025, 7, 1)
HAI_DUONG = ProvinceNote("Hải Dương", "", "province", ENDED, (PlaceName("Hải Phòng", None, "municipality"),))
NINH_BINH = ProvinceNote("Ninh Bình", "", "province", None, ())
SPLIT = ProvinceNote(
    "Sông Bé", "", "province", PartialDate(1997, 1, 1), (PlaceName("A", None), PlaceName("B", None))
)


def shown(text: str) -> str:
    """The text with the names of both times, without what keeps a name on one line."""
    marked = str(both_names(text, [HAI_DUONG, NINH_BINH, SPLIT]))
    return re.sub(r'<span class="nowrap">(.*?)</span>', r"\1", marked)


def now_and_then(text: str) -> tuple[str, str]:
    marked = shown(text)
    then = marked.replace('<span class="then">', "").replace("</span>", "")
    parts = marked.split('<span class="now" hidden>')
    now = parts[0].rpartition('<span class="then">')[0] + "".join(p.replace("</span>", "") for p in parts[1:])
    return then, now


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Hội nghị ở Hải Dương.", "Hội nghị ở Hải Phòng."),
        ("Hội nghị của tỉnh Hải Dương.", "Hội nghị của thành phố Hải Phòng."),
        ("Tỉnh Hải Dương họp.", "Thành phố Hải Phòng họp."),
    ],
)
def test_a_name_that_ended_has_the_name_of_today_beside_it(text: str, now: str) -> None:
    assert now_and_then(text)[1] == now


@pytest.mark.parametrize(
    "text",
    [
        "Chợ của thành phố Hải Dương.",
        "Chợ của TP. Hải Dương.",
        "Bên sông Bé và Sông Bé.",
        "Ninh Bình và Hải Dươngg.",
        "Một bức ảnh.",
    ],
)
def test_towns_and_other_names_stay(text: str) -> None:
    assert shown(text) == text


def test_a_caption_is_escaped() -> None:
    assert "<b>" not in both_names("<b>Hải Dương</b>", [HAI_DUONG])
    assert both_names("<b>x</b>", []) == "&lt;b&gt;x&lt;/b&gt;"
