"""Tables are read as they were pasted."""

import re

import pytest

from generator.read.typed.tables import regular_tables
from tests.unit.read.typed.test_source import html


def rows(source: str) -> list[list[str]]:
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in html(source).split("<tr>")[1:]]


def test_lines_parted_by_tabs_are_a_table() -> None:
    source = "Kết quả:\nChỉ tiêu\t2013\nĐề tài\t1.250\nDự án\t7 %\nXem trên."
    assert rows(source) == [["Chỉ tiêu", "2013"], ["Đề tài", "1.250"], ["Dự án", "7 %"]]
    assert html(source).startswith("<p>Kết quả:</p>")
    assert html(source).endswith("<p>Xem trên.</p>")


def test_columns_of_numbers_are_aligned_right() -> None:
    made = html("Chỉ tiêu\tNăm\nĐề tài\t1.250\nDự án\t−7,5")
    assert made.count('class="align-right"') == 3
    assert '<td class="align-right">1.250</td>' in made


@pytest.mark.parametrize("dashes", ["|---|---|\n", ""])
def test_tabs_within_rows_of_bars_part_nothing(dashes: str) -> None:
    assert rows(f"|Mã|\tTên|\n{dashes}|1|\tmột|\n|2\t|hai|") == [["Mã", "Tên"], ["1", "một"], ["2", "hai"]]


def test_a_bar_in_a_cell_stays_a_bar() -> None:
    assert rows("a\tb\nx|y\tz")[1] == ["x|y", "z"]


@pytest.mark.parametrize("source", ["Một\tdòng thôi.", "-\tmột\n-\thai", "Họ tên:\tAn\nChức vụ:\tGiám đốc"])
def test_a_tab_makes_no_table_by_itself(source: str) -> None:
    assert "<table>" not in html(source)


def test_labels_with_tabs_keep_their_lines() -> None:
    assert html("Họ tên:\tAn\nChức vụ:\tGiám đốc") == "<p>Họ tên: An<br>\nChức vụ: Giám đốc</p>"


def test_a_table_may_stand_right_under_its_caption() -> None:
    assert rows("Bảng 1. Kết quả:\n| a | b |\n|---|---|\n| 1 | 2 |") == [["a", "b"], ["1", "2"]]


def test_alignment_becomes_a_class() -> None:
    made = html("| a | b | c |\n|:---|---:|:-:|\n| 1 | 2 | 3 |")
    assert '<td>1</td>\n<td class="align-right">2</td>\n<td class="align-center">3</td>' in made
    assert "style" not in made


def test_regular_tables_stay() -> None:
    lines = ["Bảng:", "", "| a | b |", "|---|---|", "| 1 | 2 |"]
    assert regular_tables(lines) == lines
