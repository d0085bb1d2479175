"""The content as it is now, read through the store of an output: what did not change costs no time."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from generator.model import Entry, Outcome, Settings
from generator.read.sources import read_sources
from generator.read.survey import survey
from generator.store.lock import locked
from generator.store.records import Store, StoreDamagedError, discard, folder_of
from generator.version import generator_version


def read_entries(
    site: Path, settings: Settings, output: Path, jobs: int, waiting: Callable[[], None]
) -> Outcome[tuple[Entry, ...]]:
    """Every article and standing page, with all problems that the files have by themselves; calls `waiting`
    if a build of the output must end first.

    Raises OSError where the disk fails.
    """
    folder = folder_of(output)
    with locked(folder, waiting):
        try:
            return _read(site, settings, folder, jobs)
        except StoreDamagedError:
            discard(folder)
            return _read(site, settings, folder, jobs)


def _read(site: Path, settings: Settings, folder: Path, jobs: int) -> Outcome[tuple[Entry, ...]]:
    with closing(Store(folder, generator_version())) as store:
        sources = read_sources(site, survey(site), settings, store, jobs, lambda _done, _total: None)
    entries = sources.value.entries
    problems = (*sources.problems, *(problem for entry in entries for problem in entry.problems))
    return Outcome(entries, tuple(sorted(problems)))
