"""Slots: an edit moves few documents."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.model.values import PartialDate
from generator.search.quarters.slots import slots_of

DAYS = st.integers(0, 92).map(lambda day: PartialDate(2014, 4 + day // 31, day % 31 + 1))


@given(st.lists(DAYS, min_size=1, max_size=150), st.data())
def test_a_document_that_goes_moves_only_its_neighbours(days: list[PartialDate], data: st.DataObject) -> None:
    days.sort(key=lambda day: day.sort_key)
    gone = data.draw(st.integers(0, len(days) - 1))
    before, after = slots_of(days), slots_of(days[:gone] + days[gone + 1 :])
    for slots in (before, after):
        assert all(one < other for one, other in pairwise(slots.taken))
        assert all(0 <= slot < slots.count for slot in slots.taken)
    if before.count == after.count:
        stayed = [slot for number, slot in enumerate(before.taken) if number != gone]
        moved = [
            number for number, slots in enumerate(zip(stayed, after.taken, strict=True)) if len({*slots}) > 1
        ]
        around = {*moved, gone}
        assert max(around) - min(around) <= len(moved)


def test_one_document_more_or_less_hardly_ever_moves_the_quarters_after() -> None:
    counts = [slots_of([PartialDate(2014, 5)] * count).count for count in range(60, 600)]
    assert sum(one != other for one, other in pairwise(counts)) < len(counts) / 12
