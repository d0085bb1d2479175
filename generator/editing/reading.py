"""The content as it is now, read through the store of an output: what did not change costs no time."""

from collections.abc import Callable
from pathlib import Path

from generator.model import Entry, Outcome, Settings, Sources
from generator.read.sources import read_sources
from generator.read.survey import survey
from generator.store.records import Store
from generator.store.session import with_store


def read_entries(
    site: Path, settings: Settings, output: Path, jobs: int, waiting: Callable[[], None]
) -> Outcome[tuple[Entry, ...]]:
    """Every article and standing page, with all problems that the files have by themselves; calls `waiting`
    if a build of the output must end first.

    Raises OSError where the disk fails.
    """

    def read(store: Store) -> Outcome[Sources]:
        return read_sources(site, survey(site), settings, store, jobs, lambda _done, _total: None)

    sources = with_store(output, waiting, read)
    entries = sources.value.entries
    problems = (*sources.problems, *(problem for entry in entries for problem in entry.problems))
    return Outcome(entries, tuple(sorted(problems)))
