"""`khotin import`: imports saved pages, and writes or applies the review table."""

import csv
import sys
import webbrowser
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from generator.build.progress import ImportPhase
from generator.commands.choices import province_of, section_of, settings_of
from generator.commands.progress import ProgressLog
from generator.commands.report import (
    CONTENT_PROBLEMS,
    ENVIRONMENT,
    LANGUAGES,
    error_words,
    print_json,
    print_problems,
    problem_record,
    say,
    talk_language,
)
from generator.importer.request import ImportRequest
from generator.importer.results import Result
from generator.importer.review.applying import AppliedRow, apply_table, is_unfilled
from generator.importer.review.site_questions import SiteQuestion, ask
from generator.importer.review.table import counts, open_articles, write_table
from generator.importer.sources.kinds import SourceKind
from generator.importer.sources.readers import MissingPackagesError, missing_packages
from generator.model.problem import Problem
from generator.model.settings import Settings
from generator.parallel.gc_policy import enable_collection
from generator.parallel.pool import cores
from generator.problems.messages import severity

_MAX_NOTES = 20  # notes of one code that are printed
_STATUSES = {
    "sure": ("chắc chắn", "sure"),
    "asked": ("chờ câu trả lời cho cả trang web", "to answer for the site"),
    "review": ("cần xem lại", "to review"),
    "known": ("đã có", "already there"),
    "same": ("cùng một bài", "same article"),
    "skipped": ("để ngoài", "left aside"),
    "refused": ("bị từ chối", "refused"),
}
_ARTICLES = frozenset({"sure", "asked", "review", "known", "same"})
# What is left aside, by its kind or the code of its problem.
_KINDS = {
    "resource": ("ảnh và tệp của trang", "files of pages"),
    "hidden": ("tệp ẩn", "hidden files"),
    "special": ("tệp đặc biệt", "special files"),
    "archive": ("tệp nén đã mở", "unpacked archives"),
    "attachment": ("tệp đính kèm", "attachments"),
    "nav_menu_item": ("mục trình đơn", "menus"),
    "redirect": ("chuyển hướng", "redirects"),
    "generator": ("tệp của chương trình dựng trang", "files of the site's program"),
    "empty": ("bài trống", "empty posts"),
    "comment": ("bình luận chưa duyệt", "comments that were not approved"),
    "import-list-page": ("trang danh mục", "list pages"),
    "import-error-page": ("trang báo lỗi", "error pages"),
    "import-not-article": ("trang không phải bài", "pages that are no articles"),
    "import-attached": ("văn bản đính kèm", "attached documents"),
}


_STOPPED = ("Đã dừng. Chạy lại đúng lệnh này để làm tiếp.", "Stopped. The same command goes on from here.")


