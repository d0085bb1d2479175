"""Items are told by their signs, with and without a blank behind them."""

import pytest

from tests.unit.read.typed.test_source import html

TWO = "<ul>\n<li>Một</li>\n<li>Hai</li>\n</ul>"


@pytest.mark.parametrize("source", ["-Một\n-Hai", "–Một\n–Hai", "*Một\n*Hai", "- Một\n-Hai", "+Một\n+Hai"])
def test_a_blank_may_lack_behind_the_signs_of_several_items(source: str) -> None:
    assert html(source) == TWO


def test_numbers_in_their_order_are_items() -> None:
    assert html("1.Một\n2.Hai") == "<ol>\n<li>Một</li>\n<li>Hai</li>\n</ol>"
    assert "<ol" not in html("3.Một\n7.Hai")


@pytest.mark.parametrize("source", ["-Một", "*Một* x\n*Hai* y", "-5 độ\n-7 độ"])
def test_other_lines_that_begin_with_a_sign_are_no_items(source: str) -> None:
    assert "<li>" not in html(source)


@pytest.mark.parametrize("source", ["- Một\n-\n- Hai", "-\n- Một\n- Hai", "- Một\n- Hai\n-"])
def test_a_bullet_without_text_is_left_out(source: str) -> None:
    assert html(source) == TWO


def test_a_number_without_text_keeps_its_place() -> None:
    assert html("1. Một\n2.\n3. Ba") == "<ol>\n<li>Một</li>\n<li>&nbsp;</li>\n<li>Ba</li>\n</ol>"


@pytest.mark.parametrize(
    "source", ["* một\n** hai\n** ba\n* bốn", "- một\n-- hai\n-- ba\n- bốn", "* một\n** hai\n*** ba"]
)
def test_several_signs_are_levels(source: str) -> None:
    made = html(source)
    assert made.count("<li>") == source.count("\n") + 1
    assert made.startswith("<ul>\n<li>một<ul>\n<li>hai")


@pytest.mark.parametrize("source", ["** Một ** hai", "* a\n** đậm ** x", "-- a\n-- b"])
def test_two_stars_alone_are_no_level(source: str) -> None:
    assert "<ul>\n<li>" not in html(source).replace("<ul>\n<li>a", "", 1)
