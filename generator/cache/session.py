"""A session with the store of an output: nobody else has it meanwhile, and a damaged one is thrown away."""

import gc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from generator.cache.database import Cache, CacheDamagedError, Origin, cache_folder, discard
from generator.cache.lock import locked
from generator.cache.version import generator_version

T = TypeVar("T")


def with_cache(output: Path, waiting: Callable[[], None], work: Callable[[Cache], T]) -> T:
    """What the work makes with the store of this output; calls `waiting` if somebody else must end first. Of
    a store that turns out to be damaged nothing is kept, and the work begins anew."""
    folder = cache_folder(output)
    with locked(folder, waiting), _no_garbage():
        try:
            return _with_cache(folder, work)
        except CacheDamagedError:
            discard(folder)
            return _with_cache(folder, work, "damaged")


def _with_cache(folder: Path, work: Callable[[Cache], T], origin: Origin = "new") -> T:
    with closing(Cache(folder, generator_version(), origin)) as cache:
        return work(cache)


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