@click.command("import")
@click.argument("sources", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--province", help="The province of all these pages.")
@click.option(
    "--section", help="The section to put them in; by default what they say, else the first of news."
)
@click.option("--language", type=click.Choice(LANGUAGES), help="The language of all these pages.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--keep-originals", is_flag=True, help="Keep the captured files in .originals of the site.")
@click.option("--table", type=click.Path(dir_okay=False, path_type=Path), help="Write the review as CSV.")
@click.option(
    "--apply",
    "filled",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Apply a table that was filled in.",
)
@click.option(
    "--post-type",
    "post_types",
    multiple=True,
    help="Import records of this kind from WordPress too, such as page.",
)
@click.option(
    "--review",
    "reviewed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Review a table in the browser, beside the captured pages.",
)
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes; as many as processors.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.option("--json", "as_json", is_flag=True, help="Write the report to stdout as JSON.")
def import_command(  # noqa: PLR0913, PLR0917  (click passes each option as an argument)
    sources: tuple[Path, ...],
    site: Path,
    province: str | None,
    section: str | None,
    language: str | None,
    dry_run: bool,
    keep_originals: bool,
    table: Path | None,
    filled: Path | None,
    post_types: tuple[str, ...],
    reviewed: Path | None,
    jobs: int | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Turn saved pages into articles.

    SOURCES are folders of saved pages, HTML, text, WARC, WordPress exports, RSS, DOCX, CSV and JSON lines, in
    any mix. What a page does not say is written as unknown and named under review. No article is overwritten.
    With --table and no sources, the table lists what of the content is still to be reviewed.
    """
    enable_collection()
    talk = talk_language(lang)
    _check_usage(bool(sources), bool(filled) + bool(reviewed), bool(table), talk)
    settings = settings_of(site, talk)
    try:
        if table:
            _check_table(table, site, settings, talk)
        if reviewed:
            _review(reviewed, site, settings, talk)
        elif filled:
            _apply(filled, site, settings, dry_run, talk, as_json)
        elif not sources:
            _list_open(site, table or Path(), talk)
        else:
            request = ImportRequest(
                sources,
                site,
                settings,
                province_of(province, talk) if province else "",
                section_of(section, settings, talk) if section else "",
                language or "",
                dry_run,
                keep_originals,
                jobs or cores(),
                post_types,
            )
            _import(request, table, talk, as_json)
    except OSError as error:
        say(talk, *error_words(error))
        sys.exit(ENVIRONMENT)


def _check_usage(has_sources: bool, filled: int, has_table: bool, talk: str) -> None:
    """Raises UsageError unless exactly one action is given. `filled`: number of tables that are filled in."""
    if filled + has_sources + (has_table and not has_sources) != 1:
        vi = "Cần SOURCES, hoặc --apply BẢNG, hoặc --review BẢNG, hoặc riêng --table BẢNG."
        en = "Give SOURCES, or --apply TABLE, or --review TABLE, or --table TABLE alone."
        raise click.UsageError(vi if talk == "vi" else en)


def _check_table(table: Path, site: Path, settings: Settings, talk: str) -> None:
    """Ends the command if the table would overwrite what is not its own."""
    sections = [section.key for section in settings.sections]
    if table.exists() and not is_unfilled(table.read_bytes(), site, sections):
        say(
            talk,
            f"{table} đã có và không phải bảng chưa điền, nên không bị ghi đè. "
            f"Chạy «khotin import --apply {table}» trước, hoặc đặt tên khác.",
            f"{table} exists and is no table that is still to be filled in; it was not overwritten. "
            f"Run “khotin import --apply {table}” first, or give another name.",
        )
        sys.exit(CONTENT_PROBLEMS)


# --- importing --------------------------------------------------------------------------------------------


def _import(request: ImportRequest, table: Path | None, talk: str, as_json: bool) -> None:
    try:
        questions, results = ask(_run(request, talk))
    except MissingPackagesError as error:
        names = ", ".join(error.packages)
        say(
            talk,
            f"Để đọc các tệp này cần thêm: {names}. Chạy «pip install 'khotin[import]'».",
            f"Reading these files needs {names}. Run “pip install 'khotin[import]'”.",
        )
        sys.exit(ENVIRONMENT)
    if table:
        _write_table(table, results, request.site, talk, questions)
    if as_json:
        print_json([_record(result, talk) for result in results])
    else:
        _print(results, talk, request.dry)
        print_problems([question.problem for question in questions], talk)
    if not any(result.status in _ARTICLES for result in results):
        say(talk, "Không có bài nào được nhập.", "No article was imported.")
        sys.exit(CONTENT_PROBLEMS)
    sys.exit(CONTENT_PROBLEMS if any(result.status == "refused" for result in results) else 0)


def _run(request: ImportRequest, talk: str) -> tuple[Result, ...]:
    missing = missing_packages((SourceKind.PAGE,))
    if missing:
        raise MissingPackagesError(missing)
    from generator.importer.run import run  # imports the packages checked above

    log = ProgressLog(talk)

    def report(phase: ImportPhase) -> Callable[[int, int], None]:
        """Returns the function that reports progress of a phase."""
        return lambda done, total: log.step_of(phase, done, total)

    try:
        return run(request, *map(report, ImportPhase))
    except KeyboardInterrupt:
        log.end()
        say(talk, *_STOPPED)
        raise
    finally:
        log.end()


def _write_table(
    table: Path, results: Sequence[Result], site: Path, talk: str, questions: Sequence[SiteQuestion] = ()
) -> None:
    with table.open("w", encoding="utf-8", newline="") as file:
        write_table(file, results, site, talk, questions)
    say(
        talk,
        f"Bảng để xem lại: {table}. Điền xong, chạy «khotin import --apply {table}».",
        f"The table to review is {table}. When it is filled in, run “khotin import --apply {table}”.",
    )


def _list_open(site: Path, table: Path, talk: str) -> None:
    results = tuple(open_articles(site))
    _write_table(table, results, site, talk)
    say(talk, f"{len(results)} bài cần xem lại.", f"{len(results)} articles to review.")


def _print(results: Sequence[Result], talk: str, dry: bool) -> None:
    shown, omitted = _select_problems([problem for result in results for problem in result.problems])
    print_problems(shown, talk)
    for code, number in omitted.items():
        say(talk, f"… và {number} ghi chú nữa [{code}]", f"… and {number} more notes [{code}]")
    known = [result for result in results if result.status == "known"]
    for result in known[:_MAX_NOTES]:
        say(
            talk,
            f"{result.file}: đã nhập trước đây, ở {result.path}",
            f"{result.file}: already imported, at {result.path}",
        )
    if len(known) > _MAX_NOTES:
        more = len(known) - _MAX_NOTES
        say(talk, f"… và {more} tệp nữa đã nhập trước đây", f"… and {more} more already imported")
    for result in results:
        if result.status in ("sure", "asked", "review"):
            click.echo(result.path)
    say(talk, "Sẽ nhập:" if dry else "Đã nhập:", "To import:" if dry else "Imported:")
    for status, number in counts(results).items():
        if number:
            word = _STATUSES[status][0 if talk == "vi" else 1]
            click.echo(f"{number:7}  {word:<14} {_reasons(results, status, talk)}".rstrip(), err=True)


def _select_problems(problems: Sequence[Problem]) -> tuple[list[Problem], Counter[str]]:
    """Returns the problems to print, and the number of omitted notes by code.

    A large site has thousands of notes of one code. The table and --json list them all.
    """
    shown: list[Problem] = []
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.code] += 1
        if severity(problem) != "note" or seen[problem.code] <= _MAX_NOTES:
            shown.append(problem)
    notes = {problem.code for problem in problems if severity(problem) == "note"}
    return shown, Counter(
        {code: seen[code] - _MAX_NOTES for code in sorted(notes) if seen[code] > _MAX_NOTES}
    )


def _reasons(results: Sequence[Result], status: str, talk: str) -> str:
    """Returns the most frequent reasons for a status: fields to review, or problem codes."""
    if status not in ("review", "refused", "skipped"):
        return ""
    reasons: Counter[str] = Counter()
    for result in results:
        if result.status == status:
            review = result.fields.get("review")
            fields = [str(name) for name in review] if isinstance(review, list) else []
            for name in fields or [result.kind] * bool(result.kind) or {p.code for p in result.problems}:
                reasons[name] += result.number
    shown = reasons.most_common(None if status == "skipped" else 6)
    return ", ".join(f"{_kind_word(name, talk)} {number}" for name, number in shown)


def _kind_word(name: str, talk: str) -> str:
    words = _KINDS.get(name)
    return words[0 if talk == "vi" else 1] if words else name


def _record(result: Result, talk: str) -> dict[str, object]:
    """Returns the JSON record of one result."""
    return {
        "file": result.file,
        "path": result.path,
        "status": result.status,
        "address": result.address,
        "kind": result.kind,
        "number": result.number,
        "fields": {
            name: value if isinstance(value, list | dict) else str(value)
            for name, value in result.fields.items()
        },
        "evidence": {
            name: {"how": evidence.how, "certainty": evidence.certainty, "pages": evidence.pages}
            for name, evidence in result.evidence.items()
        },
        "review": result.fields.get("review", []),
        "missing": list(result.missing),
        "errors": sum(severity(problem) == "error" for problem in result.problems),
        "problems": [problem_record(problem, talk) for problem in result.problems],
    }


# --- reviewing --------------------------------------------------------------------------------------------


def _review(table: Path, site: Path, settings: Settings, talk: str) -> None:
    """Serves the review of a table to the browser until Ctrl-C."""
    from generator.importer.review.server import (  # a web server, which imports need not load
        Review,
        serve_review,
    )
    from generator.importer.review.table_file import TableFile

    try:
        opened = TableFile(table)
    except (ValueError, csv.Error):
        say(talk, f"{table} không phải bảng để xem lại.", f"{table} is no review table.")
        sys.exit(CONTENT_PROBLEMS)

    def show(address: str) -> None:
        """Opens the browser."""
        say(
            talk,
            f"Xem lại ở {address} (chỉ máy này mở được); Ctrl-C để kết thúc.",
            f"The review is at {address}, for this machine alone. Ctrl-C ends it.",
        )
        webbrowser.open(address)

    with suppress(KeyboardInterrupt):
        serve_review(Review(opened, site, settings.markdown_extensions, talk), 0, show)
    say(
        talk,
        f"Những gì đã xem nằm trong {table}. Chạy «khotin import --apply {table}» để đưa vào bài.",
        f"What was reviewed is in {table}. “khotin import --apply {table}” writes it into the articles.",
    )


# --- applying ---------------------------------------------------------------------------------------------


def _apply(filled: Path, site: Path, settings: Settings, dry: bool, talk: str, as_json: bool) -> None:
    sections = [section.key for section in settings.sections]
    applied = apply_table(filled.read_bytes(), filled.as_posix(), site, sections, dry)
    problems = [each.problem for each in applied if each.problem]
    if as_json:
        print_json([_applied_record(each, talk) for each in applied])
    else:
        print_problems(problems, talk)
        for each in applied:
            if each.changed:
                click.echo(f"{each.path}: {', '.join(each.changed)}")
        changed = sum(bool(each.changed) for each in applied)
        say(
            talk,
            f"{changed} bài {'sẽ được sửa' if dry else 'đã sửa'}, {len(problems)} dòng không áp dụng được.",
            f"{'To change' if dry else 'Changed'}: {changed} articles; rows not applied: {len(problems)}.",
        )
    sys.exit(CONTENT_PROBLEMS if problems else 0)


def _applied_record(applied: AppliedRow, talk: str) -> dict[str, object]:
    """Returns the JSON record of one row of the applied table."""
    return {
        "path": applied.path,
        "changed": list(applied.changed),
        "problem": problem_record(applied.problem, talk) if applied.problem else None,
    }
