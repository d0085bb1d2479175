"""Lines and columns are counted as editors count them."""

from hypothesis import given
from hypothesis import strategies as st

from generator.model.values import Position
from generator.read.positions import position_at


@given(st.text("a\nđ\r "), st.integers(0, 3), st.integers(1, 9))
def test_the_position_is_that_of_the_lines_before(text: str, back: int, first: int) -> None:
    offset = max(0, len(text) - back)
    before = text[:offset].split("\n")
    assert position_at(text, offset, first) == Position(first + len(before) - 1, len(before[-1]) + 1)
