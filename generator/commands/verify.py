"""`khotin verify`: whether a built site or a copy is whole and unaltered."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from generator.commands.progress import ProgressLog
from generator.commands.report import (
    CONTENT_PROBLEMS,
    ENVIRONMENT,
    LANGUAGES,
    machine_errors,
    print_json,
    print_problems,
    problem_record,
    say,
    say_minisign_missing,
    talk_language,
)
from generator.parallel.pool import cores
from generator.problems.messages import has_errors, severity
from generator.verify.files import printable
from generator.verify.request import CopyKind, PageChanges, VerifyReport, VerifyRequest

_PATH = click.Path(path_type=Path, exists=True)
# What is sound in a copy without problems, where it is not the links and the search.
_SOUND: Mapping[CopyKind, tuple[str, str]] = {
    CopyKind.EPUB: ("các liên kết đều đúng", "the links are sound"),
    CopyKind.DELTA: ("gói thay đổi khớp với những gì nó hứa", "the delta agrees with what it promises"),
    CopyKind.DATA: (
        "hai bảng khớp nhau và khớp mô tả",
        "both tables agree with each other and their description",
    ),
}
_SHOWN = 200  # problems


@click.command("verify")
@click.argument("path", type=_PATH)
@click.option("--against", type=_PATH, help="Say what has changed since in this site, as last built.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The public key of minisign that must have signed the copy.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes to use; all cores by default.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.option("--json", "as_json", is_flag=True, help="Write the report to stdout as JSON.")
def verify_command(
    path: Path, against: Path | None, key: Path | None, jobs: int | None, lang: str | None, as_json: bool
) -> None:
    """Check that an output folder or an offline copy is whole and unaltered.

    A copy is a zip, its unpacked folder, a ZIM, a WARC, a WACZ, a book or a folder of books, data; one of
    several zips of a copy; a delta. Of a folder with copies all are checked, and whether each bag follows the
    one before. Also checks that every link in it leads somewhere, and that
    its search finds its articles.
    """
    from generator.archive.signature import MinisignMissingError
    from generator.verify.open_copy import UnknownKindError, UnreadableCopyError
    from generator.verify.run import verify  # slow to import: --help needs nothing of it
    from generator.verify.zim_source import LibzimMissingError

    talk = talk_language(lang)
    progress = ProgressLog(talk)
    try:
        with machine_errors(talk):
            report = verify(VerifyRequest(path, jobs or cores(), against, key, progress))
    except UnknownKindError as error:
        progress.end()
        raise _unknown_kind(path, against, talk) from error
    except UnreadableCopyError as error:
        report = VerifyReport(error.kind, (error.problem,))
    except LibzimMissingError:
        progress.end()
        say(
            talk,
            "Chưa cài phần đọc tệp ZIM. Chạy: pip install 'khotin[zim]'",
            "What reads ZIM files is not installed. Run: pip install 'khotin[zim]'",
        )
        sys.exit(ENVIRONMENT)
    except MinisignMissingError:
        progress.end()
        say_minisign_missing(talk)
        sys.exit(ENVIRONMENT)
    progress.end()
    if as_json:
        print_json(_record(report, talk))
    else:
        _print_report(report, path, talk)
    sys.exit(CONTENT_PROBLEMS if has_errors(report.problems) else 0)


def _unknown_kind(path: Path, against: Path | None, talk: str) -> click.UsageError:
    named = f"{path}, {against}" if against else str(path)
    vi = f"{named}: không phải thư mục kết quả của «khotin build» hay bản sao của «khotin archive»."
    en = f"{named}: neither an output folder of “khotin build” nor a copy of “khotin archive”."
    return click.UsageError(vi if talk == "vi" else en)


def _print_report(report: VerifyReport, path: Path, talk: str) -> None:
    print_problems(report.problems[:_SHOWN], talk)
    left = len(report.problems) - _SHOWN
    if left > 0:
        say(talk, f"… và {left} điều khác; xem tất cả bằng --json.", f"… and {left} more; --json shows all.")
    day, name = (printable(str(report.provenance.get(each, ""))) for each in ("date", "generator"))
    if day:
        say(talk, f"Bản sao ngày {day}, do {name} ghi.", f"A copy of {day}, written by {name}.")
    if report.changes:
        _print_changes(report.changes, talk)
    errors = sum(severity(problem) == "error" for problem in report.problems)
    size = f"{report.size / 1e6:.1f}"
    if errors:
        say(
            talk,
            f"{path} không nguyên vẹn: {errors} lỗi, {report.files} tệp.",
            f"{path} is not as it should be; errors: {errors}, files: {report.files}.",
        )
        return
    vi, en = _SOUND.get(report.kind, ("liên kết và tìm kiếm đều đúng", "links and search are sound"))
    say(
        talk,
        f"{path} nguyên vẹn: {report.files} tệp, {size.replace('.', ',')} MB; {vi}.",
        f"{path} is whole: {report.files} files, {size} MB; {en}.",
    )


def _print_changes(changes: PageChanges, talk: str) -> None:
    """The changed pages to stdout, a line each: +, ~ or - and the path."""
    for sign, paths in (("+", changes.added), ("~", changes.changed), ("-", changes.removed)):
        for path in paths:
            click.echo(f"{sign} {path}")
    added, changed, removed = len(changes.added), len(changes.changed), len(changes.removed)
    say(
        talk,
        f"Từ bản sao đến nay: thêm {added} trang, đổi {changed}, bỏ {removed}; "
        f"{changes.other_files} tệp khác.",
        f"Since the copy: pages added {added}, changed {changed}, removed {removed}; "
        f"other files {changes.other_files}.",
    )


def _record(report: VerifyReport, talk: str) -> dict[str, Any]:
    """The report as a program may read it."""
    changes = report.changes
    return {
        "kind": str(report.kind),
        "whole": not has_errors(report.problems),
        "files": report.files,
        "size": report.size,
        "problems": [problem_record(problem, talk) for problem in report.problems],
        "provenance": report.provenance,
        "changes": {
            "added": list(changes.added),
            "changed": list(changes.changed),
            "removed": list(changes.removed),
            "other_files": changes.other_files,
        }
        if changes
        else None,
    }
