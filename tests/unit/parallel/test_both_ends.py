"""Work from both ends gives the results in order, whoever does it."""

import os
import time

import pytest

from generator.parallel.both_ends import from_both_ends

VALUES = list(range(500))


def square(value: int) -> tuple[int, int]:
    return value * value, os.getpid()


def squares(helpers: int) -> tuple[list[int], set[int]]:
    """The results and the processes that made them."""
    found = list(from_both_ends(square, VALUES, 7, lambda: helpers))
    return [value for value, _ in found], {process for _, process in found}


@pytest.mark.parametrize("helpers", [0, 1, 3])
def test_the_results_are_in_order(helpers: int) -> None:
    values, processes = squares(helpers)
    assert values == [value * value for value in VALUES]
    assert os.getpid() in processes
    assert len(processes) <= helpers + 1


def test_helpers_may_come_later() -> None:
    asked: list[int] = []

    def helpers() -> int:
        asked.append(1)
        return int(len(asked) > 3)

    assert len(list(from_both_ends(square, VALUES, 7, helpers))) == len(VALUES)


@pytest.mark.parametrize("where", [0, 499])
def test_an_error_is_raised_wherever_it_happens(where: int) -> None:
    def failing(value: int) -> int:
        if value == where:
            raise OSError(28, "no space")
        return value

    with pytest.raises(OSError, match="no space"):
        list(from_both_ends(failing, VALUES, 7, lambda: 1))


def test_a_helper_that_is_killed_is_noticed() -> None:
    own = os.getpid()

    def dying(value: int) -> int:
        if os.getpid() != own:
            os._exit(1)
        time.sleep(0.002)
        return value

    with pytest.raises(ChildProcessError):
        list(from_both_ends(dying, VALUES, 7, lambda: 1))
