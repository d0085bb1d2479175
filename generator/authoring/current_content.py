"""Reads the current content through the cache, so that unchanged files cost no time."""

from collections.abc import Callable
from pathlib import Path

from generator.cache.database import Cache
from generator.cache.session import with_cache
from generator.model.archive import Entry, Sources
from generator.model.problem import Outcome
from generator.model.settings import Settings
from generator.read.scan import scan
from generator.read.sources import read_sources


def read_current(
    site: Path, settings: Settings, output: Path, jobs: int, waiting: Callable[[], None]
) -> Outcome[Sources]:
    """Returns everything that is in content/ and ledger/, with the problems of single files.

    Calls `waiting` if a build of the same output must end first. Raises OSError if the disk fails.
    """

    def read(cache: Cache) -> Outcome[Sources]:
        return read_sources(site, scan(site), settings, cache, jobs, lambda _done, _total: None)

    sources = with_cache(site, output, waiting, read)
    problems = (
        *sources.problems,
        *(problem for entry in sources.value.entries for problem in entry.problems),
    )
    return Outcome(sources.value, tuple(sorted(problems)))


def read_entries(
    site: Path, settings: Settings, output: Path, jobs: int, waiting: Callable[[], None]
) -> Outcome[tuple[Entry, ...]]:
    """Returns all articles and standing pages, as `read_current` does."""
    sources = read_current(site, settings, output, jobs, waiting)
    return Outcome(sources.value.entries, sources.problems)
