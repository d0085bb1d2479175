"""`khotin join`: one archive out of several."""

import sys
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from generator.commands.build import check_usage
from generator.commands.day import DAY, build_date
from generator.commands.progress import ProgressLog
from generator.commands.report import (
    CONTENT_PROBLEMS,
    LANGUAGES,
    WRONG_USAGE,
    machine_errors,
    print_json,
    print_problems,
    problem_record,
    say,
    talk_language,
)
from generator.merger.report import KINDS, markdown, table
from generator.merger.request import JoinRefusedError, JoinReport, JoinRequest
from generator.merger.run import join
from generator.parallel.pool import cores
from generator.read.addresses import WEB_ADDRESS

_MARKDOWN, _CSV = "join-report.md", "join-report.csv"
# code -> words in Vietnamese, in English
_REFUSALS: Mapping[str, tuple[str, str]] = {
    "not-empty": (
        "{path} không trống; chọn một thư mục mới bằng --into.",
        "{path} is not empty; choose a new folder with --into.",
    ),
    "same-base-url": (
        "{one} và {other} cùng ghi base_url {base_url}, nên không phân biệt được địa chỉ cũ của chúng. "
        "Sửa base_url trong site.toml của một kho thành nơi nó từng đặt.",
        "{one} and {other} have the same base_url {base_url}, so their old addresses cannot be told apart. "
        "Set base_url in one site.toml to where that archive stood.",
    ),
    "other-language": (
        "Ngôn ngữ chính của {one} và {other} khác nhau, mà tên tệp dựa vào đó. Chỉ nhập được các kho cùng "
        "ngôn ngữ chính.",
        "{one} and {other} have different main languages, on which the names of files depend. Only archives "
        "with the same main language can be joined.",
    ),
}


@click.command("join")
@click.argument("sites", metavar="SITE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into",
    "target",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The new archive's folder, empty or not there yet.",
)
@click.option("--base-url", help="Where the new archive will stand; by default where the first one does.")
@click.option("--date", "day", type=DAY, help="Join as of this day.")
@click.option("--jobs", type=click.IntRange(1), help="Processes to use; all cores by default.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.option("--json", "as_json", is_flag=True, help="Write the report to stdout as JSON.")
def join_command(
    sites: tuple[Path, ...],
    target: Path,
    base_url: str | None,
    day: datetime | None,
    jobs: int | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Join the archives in several folders into a new one.

    No SITE is changed. Where two have a file or an address alike, the first SITE keeps it; every address that
    any of them released leads to its article in the new archive. The report is also written beside the new
    site.toml, as join-report.md and join-report.csv.
    """
    talk = talk_language(lang)
    for site in sites:
        check_usage(site, site / "output", talk)
    _check_places(sites, target, base_url, talk)
    progress = ProgressLog(talk)
    request = JoinRequest(sites, target, base_url, build_date(day), jobs or cores(), progress)
    try:
        with machine_errors(talk):
            report = join(request)
            progress.end()
            if report.articles is not None:
                (target / _MARKDOWN).write_text(markdown(report.findings, talk), "utf-8", newline="\n")
                (target / _CSV).write_text(table(report.findings), "utf-8-sig", newline="\n")
    except JoinRefusedError as refusal:
        progress.end()
        _refuse(refusal, talk)
    _print_report(report, target, talk, as_json)
    sys.exit(CONTENT_PROBLEMS if report.problems else 0)


def _check_places(sites: tuple[Path, ...], target: Path, base_url: str | None, talk: str) -> None:
    """Raises click.UsageError if sites, target or base URL cannot be used.

    There must be two different sites, and the target must not lie within one.
    """
    places = [site.resolve() for site in sites]
    if len(places) < 2 or len(set(places)) < len(places):
        vi, en = "Cần ít nhất hai kho khác nhau.", "Name at least two different sites."
        raise click.UsageError(vi if talk == "vi" else en)
    if any(target.resolve().is_relative_to(place) for place in places):
        vi, en = (
            f"{target} nằm trong một kho; chọn chỗ khác.",
            f"{target} lies within a site; choose another place.",
        )
        raise click.UsageError(vi if talk == "vi" else en)
    if base_url is not None and not WEB_ADDRESS.fullmatch(base_url):
        vi, en = f"{base_url} không phải là địa chỉ https://…", f"{base_url} is no address https://…"
        raise click.UsageError(vi if talk == "vi" else en)


def _refuse(refusal: JoinRefusedError, talk: str) -> NoReturn:
    vi, en = _REFUSALS[refusal.code]
    say(talk, vi.format(**refusal.details), en.format(**refusal.details))
    sys.exit(WRONG_USAGE)


def _print_report(report: JoinReport, target: Path, talk: str, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "articles": report.articles,
                "findings": [
                    {name: getattr(each, name) for name in each.__struct_fields__} for each in report.findings
                ],
                "problems": {
                    site: [problem_record(problem, talk) for problem in problems]
                    for site, problems in report.problems.items()
                },
            }
        )
        return
    for site, problems in report.problems.items():
        say(talk, f"{site or target}:", f"{site or target}:")
        print_problems(problems, talk)
    if report.articles is None:
        say(
            talk,
            "Chưa ghi gì: hãy sửa các lỗi trên rồi chạy lại «khotin join».",
            "Nothing was written: mend the errors above, then run “khotin join” again.",
        )
        return
    for kind, count in Counter(each.kind for each in report.findings).items():
        vi, en = KINDS[kind]
        say(talk, f"{vi}: {count}", f"{en}: {count}")
    reports = f"{target / _MARKDOWN}, {target / _CSV}"
    say(
        talk,
        f"Đã nhập {report.articles} bài vào {target}. Xem {reports}, rồi chạy «khotin build --release --site "
        f"{target}».",
        f"Joined {report.articles} articles in {target}. See {reports}, then run “khotin build --release "
        f"--site {target}”.",
    )
