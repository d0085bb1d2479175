"""`khotin import`: pages saved as plain text become articles."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator.commands.choices import province_of, section_of, settings_of
from generator.commands.report import (
    CONTENT_PROBLEMS,
    ENVIRONMENT,
    LANGUAGES,
    print_json,
    print_problems,
    problem_record,
    say,
    talk_language,
)
from generator.importing.article import Article, front_matter
from generator.importing.importer import import_page
from generator.importing.shelf import Shelf
from generator.model import Outcome, Problem, Settings
from generator.problems import severity


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of one file: sure, review, known (imported before) or refused."""

    file: str
    status: str
    path: str = ""
    article: Article | None = None
    problems: tuple[Problem, ...] = ()


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--province", help="The province of all these pages.")
@click.option("--section", help="The section to put them in; the first one of news by default.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.option("--json", "as_json", is_flag=True, help="Write the report to stdout as JSON.")
def import_command(
    files: tuple[Path, ...],
    site: Path,
    province: str | None,
    section: str | None,
    dry_run: bool,
    lang: str | None,
    as_json: bool,
) -> None:
    """Turn pages saved as plain text into articles.

    What a page does not say is written as unknown and named under review. No article is overwritten.
    """
    talk = talk_language(lang)
    settings = settings_of(site, talk)
    name = province_of(province, talk) if province else ""
    shelf = Shelf(site, section_of(section, settings, talk), settings.default_language, dry_run)
    try:
        results = [_import(file, shelf, name, settings) for file in files]
    except OSError as error:
        say(talk, f"Máy không làm được: {error}", f"The machine could not do it: {error}")
        sys.exit(ENVIRONMENT)
    _print(results, talk, as_json, dry_run)
    sys.exit(CONTENT_PROBLEMS if any(result.status == "refused" for result in results) else 0)


def _import(file: Path, shelf: Shelf, province: str, settings: Settings) -> _Result:
    name = file.as_posix()
    outcome = import_page(file.read_bytes(), name, province)
    if outcome.value is None:
        return _Result(name, "refused", problems=outcome.problems)
    return _placed(name, outcome, outcome.value, shelf)


def _placed(name: str, outcome: Outcome[Article | None], article: Article, shelf: Shelf) -> _Result:
    placing, path = shelf.put(article)
    if placing == "taken":
        taken = Problem(name, 1, 1, "import-target-exists", (("target", path),))
        return _Result(name, "refused", path, problems=(taken,))
    if placing == "known":
        return _Result(name, "known", path)
    return _Result(name, "review" if article.review else "sure", path, article, outcome.problems)


def _print(results: Sequence[_Result], talk: str, as_json: bool, dry_run: bool) -> None:
    if as_json:
        print_json([_record(result, talk) for result in results])
        return
    print_problems([problem for result in results for problem in result.problems], talk)
    for result in results:
        if result.status == "known":
            say(
                talk,
                f"{result.file}: đã nhập trước đây, ở {result.path}",
                f"{result.file}: already imported, at {result.path}",
            )
        elif result.status != "refused":
            click.echo(result.path)
    count = {
        status: sum(r.status == status for r in results) for status in ("sure", "review", "known", "refused")
    }
    say(
        talk,
        f"{count['sure'] + count['review']} bài {'sẽ nhập' if dry_run else 'đã nhập'} "
        f"({count['review']} cần xem lại), {count['known']} đã có, {count['refused']} bị từ chối.",
        f"{'To import' if dry_run else 'Imported'}: {count['sure'] + count['review']} "
        f"({count['review']} to review), already there: {count['known']}, refused: {count['refused']}.",
    )


def _record(result: _Result, talk: str) -> dict[str, object]:
    """What became of one file as a program may read it."""
    fields = front_matter(result.article) if result.article else {}
    return {
        "file": result.file,
        "path": result.path,
        "status": result.status,
        "fields": {
            name: value if isinstance(value, list | dict) else str(value) for name, value in fields.items()
        },
        "review": list(result.article.review) if result.article else [],
        "errors": sum(severity(problem) == "error" for problem in result.problems),
        "problems": [problem_record(problem, talk) for problem in result.problems],
    }
