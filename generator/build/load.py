"""Loads a site: settings, theme and content, read and joined. Every command begins with it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.build.progress import Phase, Watcher
from generator.cache.database import Cache
from generator.join.archive import join
from generator.join.layouts import layout_problems
from generator.model.appearance import Appearance
from generator.model.archive import Archive, Sources
from generator.model.problem import Outcome, Problem, Suppression
from generator.model.settings import Settings
from generator.model.theme import Theme
from generator.model.values import FILE_START
from generator.problems.suppressions import all_suppressions, unsuppressed
from generator.read.hashed_names import with_hashed_names
from generator.read.root_files import ROOT_FOLDER, with_root_files
from generator.read.scan import SETTINGS, ScannedFile
from generator.read.settings import read_settings
from generator.read.sources import read_sources
from generator.read.theme import default_templates, read_theme


def checked_theme(site: Path, settings: Settings) -> Outcome[Theme | None]:
    """Reads the theme of these settings, with all mistakes in it; Khotin's own theme has none."""
    read = read_theme(site, settings.theme)
    if read.value is None:
        return read
    theme, problems = read.value, read.problems
    if theme.own_settings:
        from generator.render.theme_problems import theme_problems  # slow to import, and rarely needed

        problems = (*problems, *theme_problems(theme, default_templates()))
    if settings.appearance != Appearance():
        from generator.read.appearance import dressed  # likewise

        outcome = dressed(theme, settings.appearance, site)
        theme, problems = outcome.value, (*problems, *outcome.problems)
    if settings.hosting.hashed_names:
        theme = with_hashed_names(theme)
    if settings.hosting.servers or (site / ROOT_FOLDER).is_dir():
        outcome = with_root_files(theme, settings, site)
        theme, problems = outcome.value, (*problems, *outcome.problems)
    return Outcome(theme, problems)


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
    theme = checked_theme(site, settings.value)
    sources = read_sources(site, files, settings.value, cache, jobs, watcher.step)
    watcher.begin(Phase.JOIN)
    archive = join(sources.value, settings.value, day)
    layouts = layout_problems(archive.value, dict(theme.value.templates)) if theme.value else ()
    around = (*settings.problems, *theme.problems, *_languages_without_words(settings.value, theme.value))
    problems = (*around, *sources.problems, *archive.problems, *layouts)
    loaded = LoadedSite(settings.value, sources.value, archive.value, theme.value)
    return Outcome(loaded, tuple(sorted(problems)))


def _languages_without_words(settings: Settings, theme: Theme | None) -> tuple[Problem, ...]:
    """The problems of languages in which the theme says nothing."""
    known = dict(theme.catalogues) if theme else {}
    return tuple(
        Problem.at(
            SETTINGS,
            FILE_START,
            "language-without-words",
            value=lang,
            suggestion=f"themes/{settings.theme}/locale/{lang}.po",
        )
        for lang in settings.languages
        if theme and lang not in known
    )


def reported(site: Outcome[LoadedSite | None]) -> tuple[Problem, ...]:
    """The problems of a loaded site that nothing suppresses."""
    return unsuppressed(site.problems, site.value.suppressions if site.value else ())
