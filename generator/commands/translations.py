"""`khotin translations`: lists translations by status. `khotin translations accept` marks them."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from generator.atomic_file import put_file
from generator.authoring.content_files import known_file, replace_file
from generator.authoring.translations import (
    Counts,
    Due,
    TranslationStatus,
    by_province,
    by_section,
    rows,
    totals,
)
from generator.cache.location import cache_folder
from generator.commands.choices import province_of, section_of, settings_of
from generator.commands.day import DAY, build_date
from generator.commands.report import (
    CONTENT_PROBLEMS,
    LANGUAGES,
    machine_errors,
    print_json,
    print_problems,
    say,
    talk_language,
)
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.problems.messages import has_errors
from generator.provinces.gazetteer import load_gazetteer
from generator.schema.field_forms import Both
from generator.text.collation import sort_key

_PAGE = "translations.html"
_STATUSES = tuple(status.value for status in TranslationStatus)


class _Wanted(Struct, frozen=True):
    """Options of the command."""

    to: str
    section: str
    province: str
    status: tuple[str, ...]
    as_json: bool
    page: str | None


@click.group("translations", invoke_without_command=True)
@click.option("--to", default="", help="Only translations into this language.")
@click.option("--section", default="", help="Only those of this section.")
@click.option("--province", default="", help="Only those of this province.")
@click.option(
    "--status", type=click.Choice(_STATUSES), multiple=True, help="List those of this status; give it again."
)
@click.option(
    "--page",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Write a page for a browser; beside the output, where nobody publishes it, if no FILE is named.",
)
@click.option("--json", "as_json", is_flag=True, help="Write all of them to stdout as JSON.")
@click.option("--output", type=click.Path(path_type=Path), help="Where the site is built; SITE/output.")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.pass_context
def translations_command(
    context: click.Context, /, site: Path, output: Path | None, lang: str | None, **wanted: Any
) -> None:
    """Say which translations are up to date, outdated (the original has changed since) or missing.

    By section and province, then the files to look at: those that are outdated or unchecked, or those of
    --status. The page is for editors, and no part of the site.
    """
    if context.invoked_subcommand:
        return
    talk = talk_language(lang)
    settings = settings_of(site, talk)
    target = output or site / "output"
    chosen = _Wanted(**wanted)
    with machine_errors(talk):
        found = _due(site, settings, target, talk)
        due = _chosen(found.value, chosen, settings, talk)
        if chosen.page is not None:
            file = Path(chosen.page) if chosen.page else cache_folder(site, target) / _PAGE
            _write_page(file, due, settings, talk, (site, target))
        elif chosen.as_json:
            print_json(_records(due))
        else:
            _print_tables(due, chosen, settings, talk)
    if has_errors(found.problems):
        say(
            talk,
            "Có bài bị lỗi nên bảng này chưa đủ: chạy «khotin check».",
            "Some articles have errors, so this is not all: run “khotin check”.",
        )
        sys.exit(CONTENT_PROBLEMS)


def _due(site: Path, settings: Settings, output: Path, talk: str) -> Outcome[tuple[Due, ...]]:
    """The translations of the site, with problems."""
    from generator.authoring.current_content import read_entries
    from generator.authoring.translations import translations_due
    from generator.parallel.pool import cores

    def waiting() -> None:
        say(talk, "Một lần dựng đang chạy; chờ…", "A build is running; waiting …")

    entries = read_entries(site, settings, output, cores(), waiting)
    return Outcome(translations_due(entries.value, settings), entries.problems)


def _chosen(due: Sequence[Due], wanted: _Wanted, settings: Settings, talk: str) -> list[Due]:
    """The translations that match the options. Raises click.UsageError."""
    section = section_of(wanted.section, settings, talk) if wanted.section else ""
    province = _place(wanted.province, talk) if wanted.province else ""
    if wanted.to and wanted.to not in settings.languages:
        known = ", ".join(settings.languages)
        raise click.UsageError(
            f"Trang chỉ có các ngôn ngữ: {known}." if talk == "vi" else f"The site's languages are: {known}."
        )
    return [
        each
        for each in due
        if wanted.to in ("", each.lang)
        and section in ("", each.section)
        and (not province or province in each.provinces)
    ]


def _place(spelling: str, talk: str) -> str:
    """Slug of a province. Raises click.UsageError."""
    found = load_gazetteer().resolve(province_of(spelling, talk), None)
    return found.slug if found else ""


# --- what is shown ----------------------------------------------------------------------------------------


def _print_tables(due: Sequence[Due], wanted: _Wanted, settings: Settings, talk: str) -> None:
    """Prints the tables, and the translations of the wanted statuses."""
    from generator.authoring.words import WORDS
    from generator.render.filters import language_name

    sections, provinces = _section_names(settings, talk), _province_names(due, talk)
    listed = wanted.status or (TranslationStatus.OUTDATED.value, TranslationStatus.UNCHECKED.value)
    if not due:
        click.echo(_in(talk, WORDS["nothing"]))
    for lang in dict.fromkeys(each.lang for each in due):
        own = [each for each in due if each.lang == lang]
        click.echo(f"{_in(talk, WORDS['into'])} {language_name(lang)}\n")
        every = (_in(talk, WORDS["all"]), totals(own))
        _print_table(_in(talk, WORDS["section"]), [*rows(by_section(own), sections), every], talk)
        _print_table(_in(talk, WORDS["province"]), rows(by_province(own), provinces), talk)
        for status in listed:
            _print_list([each for each in own if each.status == status], TranslationStatus(status), talk)


def _print_table(heading: str, lines: Sequence[tuple[str, Counts]], talk: str) -> None:
    """Prints one table of counts by status."""
    from generator.authoring.words import STATUS_WORDS

    names = [_in(talk, STATUS_WORDS[status]) for status in TranslationStatus]
    width = max(len(name) for name in (heading, *(name for name, _ in lines)))
    click.echo("  ".join((heading.ljust(width), *names)))
    for name, counts in lines:
        numbers = (str(counts[status]).rjust(len(names[at])) for at, status in enumerate(TranslationStatus))
        click.echo("  ".join((name.ljust(width), *numbers)))
    click.echo()


def _print_list(due: Sequence[Due], status: TranslationStatus, talk: str) -> None:
    """Prints the translations of one status."""
    from generator.authoring.words import STATUS_MEANINGS

    if not due:
        return
    click.echo(_in(talk, STATUS_MEANINGS[status]))
    for each in due:
        click.echo(
            f"  {each.original_path if status is TranslationStatus.MISSING else each.path}\n    {each.title}"
        )
    click.echo()


def _records(due: Sequence[Due]) -> dict[str, object]:
    """The translations for JSON output."""
    return {
        "totals": _numbers(totals(due)),
        "sections": {key: _numbers(counts) for key, counts in sorted(by_section(due).items())},
        "provinces": {key: _numbers(counts) for key, counts in sorted(by_province(due).items())},
        "translations": [
            {
                "status": each.status,
                "lang": each.lang,
                "path": each.path,
                "begun": each.begun,
                "original": each.original_path,
                "original_lang": each.original_lang,
                "title": each.title,
                "section": each.section,
                "provinces": list(each.provinces),
                "date": each.date.iso if each.date else None,
                "translated": each.translated.iso if each.translated else None,
                "address": each.address,
                "original_address": each.original_address,
            }
            for each in due
        ],
    }


def _numbers(counts: Counts) -> dict[str, int]:
    """The counts for JSON output."""
    return {status.value: counts[status] for status in TranslationStatus}


def _write_page(
    file: Path, due: Sequence[Due], settings: Settings, talk: str, folders: tuple[Path, Path]
) -> None:
    """Writes the editors' page. `folders` are those of the site and of its output."""
    from generator.authoring.translations_page import Sheet, link_between, translations_page

    site, output = folders
    if file.resolve().is_relative_to(output.resolve()):
        raise click.UsageError(
            f"{file} nằm trong trang của bạn đọc; chọn chỗ khác."
            if talk == "vi"
            else f"{file} would be among the readers' pages; choose another place."
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet = Sheet(
        due,
        _section_names(settings, talk),
        _province_names(due, talk),
        build_date(None),
        talk,
        link_between(file.parent, site),
        link_between(file.parent, output),
    )
    put_file(file, lambda stream: stream.write(translations_page(sheet).encode()))
    click.echo(file)


def _section_names(settings: Settings, talk: str) -> Mapping[str, str]:
    """Names of the sections by key, in order."""
    from generator.authoring.words import WORDS

    names = {section.key: section.name.best(talk).value for section in settings.sections}
    return names | {"": _in(talk, WORDS["standing"])}


def _province_names(due: Sequence[Due], talk: str) -> Mapping[str, str]:
    """Names of the provinces that have articles, by slug, sorted; unknown last."""
    from generator.authoring.words import WORDS

    places = load_gazetteer().places
    slugs = {slug for each in due for slug in each.provinces}
    names = {slug: places[slug].name if talk == "vi" else places[slug].name_en for slug in slugs}
    ordered = sorted(names.items(), key=lambda pair: sort_key(pair[1]))
    return dict(ordered) | {"": _in(talk, WORDS["unknown"])}


def _in(talk: str, both: Both) -> str:
    """The text in this language."""
    return both[0] if talk == "vi" else both[1]


# --- accept -----------------------------------------------------------------------------------------------


@translations_command.command("accept")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--date", "day", type=DAY, help="When it was reviewed; today.")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def accept_command(files: tuple[Path, ...], day: datetime | None, site: Path, lang: str | None) -> None:
    """Record that the translations in FILES were compared with their originals as they are now.

    Nothing but translated_from changes in a file.
    """
    talk = talk_language(lang)
    settings = settings_of(site, talk)
    when = build_date(day)
    with machine_errors(talk):
        problems = [problem for file in files for problem in _accept(site, settings, file, when, talk)]
    print_problems(problems, talk)
    sys.exit(CONTENT_PROBLEMS if problems else 0)


def _accept(site: Path, settings: Settings, file: Path, day: date, talk: str) -> tuple[Problem, ...]:
    """Marks a translation as up to date. Returns the problems that prevent it."""
    from generator.authoring.acceptance import accepted, read_translation

    found = read_translation(site, settings, file)
    if found.value is None:
        return found.problems
    translation, words = found.value
    path, known = translation.source.path, translation.source.front_matter.translated_from
    if known and known.sha256 == words:
        say(talk, f"{path}: đã đúng với bản gốc.", f"{path}: is of the original as it is already.")
        return ()
    outcome = accepted(settings, translation, words, day)
    if outcome.value is None:
        return outcome.problems
    target = known_file(site, translation.actual.relative_to(site).as_posix())
    if target is None:
        return (Problem(path, 1, 1, "write-refused"),)
    replace_file(target, outcome.value)
    click.echo(path)
    return ()
