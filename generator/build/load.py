"""Loads a site: settings, theme and content, read and joined. Every command begins with it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.build.progress import Phase, Watcher
from generator.cache.database import Cache
from generator.join.archive import join
from generator.model.archive import Archive, Sources
from generator.model.problem import Outcome, Problem, Suppression
from generator.model.settings import Settings
from generator.model.theme import Theme
from generator.problems.suppressions import all_suppressions, unsuppressed
from generator.read.scan import ScannedFile
from generator.read.settings import read_settings
from generator.read.sources import read_sources
from generator.read.theme import read_theme


class LoadedSite(Struct, frozen=True):
    """Everything that was read. `theme` is None if it cannot be used."""

    settings: Settings
    sources: Sources
    archive: Archive
    theme: Theme | None

    @property
    def suppressions(self) -> tuple[Suppression, ...]:
        """The suppressions of the settings and of all files."""
        return all_suppressions(self.settings, self.sources.entries)


def load_site(
    site: Path, day: date, cache: Cache, files: Sequence[ScannedFile], jobs: int, watcher: Watcher
) -> Outcome[LoadedSite | None]:
    """Reads these files and joins them to the archive of a day.

    Returns all problems, suppressed ones too. The value is None if the settings cannot be used.
    """
    settings = read_settings(site)
    if settings.value is None:
        return Outcome(None, tuple(sorted(settings.problems)))
    watcher.begin(Phase.READ)
    theme = read_theme(site, settings.value.theme)
    sources = read_sources(site, files, settings.value, cache, jobs, watcher.step)
    watcher.begin(Phase.JOIN)
    archive = join(sources.value, settings.value, day)
    problems = (*settings.problems, *theme.problems, *sources.problems, *archive.problems)
    loaded = LoadedSite(settings.value, sources.value, archive.value, theme.value)
    return Outcome(loaded, tuple(sorted(problems)))


def reported(site: Outcome[LoadedSite | None]) -> tuple[Problem, ...]:
    """The problems of a loaded site that nothing suppresses."""
    return unsuppressed(site.problems, site.value.suppressions if site.value else ())
