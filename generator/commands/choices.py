"""Command-line values that must exist in the site: its settings, a section, a province."""

import sys
from pathlib import Path

import click

from generator.commands.report import CONTENT_PROBLEMS, print_problems, require_site
from generator.model.settings import SectionKind, Settings
from generator.provinces.gazetteer import load_gazetteer
from generator.read.settings import read_settings


def settings_of(site: Path, talk: str) -> Settings:
    """Returns the site's settings. Exits if there is no site or they cannot be used."""
    require_site(site, talk)
    outcome = read_settings(site)
    print_problems(outcome.problems, talk)
    if outcome.value is None:
        sys.exit(CONTENT_PROBLEMS)
    return outcome.value


def section_of(chosen: str | None, settings: Settings, talk: str) -> str:
    """Returns the section with this key, else the first news section. Raises click.UsageError."""
    keys = [section.key for section in settings.sections]
    if chosen:
        if chosen in keys:
            return chosen
        vi = f"Không có mục «{chosen}»; các mục: {', '.join(keys)}."
        en = f"There is no section “{chosen}”; the sections are {', '.join(keys)}."
        raise click.UsageError(vi if talk == "vi" else en)
    news = [section.key for section in settings.sections if section.kind is SectionKind.NEWS]
    return (news or keys)[0]


def province_of(spelling: str, talk: str) -> str:
    """Returns the province's name as in the gazetteer. Raises click.UsageError."""
    gazetteer = load_gazetteer()
    found = gazetteer.resolve(spelling, None)
    if found:
        return gazetteer.places[found.slug].name
    close = ", ".join(gazetteer.suggest(spelling)) or "?"
    vi = f"Không có tỉnh «{spelling}». Có phải là: {close}?"
    en = f"There is no province “{spelling}”. Did you mean: {close}?"
    raise click.UsageError(vi if talk == "vi" else en)
