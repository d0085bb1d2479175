"""The fast paths, and the switch that turns all of them off.

A fast path does for common values what a slower one, the plain way, does for all. Its first lines say what
it covers, when it falls back and which test proves it. `khotin build --reference` takes the plain way
everywhere; the output is the same, byte for byte (`tests/incremental/test_reference.py`).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_OFF = "KHOTIN_REFERENCE"  # in the environment, because worker processes inherit it


def are_used() -> bool:
    """Whether fast paths are taken."""
    return _OFF not in os.environ


@contextmanager
def off() -> Iterator[None]:
    """Turns the fast paths off for the block, also in processes that it starts."""
    os.environ[_OFF] = "1"
    try:
        yield
    finally:
        del os.environ[_OFF]
