"""`khotin check`: reports problems before a build."""

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.check.run import CheckReport, CheckRequest, check
from generator.commands.annotations import github, gitlab
from generator.commands.day import DAY, build_date
from generator.commands.progress import ProgressLog
from generator.commands.report import (
    CONTENT_PROBLEMS,
    LANGUAGES,
    machine_errors,
    print_json,
    print_problems,
    problem_record,
    require_site,
    say,
    talk_language,
)
from generator.model.problem import Problem, Severity
from generator.parallel.gc_policy import enable_collection
from generator.parallel.pool import cores
from generator.problems.messages import severity
from generator.read.scan import scan

if TYPE_CHECKING:
    from generator.check.fix_files import FixedFile

_LEVELS: tuple[Severity, ...] = ("error", "warning", "note")
_FIXES: Mapping[str, tuple[str, str]] = {
    "characters": ("ký tự lạ", "odd characters"),
    "blanks": ("dấu cách cuối dòng", "blanks at line ends"),
    "double_blanks": ("dấu cách liền nhau", "blanks in a row"),
    "spellings": ("cách viết ngày và tên tỉnh", "spelling of dates and provinces"),
}
_FORMATS = ("text", "json", "github", "gitlab")


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--fix", is_flag=True, help="Fix what can be fixed without changing what readers see.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would be fixed, and write nothing.")
@click.option("--level", type=click.Choice(_LEVELS), default="note", help="Report nothing milder than this.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", help="How to report.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--output", type=click.Path(path_type=Path), help="Where the site is built; SITE/output.")
@click.option("--date", "day", type=DAY, help="Check as of this day.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to use; all cores by default.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def check_command(  # noqa: PLR0913, PLR0917 (click gives each option as an argument)
    files: tuple[Path, ...],
    site: Path,
    fix: bool,
    dry_run: bool,
    level: Severity,
    form: str,
    as_json: bool,
    output: Path | None,
    day: datetime | None,
    jobs: int | None,
    lang: str | None,
) -> None:
    """Check the content: fields, dates, names, links, media, language, duplicates.

    With FILES, the whole site is read all the same, and only what is wrong in these files is reported.
    """
    enable_collection()
    talk = talk_language(lang)
    require_site(site, talk)
    wanted = _paths(files, site, talk)
    progress = ProgressLog(talk)
    with machine_errors(talk):
        fixed = _fix(site, wanted, write=not dry_run) if fix or dry_run else ()
        request = CheckRequest(site, output or site / "output", build_date(day), jobs or cores(), progress)
        report = check(request)
    progress.end()
    shown = [problem for problem in report.problems if _is_shown(problem, level, wanted)]
    form = "json" if as_json else form
    if form == "text":
        _print_fixes(fixed, talk, dry_run)
    _print(report, shown, fixed, site, talk, form)
    sys.exit(CONTENT_PROBLEMS if any(severity(problem) == "error" for problem in shown) else 0)


def _paths(files: Sequence[Path], site: Path, talk: str) -> frozenset[str]:
    """Paths of these files from the site's folder.

    A folder stands for all files below it.

    Raises click.UsageError if one does not exist in the site.
    """
    root = site.resolve()
    paths = []
    for file in files:
        real = file.resolve()
        if not real.exists() or not real.is_relative_to(root):
            vi = f"Trong {site} không có {file}."
            en = f"There is no {file} in {site}."
            raise click.UsageError(vi if talk == "vi" else en)
        paths.append(real.relative_to(root).as_posix())
    return frozenset(paths)


def _is_shown(problem: Problem, level: Severity, wanted: frozenset[str]) -> bool:
    """Whether a problem is severe enough and in a wanted file.

    If `wanted` is empty, every file is wanted.
    """
    loud = _LEVELS.index(severity(problem)) <= _LEVELS.index(level)
    return loud and (not wanted or _is_within(problem.path, wanted))


def _is_within(path: str, wanted: frozenset[str]) -> bool:
    """Whether the path is a wanted file or in a wanted folder."""
    return "." in wanted or any(path == each or path.startswith(f"{each}/") for each in wanted)


def _fix(site: Path, wanted: frozenset[str], *, write: bool) -> "tuple[FixedFile, ...]":
    """Applies the safe fixes. Returns the changed files."""
    from generator.check.fix_files import fix_files
    from generator.read.settings import read_settings

    settings = read_settings(site).value
    if settings is None:
        return ()
    files = [file for file in scan(site) if file.path.endswith(".md")]
    chosen = [file for file in files if not wanted or _is_within(file.path, wanted)]
    return fix_files(site, settings, chosen, write=write)


def _print_fixes(fixed: "Sequence[FixedFile]", talk: str, dry_run: bool) -> None:
    """Prints which files were fixed, and how; in a dry run, the changes."""
    for file in fixed:
        kinds = ", ".join(_FIXES[kind][0 if talk == "vi" else 1] for kind in file.kinds)
        if dry_run:
            click.echo(file.diff)
            say(talk, f"Sẽ sửa: {file.path} ({kinds})", f"Would fix: {file.path} ({kinds})")
        else:
            say(talk, f"Đã sửa: {file.path} ({kinds})", f"Fixed: {file.path} ({kinds})")


def _print(
    report: CheckReport,
    shown: Sequence[Problem],
    fixed: "Sequence[FixedFile]",
    site: Path,
    talk: str,
    form: str,
) -> None:
    """Prints the report in the chosen format."""
    counts = Counter(severity(problem) for problem in shown)
    prefix = _prefix(site)
    if form == "json":
        print_json(
            {
                "problems": [problem_record(problem, talk) for problem in shown],
                "files": report.files,
                "mended": [file.path for file in fixed],
                "fixes": [{"path": file.path, "kinds": file.kinds, "diff": file.diff} for file in fixed],
                "silenced": report.suppressed,
                **{f"{level}s": counts[level] for level in _LEVELS},
            }
        )
    elif form == "github":
        if shown:
            click.echo(github(shown, prefix, talk))
    elif form == "gitlab":
        print_json(gitlab(shown, prefix, talk))
    else:
        print_problems(shown, talk)
    say(
        talk,
        f"{report.files} tệp: {counts['error']} lỗi, {counts['warning']} chú ý, {counts['note']} ghi chú"
        f"{f'; đã tắt: {report.suppressed}' if report.suppressed else ''}.",
        f"Files: {report.files}; errors: {counts['error']}, warnings: {counts['warning']}, "
        f"notes: {counts['note']}{f'; silenced: {report.suppressed}' if report.suppressed else ''}.",
    )


def _prefix(site: Path) -> str:
    """Path from the working directory to the site. A CI service runs this in the repository's root."""
    way = Path(os.path.relpath(site)).as_posix()
    return "" if way == "." else f"{way}/"
