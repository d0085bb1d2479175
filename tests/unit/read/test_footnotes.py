"""Footnotes without partner are reported where they stand."""

import re

import pytest

from tests.unit.read.test_body import faults
from tests.unit.read.typed.test_source import html


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Số[^2].", [(1, 3, "footnote-missing")]),
        ("Số[^1].\n\n[^1]: Một.\n[^3]: Ba.", [(4, 1, "footnote-unused")]),
        ("Số[^1].\n\n[^1]: Một.\n[^1]: Hai.", [(4, 1, "footnote-twice")]),
        ("Gõ `[^9]`.", []),
        ("Số[^nguồn số].\n\n[^nguồn số]: Báo cáo.", []),
    ],
)
def test_a_lone_mark_or_note_is_reported_at_its_place(source: str, found: list[tuple[int, int, str]]) -> None:
    assert faults(source) == found


def test_ids_have_no_blanks_and_a_lone_note_no_way_back() -> None:
    made = html("Số[^nguồn số].\n\n[^nguồn số]: Báo cáo.\n[^b]: Ba.")
    assert 'id="fn-nguồn_số"' in made
    assert made.count("footnote-backref") == 1
    assert "Ba.</p>" in made


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    made = html("Một[^b], hai[^a].\n\n- Ba[^c]\n\n[^a]: A\n[^b]: B, xem[^d]\n[^c]: C\n[^d]: D")
    assert re.findall(r'href="#fn-(.)" class="footnote-ref">(.)<', made) == [
        ("b", "1"),
        ("a", "2"),
        ("c", "3"),
        ("d", "4"),
    ]
    assert re.findall(r'<li id="fn-(.)">', made) == ["b", "a", "c", "d"]
