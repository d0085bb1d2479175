"""Makes Python collect garbage rarely, because the very many records have no cycles.

In a small build the collections took a third of the time. These functions are the only ones that change
the collector.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_WORKER_THRESHOLD = 100_000  # new objects between two collections


def disable_collection() -> None:
    """Turns collection off, for a process that ends soon or calls `collect_now`."""
    gc.disable()


def enable_collection() -> None:
    """Turns collection on, for commands that read for minutes."""
    gc.enable()


@contextmanager
def without_collection() -> Iterator[None]:
    """Turns collection off for the block."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def collect_seldom() -> None:
    """Sets up a worker process.

    Its collections skip inherited objects. Visiting them would copy their memory.
    """
    gc.freeze()
    gc.set_threshold(_WORKER_THRESHOLD)
    gc.enable()


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Sets up this process like a worker, for the block."""
    was_enabled, threshold = gc.isenabled(), gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        if not was_enabled:
            gc.disable()


def collect_now() -> None:
    """Collects garbage once. Later collections skip the remaining objects."""
    gc.collect()
    gc.freeze()
