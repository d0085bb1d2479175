"""Progress tells the time that is left, once it can be estimated."""

import pytest

from generator.commands.progress import time_left


@pytest.mark.parametrize(
    ("took", "done", "total", "left"),
    [
        (60, 100, 300, ", about 2 min left"), (60, 299, 300, ", less than 1 min left"), (1, 1, 300, ""),
        (60, 0, 300, ""), (60, 300, 300, ""),
    ],
)  # fmt: skip
def test_the_rest_takes_as_long_as_what_is_done(took: float, done: int, total: int, left: str) -> None:
    assert time_left(took, done, total, 1) == left


def test_vietnamese_keepers_read_it_in_their_language() -> None:
    assert time_left(60, 100, 300, 0) == ", còn khoảng 2 phút"
