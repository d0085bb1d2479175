"""A session with the store of an output: nobody else has it meanwhile, and a damaged one is thrown away."""

import gc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from generator.cache.database import Origin, Store, StoreDamagedError, discard, folder_of
from generator.cache.lock import locked
from generator.cache.version import generator_version

T = TypeVar("T")


def with_store(output: Path, waiting: Callable[[], None], work: Callable[[Store], T]) -> T:
    """What the work makes with the store of this output; calls `waiting` if somebody else must end first. Of
    a store that turns out to be damaged nothing is kept, and the work begins anew."""
    folder = folder_of(output)
    with locked(folder, waiting), _no_garbage():
        try:
            return _with_store(folder, work)
        except StoreDamagedError:
            discard(folder)
            return _with_store(folder, work, "damaged")


def _with_store(folder: Path, work: Callable[[Store], T], origin: Origin = "new") -> T:
    with closing(Store(folder, generator_version(), origin)) as store:
        return work(store)


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Records hold no cycles, and there are many: looking for garbage among them took a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
