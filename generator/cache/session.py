"""A session with the cache of an output.

The cache is locked during the session. It is emptied first if it is damaged or not this user's own.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from generator.cache.database import Cache, CacheDamagedError, Origin, discard, has_cache
from generator.cache.location import cache_folder, prepared_cache_folder
from generator.cache.lock import locked
from generator.cache.ownership import DATABASE, is_own
from generator.cache.version import generator_version
from generator.parallel.gc_policy import without_collection

T = TypeVar("T")


def with_cache(site: Path, output: Path, waiting: Callable[[], None], work: Callable[[Cache], T]) -> T:
    """Returns the result of `work`, which is called with the cache of this output.

    Calls `waiting` if another process must end first. If the cache turns out to be damaged, `work` is called
    again with an empty one. Raises OSError if the disk fails.
    """
    folder = prepared_cache_folder(site, output)
    with locked(folder, waiting), without_collection():
        origin: Origin = "new"
        if not is_own(folder):
            origin = "damaged" if (folder / DATABASE).exists() else "new"
            discard(folder)
        try:
            return _with_cache(folder, origin, work)
        except CacheDamagedError:
            discard(folder)
            return _with_cache(folder, "damaged", work)


def with_existing_cache(
    site: Path, output: Path, waiting: Callable[[], None], work: Callable[[Cache], T]
) -> T | None:
    """Returns the result of `work`, or None if this output has no cache.

    A cache of another version, or that is not this user's own, does not count. Raises CacheDamagedError, or
    OSError if the disk fails.
    """
    folder = cache_folder(site, output)
    if not folder.is_dir():
        return None
    with locked(folder, waiting):
        if not has_cache(folder, generator_version()):
            return None
        with closing(Cache(folder, generator_version())) as cache:
            return work(cache)


def _with_cache(folder: Path, origin: Origin, work: Callable[[Cache], T]) -> T:
    with closing(Cache(folder, generator_version(), origin)) as cache:
        return work(cache)
