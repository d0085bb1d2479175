"""Tables of pipes lose no cell, and show no pipe."""

import re

import pytest

from tests.unit.read.typed.test_source import html


def rows(source: str) -> list[list[str]]:
    """The texts of the cells."""
    return [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        for row in html(source).replace("\n", "").split("<tr>")[1:]
    ]


@pytest.mark.parametrize(
    "source",
    [
        "| A | B |\n|---|---|\n| 1 | 2 |",
        "| A | B |\n| 1 | 2 |",
        "|A|B|\n|---|\n|1|2|",
        "A | B\n--|---|--\n1 | 2",
        "|A|B|\n\n|---|---|\n\n|1|2|",
    ],
)
def test_a_table_needs_no_exact_dashes(source: str) -> None:
    assert [row[:2] for row in rows(source)] == [["A", "B"], ["1", "2"]]


def test_a_longer_row_makes_a_column() -> None:
    assert rows("| A | B |\n|---|---|\n| 1 | 2 | 3 |\n| 4 | | |") == [
        ["A", "B", ""],
        ["1", "2", "3"],
        ["4", "", ""],
    ]


def test_a_pipe_in_code_or_behind_a_backslash_ends_no_cell() -> None:
    assert rows("| A | B |\n|---|---|\n| `a|b` | a \\| b |")[1] == ["<code>a|b</code>", "a | b"]


def test_the_line_under_a_table_is_a_paragraph() -> None:
    source = "| A | B |\n|---|---|\n| 1 | 2 |\nNguồn: Sở KH&CN"
    assert html(source).endswith("<p>Nguồn: Sở KH&amp;CN</p>")
    assert len(rows(source)) == 2


def test_single_lines_with_pipes_are_no_table() -> None:
    assert html("| a | b |") == "<p>| a | b |</p>"
    assert html("| a | b |\n\n| c | d |") == "<p>| a | b |</p>\n<p>| c | d |</p>"


def test_the_backslash_before_a_pipe_in_code_is_not_shown() -> None:
    assert rows("| A | B |\n|---|---|\n| `a\\|b` | c |")[1] == ["<code>a|b</code>", "c"]
