"""Command-line values that must exist in the site: its settings, a section, a province."""

import sys
from pathlib import Path

import click

from generator.commands.report import CONTENT_PROBLEMS, print_problems, require_site
from generator.model.settings import SectionKind, Settings
from generator.provinces.gazetteer import load_gazetteer
from generator.read.settings import read_settings
from generator.text.slug import slugify


def settings_of(site: Path, talk: str) -> Settings:
    """Returns the site's settings. Exits if there is no site or they cannot be used."""
    require_site(site, talk)
    outcome = read_settings(site)
    print_problems(outcome.problems, talk)
    if outcome.value is None:
        sys.exit(CONTENT_PROBLEMS)
    return outcome.value


def section_of(chosen: str | None, settings: Settings, talk: str) -> str:
    """Returns the key of the section with this key or name.

    Without a choice it is the first news section. A name may be in any language of the site, and without
    accents. Raises click.UsageError.
    """
    if chosen:
        found = _section_named(chosen, settings)
        if found:
            return found
        known = ", ".join(f"{each.key} ({each.name.best(talk).value})" for each in settings.sections)
        vi = f"Không có mục «{chosen}»; các mục: {known}."
        en = f"There is no section “{chosen}”; the sections are {known}."
        raise click.UsageError(vi if talk == "vi" else en)
    news = [section.key for section in settings.sections if section.kind is SectionKind.NEWS]
    return (news or [section.key for section in settings.sections])[0]


def _section_named(chosen: str, settings: Settings) -> str | None:
    """The key of the section with this key, else with this name. None if none or several have it."""
    if any(section.key == chosen for section in settings.sections):
        return chosen
    wanted = slugify(chosen)
    found = {
        section.key
        for section in settings.sections
        for name in (section.key, *(text.value for text in section.name.texts))
        if slugify(name) == wanted
    }
    return found.pop() if len(found) == 1 else None


def province_of(spelling: str, talk: str) -> str:
    """Returns the province's name as in the gazetteer. Raises click.UsageError."""
    gazetteer = load_gazetteer()
    found = gazetteer.resolve(spelling, None)
    if found:
        return gazetteer.places[found.slug].name
    close = ", ".join(gazetteer.suggest(spelling))
    vi = f"Không có tỉnh «{spelling}». " + (
        f"Có phải là: {close}?" if close else "Viết tên một tỉnh, như Nam Định."
    )
    en = f"There is no province “{spelling}”. " + (
        f"Did you mean: {close}?" if close else "Name one, such as Nam Định."
    )
    raise click.UsageError(vi if talk == "vi" else en)
