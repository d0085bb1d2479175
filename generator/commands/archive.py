"""`khotin archive`: an offline copy of the site in one file."""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from generator.archive.errors import CopyRefusedError
from generator.archive.request import ArchiveReport, ArchiveRequest
from generator.archive.run import archive
from generator.archive.signature import MinisignMissingError, require_minisign
from generator.commands.build import check_usage, say_refusal
from generator.commands.day import build_date
from generator.commands.progress import ProgressLog
from generator.commands.report import (
    CONTENT_PROBLEMS,
    ENVIRONMENT,
    LANGUAGES,
    WRONG_USAGE,
    machine_errors,
    print_json,
    print_problems,
    problem_record,
    say,
    say_minisign_missing,
    talk_language,
)
from generator.parallel.pool import cores
from generator.publish.output import OutputRefusedError

# code -> exit code, words in Vietnamese, in English
_REFUSALS: Mapping[str, tuple[int, str, str]] = {
    "too-many-files": (
        WRONG_USAGE,
        "Tệp zip chứa được nhiều nhất {most} tệp; bản sao này có {files} tệp. "
        "Hãy chép nguyên thư mục {output}; «khotin verify» kiểm tra được thư mục ấy.",
        "A zip holds at most {most} files; this copy would have {files}. Copy the folder {output} as it is; "
        "“khotin verify” can check it.",
    ),
    "too-large": (
        WRONG_USAGE,
        "Bản sao có {files} tệp, {size} GB, không vừa tệp zip 4 GB mà máy nào cũng mở được. "
        "Hãy chép nguyên thư mục {output}; «khotin verify» kiểm tra được thư mục ấy.",
        "The copy has {files} files, {size} GB, and does not fit into a zip of 4 GB, which every machine can "
        "open. Copy the folder {output} as it is; “khotin verify” can check it.",
    ),
    "output-changed": (
        ENVIRONMENT,
        "{path} trong bản đã dựng không còn như lúc dựng. Xóa tệp ấy trong {output} rồi chạy lại.",
        "{path} is no longer as it was built. Delete that file in {output}, then run this again.",
    ),
    "no-copy": (
        WRONG_USAGE,
        "{path} không phải là bản sao do «khotin archive» ghi. Kiểm tra lại --previous.",
        "{path} is no copy that “khotin archive” wrote. Look at --previous again.",
    ),
    "not-signed": (
        ENVIRONMENT,
        "minisign không ký được bằng khóa {key}. Xem thông báo của minisign ở trên.",
        "minisign could not sign with the key {key}. See what it says above.",
    ),
}
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("archive")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--output", type=click.Path(path_type=Path), help="Where it is built; SITE/output by default.")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The copy to write; SITE/kho-tin-DATE.zip by default.",
)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Copy as of this day.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True),
    help="The copy before, which the new one names: a zip or a folder.",
)
@click.option("--sign", "secret_key", type=_FILE, help="Sign with this secret key of minisign.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to use; all cores by default.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.option("--json", "as_json", is_flag=True, help="Write the report to stdout as JSON.")
def archive_command(  # noqa: PLR0913, PLR0917 (one for each option)
    site: Path,
    output: Path | None,
    target: Path | None,
    day: datetime | None,
    previous: Path | None,
    secret_key: Path | None,
    jobs: int | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Write an offline copy of the site: one zip, which is also a BagIt bag.

    The site is built first. Whoever unpacks the copy begins at DOC-TRUOC.html; “khotin verify” checks it.
    """
    talk = talk_language(lang)
    built = output or site / "output"
    check_usage(site, built, talk)
    as_of = build_date(day)
    copy = target or site / f"kho-tin-{as_of.isoformat()}.zip"
    _check_target(copy, built, site, talk)
    progress = ProgressLog(talk)
    request = ArchiveRequest(
        site=site,
        output=built,
        target=copy,
        build_date=as_of,
        jobs=jobs or cores(),
        previous=previous,
        secret_key=secret_key,
        watcher=progress,
    )
    try:
        with machine_errors(talk):
            if secret_key:
                require_minisign()  # before the site is built
            report = archive(request)
    except OutputRefusedError as refusal:
        say_refusal(refusal, talk)
        sys.exit(ENVIRONMENT)
    except CopyRefusedError as refusal:
        progress.end()
        _refuse(refusal, built, talk)
    except MinisignMissingError:
        say_minisign_missing(talk)
        sys.exit(ENVIRONMENT)
    progress.end()
    _print_report(report, talk, as_json)
    sys.exit(0 if report.written else CONTENT_PROBLEMS)


def _check_target(target: Path, output: Path, site: Path, talk: str) -> None:
    """Raises click.UsageError if the copy would lie in the output or in the content."""
    if any(target.resolve().is_relative_to(folder.resolve()) for folder in (output, site / "content")):
        vi = f"{target} nằm trong trang hoặc trong nội dung; chọn chỗ khác bằng --to."
        en = f"{target} lies within the built site or its content; choose another place with --to."
        raise click.UsageError(vi if talk == "vi" else en)


def _refuse(refusal: CopyRefusedError, output: Path, talk: str) -> NoReturn:
    code, vi, en = _REFUSALS[refusal.code]
    details = {"output": str(output), **refusal.details}
    say(talk, vi.format(**details), en.format(**details))
    sys.exit(code)


def _print_report(report: ArchiveReport, talk: str, as_json: bool) -> None:
    written = report.written
    if as_json:
        print_json(
            {
                "problems": [problem_record(problem, talk) for problem in report.problems],
                "written": str(written.path) if written else None,
                "files": written.files if written else 0,
                "size": written.size if written else 0,
                "sha256": written.sha256 if written else None,
            }
        )
        return
    print_problems(report.problems, talk)
    if written is None:
        say(
            talk,
            "Chưa ghi bản sao: hãy sửa các lỗi trên rồi chạy lại «khotin archive».",
            "No copy was written: mend the errors above, then run “khotin archive” again.",
        )
        return
    size = f"{written.size / 1e6:.1f}"
    say(
        talk,
        f"Đã ghi {written.path}: {written.files} tệp, {size.replace('.', ',')} MB.",
        f"Written: {written.path}, {written.files} files, {size} MB.",
    )
    click.echo(f"SHA-256: {written.sha256}", err=True)
