"""`khotin archive`: an offline copy of the site in one file."""

import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from generator.archive.errors import CopyRefusedError
from generator.archive.formats import FORMATS, format_of
from generator.archive.request import ArchiveReport, ArchiveRequest
from generator.commands.archive_apply import apply_command
from generator.commands.build import check_usage, say_refusal
from generator.commands.day import DAY, build_date
from generator.commands.part_options import LANGUAGE, PROVINCE, SECTION, YEAR, bytes_of, part_of_options
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
        "Hãy chia thành nhiều tệp bằng --split 4GB.",
        "A zip holds at most {most} files; this copy would have {files}. Write several with --split 4GB.",
    ),
    "too-large": (
        WRONG_USAGE,
        "Bản sao có {files} tệp, {size} GB, không vừa tệp zip 4 GB mà máy nào cũng mở được. "
        "Hãy chia thành nhiều tệp bằng --split 4GB.",
        "The copy has {files} files, {size} GB, and does not fit into a zip of 4 GB, which every machine can "
        "open. Write several with --split 4GB.",
    ),
    "output-changed": (
        ENVIRONMENT,
        "{path} không còn như lúc dựng. Xóa tệp ấy rồi chạy lại.",
        "{path} is no longer as it was built. Delete that file, then run this again.",
    ),
    "format-unknown": (
        WRONG_USAGE,
        "Không có định dạng «{name}». Chọn một trong các định dạng sau với --format: {known}.",
        "There is no format “{name}”. Choose one of these with --format: {known}.",
    ),
    "format-missing": (
        ENVIRONMENT,
        "Chưa cài phần ghi định dạng {name}. Chạy: pip install 'khotin[{name}]'",
        "What writes the format {name} is not installed. Run: pip install 'khotin[{name}]'",
    ),
    "format-option": (
        WRONG_USAGE,
        "{option} không dùng được với --format {name}, chỉ dùng được với bản sao dạng copy. Bỏ {option} đi.",
        "{option} cannot be used with --format {name}, only with a copy of the format copy. Leave it out.",
    ),
    "no-volumes": (
        WRONG_USAGE,
        "Chỉ --format epub chia thành nhiều tập; {name} thì không. Bỏ --by đi.",
        "Only --format epub is cut into volumes; {name} is not. Leave --by out.",
    ),
    "source-of-part": (
        WRONG_USAGE,
        "Từ nguồn chỉ dựng lại được toàn bộ kho tin. Bỏ --with-source, hoặc bỏ các tùy chọn chọn một phần.",
        "Only the whole archive can be built again from its source. Leave out --with-source, or the options "
        "that choose a part.",
    ),
    "no-illustration": (
        WRONG_USAGE,
        "Giao diện «{theme}» thiếu {path}, biểu tượng PNG 48×48 điểm ảnh mà tệp ZIM phải có. "
        "Thêm tệp ấy vào giao diện.",
        "The theme “{theme}” lacks {path}, the PNG of 48×48 pixels that a ZIM must have. "
        "Add it to the theme.",
    ),
    "no-copy": (
        WRONG_USAGE,
        "{path} không phải là tệp zip hay thư mục giải nén của bản sao dạng copy do «khotin archive» ghi. "
        "Kiểm tra lại --previous hoặc --since.",
        "{path} is no copy of the format copy, zip or unpacked, that “khotin archive” wrote. Look at "
        "--previous or --since again.",
    ),
    "base-damaged": (
        WRONG_USAGE,
        "Trong bản sao {path}, tệp {name} đã hỏng. Xem «khotin verify», rồi dùng một bản khác.",
        "In the copy {path} the file {name} is damaged. See “khotin verify”, then use another copy.",
    ),
    "withdrawals-damaged": (
        WRONG_USAGE,
        "Không đọc được danh sách bài đã gỡ trong {path}. Dùng «khotin verify» kiểm tra bản sao ấy.",
        "The list of withdrawals in {path} cannot be read. Check that copy with “khotin verify”.",
    ),
    "split-too-small": (
        WRONG_USAGE,
        "Riêng {path} đã cần một tệp zip {size} MB. Chọn --split {size}MB hoặc lớn hơn.",
        "{path} alone needs a zip of {size} MB. Choose --split {size}MB, or a larger one.",
    ),
    "part-empty": (
        WRONG_USAGE,
        "Không có bài nào thuộc phần ấy của kho. Kiểm tra lại --province, --year, --section, --language.",
        "No article belongs to that part of the archive. Look at --province, --year, --section and "
        "--language again.",
    ),
    "no-articles": (
        WRONG_USAGE,
        "Kho chưa có bài nào, nên không có sách nào để ghi.",
        "The archive has no article yet, so there is no book to write.",
    ),
    "not-signed": (
        ENVIRONMENT,
        "minisign không ký được bằng khóa {key}. Xem thông báo của minisign ở trên.",
        "minisign could not sign with the key {key}. See what it says above.",
    ),
}
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("archive", invoke_without_command=True, subcommand_metavar="[apply DELTA COPY]")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--output", type=click.Path(path_type=Path), help="Where it is built; SITE/output by default.")
@click.option(
    "--format", "name", default="copy", help=f"One of {', '.join(FORMATS)}; copy by default.", metavar="NAME"
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    help="The copy to write; by default SITE/kho-tin-DATE.zip, or as the format ends.",
)
@click.option(
    "--by",
    type=click.Choice(("year", "province")),
    help="What a volume of --format epub holds; a year by default.",
)
@click.option("--date", "day", type=DAY, help="Copy as of this day.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True),
    help="The copy before, which the new one names: a zip or a folder.",
)
@click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True),
    help="Write only what turns this older copy into the new one: a zip, a folder, or its manifest (which "
    "makes a larger delta, with the whole search).",
)
@click.option(
    "--split", "size", help="Write several zips, each smaller than this: 25MB for mail, 4GB for sticks."
)
@click.option(
    "--with-source",
    is_flag=True,
    help="Add what the archive can be built from again: Markdown, media, settings and theme of what is "
    "published, in data/source.tar.",
)
@PROVINCE
@YEAR
@SECTION
@LANGUAGE
@click.option(
    "--sign",
    "secret_key",
    type=_FILE,
    help="Sign with this secret key of minisign. What is no bag gets a file .minisig beside it.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes to use; all cores by default.")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of messages; of articles it is --language."
)
@click.option("--json", "as_json", is_flag=True, help="Write the report to stdout as JSON.")
@click.pass_context
def archive_command(  # noqa: PLR0913, PLR0917 (one for each option)
    ctx: click.Context,
    site: Path,
    output: Path | None,
    name: str,
    target: Path | None,
    by: str | None,
    day: datetime | None,
    previous: Path | None,
    since: Path | None,
    size: str | None,
    with_source: bool,
    provinces: tuple[str, ...],
    years: str | None,
    sections: tuple[str, ...],
    languages: tuple[str, ...],
    secret_key: Path | None,
    jobs: int | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Write an offline copy of the site: one zip, which is also a BagIt bag.

    A part of the archive has the articles that meet all of the options --province, --year, --section and
    --language; what leads out of it leads to the archive online.

    The site is built first. Whoever unpacks the copy begins at DOC-TRUOC.html; “khotin verify” checks it.
    """
    if ctx.invoked_subcommand:
        return
    from generator.archive.run import archive  # slow to import: --help needs nothing of it
    from generator.archive.signature import MinisignMissingError, require_minisign

    talk = talk_language(lang)
    built = output or site / "output"
    check_usage(site, built, talk)
    as_of = build_date(day)
    if since and size:
        vi, en = "--since và --split không đi cùng nhau.", "--since and --split exclude each other."
        raise click.UsageError(vi if talk == "vi" else en)
    if by and name != "epub":
        _refuse(CopyRefusedError("no-volumes", {"name": name}), built, talk)
    with machine_errors(talk):  # a name that is too long for the disk
        copy = _target(site, target, name, as_of, built, talk, changes=since is not None)
    part = part_of_options(site, provinces, years, sections, languages, talk)
    progress = ProgressLog(talk)
    request = ArchiveRequest(
        site=site,
        output=built,
        target=copy,
        build_date=as_of,
        jobs=jobs or cores(),
        format=name,
        by=by or "year",
        previous=previous,
        secret_key=secret_key,
        part=part,
        since=since,
        with_source=with_source,
        split=bytes_of(size, talk) if size else None,
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


archive_command.add_command(apply_command)


def _target(
    site: Path, chosen: Path | None, name: str, day: date, output: Path, talk: str, *, changes: bool
) -> Path:
    """Where the copy is written. Raises click.UsageError if it would lie in the output or in the content."""
    try:
        copy_format = format_of(name)
    except CopyRefusedError as refusal:
        _refuse(refusal, output, talk)
    what = "thay-doi" if changes else "kho-tin"
    target = chosen or site / f"{what}-{day.isoformat()}{copy_format.suffix}"
    if target.exists() and target.is_dir() != copy_format.folder:
        vi = f"Không ghi được {target}: đó là " + (
            "tệp, cần thư mục." if copy_format.folder else "thư mục, cần tệp."
        )
        en = f"{target} is a " + (
            "file; a folder is needed." if copy_format.folder else "folder; a file is needed."
        )
        raise click.UsageError(vi if talk == "vi" else en)
    in_the_way = next((each for each in target.parents if each.exists() and not each.is_dir()), None)
    if in_the_way:
        vi = f"Không ghi được {target}: {in_the_way} là tệp, không phải thư mục; chọn chỗ khác bằng --to."
        en = f"{target} cannot be written: {in_the_way} is a file, no folder; choose another place with --to."
        raise click.UsageError(vi if talk == "vi" else en)
    if any(target.resolve().is_relative_to(folder.resolve()) for folder in (output, site / "content")):
        vi = f"{target} nằm trong trang hoặc trong nội dung; chọn chỗ khác bằng --to."
        en = f"{target} lies within the built site or its content; choose another place with --to."
        raise click.UsageError(vi if talk == "vi" else en)
    return target


def _refuse(refusal: CopyRefusedError, output: Path, talk: str) -> NoReturn:
    code, vi, en = _REFUSALS[refusal.code]
    details = {"output": str(output), **refusal.details}
    say(talk, vi.format(**details), en.format(**details))
    sys.exit(code)


def _print_report(report: ArchiveReport, talk: str, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "problems": [problem_record(problem, talk) for problem in report.problems],
                "written": [
                    {"path": str(file.path), "files": file.files, "size": file.size, "sha256": file.sha256}
                    for file in report.written
                ],
            }
        )
        return
    print_problems(report.problems, talk)
    if not report.written:
        say(
            talk,
            "Chưa ghi bản sao: hãy sửa các lỗi trên rồi chạy lại «khotin archive».",
            "No copy was written: mend the errors above, then run “khotin archive” again.",
        )
        return
    for file in report.written:
        size = f"{file.size / 1e6:.1f}"
        say(
            talk,
            f"Đã ghi {file.path}: {file.files} tệp, {size.replace('.', ',')} MB.",
            f"Written: {file.path}, {file.files} files, {size} MB.",
        )
        click.echo(f"SHA-256: {file.sha256}", err=True)
