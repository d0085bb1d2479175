"""The archive's past and its recent quarters."""

from hypothesis import given
from hypothesis import strategies as st

from generator.search.tree.segments import OPEN_QUARTERS, STEP, past_quarters


@given(st.lists(st.integers(1, 300), max_size=40))
def test_the_newest_quarter_is_never_past_and_the_recent_part_is_small(counts: list[int]) -> None:
    cut = past_quarters(counts)
    assert cut <= max(0, len(counts) - OPEN_QUARTERS)
    if cut:
        assert sum(counts[cut:-OPEN_QUARTERS]) < STEP
