"""Options of copies: of which part of the archive, and in zips of which size."""

import re
from pathlib import Path

import click

from generator.commands.choices import province_of, section_of, settings_of
from generator.model.archive import Part
from generator.provinces.gazetteer import load_gazetteer

_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([kmg]?)(i?)b?", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})(?:\.\.(\d{4}))?")

PROVINCE = click.option(
    "--province",
    "provinces",
    multiple=True,
    help="Only this province, and what the provinces that became it published; may be repeated.",
)
YEAR = click.option("--year", "years", help="Only these years: 2014, or 2010..2014.")
SECTION = click.option(
    "--section", "sections", multiple=True, help="Only this section, by its folder; may be repeated."
)
LANGUAGE = click.option(
    "--language", "languages", multiple=True, help="Only texts in this language; may be repeated."
)


def part_of_options(
    site: Path,
    provinces: tuple[str, ...],
    years: str | None,
    sections: tuple[str, ...],
    languages: tuple[str, ...],
    talk: str,
) -> Part:
    """The part that these options mean together. Raises click.UsageError."""
    if not (provinces or years or sections or languages):
        return Part()
    settings = settings_of(site, talk)
    for lang in languages:
        if lang not in settings.languages:
            there = ", ".join(settings.languages)
            vi = f"Kho không có tiếng «{lang}»; các ngôn ngữ: {there}."
            en = f"The archive has no language “{lang}”; its languages are {there}."
            raise click.UsageError(vi if talk == "vi" else en)
    return Part(
        provinces=tuple(dict.fromkeys(_slug(each, talk) for each in provinces)),
        years=_years(years, talk) if years else None,
        sections=tuple(dict.fromkeys(section_of(each, settings, talk) for each in sections)),
        languages=tuple(lang for lang in settings.languages if lang in languages),
    )


def _slug(spelling: str, talk: str) -> str:
    """The page of the province of this name. Raises click.UsageError."""
    name = province_of(spelling, talk)
    found = load_gazetteer().resolve(name, None)
    return found.slug if found else name


def _years(text: str, talk: str) -> tuple[int, int]:
    found = _YEARS.fullmatch(text.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        vi = f"«{text}» không phải là năm. Viết --year 2014 hoặc --year 2010..2014."
        en = f"“{text}” is no year. Write --year 2014, or --year 2010..2014."
        raise click.UsageError(vi if talk == "vi" else en)
    return first, last


def bytes_of(text: str, talk: str) -> int:
    """The number of bytes that a size means: "25MB", "4 GB", "700MiB". Raises click.UsageError."""
    found = _SIZE.fullmatch(text.strip())
    thousand = 1024 if found and found[3] else 1000
    size = (
        float(found[1].replace(",", ".")) * thousand ** " kmg".index(found[2].lower() or " ") if found else 0
    )
    if size < 1:
        vi = f"«{text}» không phải là dung lượng. Viết --split 25MB hoặc --split 4GB."
        en = f"“{text}” is no size. Write --split 25MB, or --split 4GB."
        raise click.UsageError(vi if talk == "vi" else en)
    return int(size)
