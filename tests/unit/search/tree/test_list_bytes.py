"""Numbers in base 128, as a leaf holds them."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.search.tree.list_bytes import base_128


@given(st.lists(st.integers(0, (1 << 31) - 1) | st.sampled_from([127, 128, (1 << 28) - 1, 1 << 28])))
def test_a_number_is_read_as_it_was_written(values: list[int]) -> None:
    data, ends = base_128(np.array(values, dtype=np.int32))
    limits = [0, *ends.tolist()]
    assert limits[-1] == len(data)
    assert [_number(data[begin:end]) for begin, end in pairwise(limits)] == values


def _number(data: bytes) -> int:
    assert all(byte > 127 for byte in data[:-1])
    assert data[-1] < 128
    return sum((byte & 127) << 7 * place for place, byte in enumerate(data))
