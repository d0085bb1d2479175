"""How much a test tries: a sample in `make test`, everything in `make test-long`."""

import os
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")

EVERYTHING = "KHOTIN_TEST_EVERYTHING" in os.environ  # set by `make test-long`


def amount(few: int, many: int) -> int:
    """How many of a kind: few in the sample, many with everything."""
    return many if EVERYTHING else few


def examples(number: int) -> settings:
    """Settings of a property whose examples take long: a third of them in the sample."""
    return settings(max_examples=number if EVERYTHING else max(2, number // 3))


def sample(values: Sequence[T], step: int) -> Sequence[T]:
    """Every so many of the values, the last one among them."""
    return values if EVERYTHING else values[::-step][::-1]
