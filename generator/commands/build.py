"""`khotin build`: builds the site from content/ into output/."""

import sys
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click

from generator import fast_paths
from generator.build.request import BuildReport, BuildRequest
from generator.build.run import build
from generator.commands.day import DAY, build_date
from generator.commands.impact import impact_lines
from generator.commands.progress import ProgressLog
from generator.commands.report import (
    CONTENT_PROBLEMS,
    ENVIRONMENT,
    LANGUAGES,
    error_words,
    print_json,
    print_problems,
    problem_record,
    require_site,
    say,
    talk_language,
)
from generator.parallel.pool import cores
from generator.problems.messages import severity
from generator.publish.output import OutputRefusedError
from generator.read.scan import LEDGER

_KEPT_ALIVE: list[object] = []  # the objects of the build; the process exits without freeing them

_REFUSALS = {
    "foreign-file": (
        "Thư mục kết quả đã có {path}, không do Khotin viết. Chuyển tệp ấy đi, hoặc dùng --output khác.",
        "The output holds {path}, which Khotin did not write. Move it away, or use another --output.",
    ),
    "folder-elsewhere": (
        "Trong thư mục kết quả, nơi của {path} dẫn ra ngoài. Bỏ liên kết ấy, hoặc dùng --output khác.",
        "In the output, the folder of {path} leads elsewhere. Remove that link, or use another --output.",
    ),
    "output-elsewhere": (
        "Thư mục kết quả là liên kết dẫn ra ngoài trang, tới {path}. Xóa liên kết ấy, hoặc nếu đúng là muốn "
        "ghi vào đó, dùng --output {path}.",
        "The output is a link that leads out of the site, to {path}. Delete that link, or, if you do mean "
        "that folder, use --output {path}.",
    ),
}


@click.command("build")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--output", type=click.Path(path_type=Path), help="Where to build; SITE/output by default.")
@click.option("--date", "day", type=DAY, help="Build as of this day.")
@click.option(
    "--release", is_flag=True, help="Record every address in ledger/: none may be lost from then on."
)
@click.option("--jobs", type=click.IntRange(1), help="Processes to use; all cores by default.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.option("--json", "as_json", is_flag=True, help="Write the report to stdout as JSON.")
@click.option("--timings", is_flag=True, help="Say how long each phase took.")
@click.option("--reference", is_flag=True, hidden=True, help="Take no fast paths; the output is the same.")
def build_command(  # noqa: PLR0913, PLR0917 (one for each option)
    site: Path,
    output: Path | None,
    day: datetime | None,
    release: bool,
    jobs: int | None,
    lang: str | None,
    as_json: bool,
    timings: bool,
    reference: bool,
) -> None:
    """Build the site into its output folder.

    Nothing is published while an article has an error: the old site stays as it was.
    """
    talk = talk_language(lang)
    target = output or site / "output"
    check_usage(site, target, talk)
    progress = ProgressLog(talk)
    request = BuildRequest(site, target, build_date(day), jobs or cores(), progress, release)
    try:
        with fast_paths.off() if reference else nullcontext():
            report = build(request, _KEPT_ALIVE)
    except OutputRefusedError as refusal:
        say_refusal(refusal, talk)
        sys.exit(ENVIRONMENT)
    except OSError as error:
        say(talk, *error_words(error))
        sys.exit(ENVIRONMENT)
    progress.end()
    if timings and not as_json:
        progress.show_timings()
    _print_report(report, target, talk, as_json, progress.timings if timings else {})
    sys.exit(0 if report.impact else CONTENT_PROBLEMS)


def say_refusal(refusal: OutputRefusedError, talk: str) -> None:
    vi, en = _REFUSALS[refusal.code]
    say(talk, vi.format(path=refusal.path), en.format(path=refusal.path))


def check_usage(site: Path, output: Path, talk: str) -> None:
    """Raises click.UsageError if there is no site, or if output and sources contain each other."""
    require_site(site, talk)
    sources = [site, site / "content", site / "themes"]
    if any(source.resolve().is_relative_to(output.resolve()) for source in sources) or (
        output.resolve().is_relative_to((site / "content").resolve())
    ):
        vi = f"{output} chứa nguồn của trang; chọn một thư mục riêng cho kết quả."
        en = f"{output} holds the site's sources; choose a folder of its own for the output."
        raise click.UsageError(vi if talk == "vi" else en)


def _print_report(
    report: BuildReport, output: Path, talk: str, as_json: bool, timings: Mapping[str, float]
) -> None:
    """Prints the report, for people or as JSON."""
    if as_json:
        impact = report.impact
        print_json(
            {
                "problems": [problem_record(problem, talk) for problem in report.problems],
                "articles": report.articles,
                "pages": report.pages,
                "written": list(impact.written) if impact else [],
                "removed": list(impact.removed) if impact else [],
                "unchanged": impact.unchanged if impact else 0,
                "rendered": report.rendered,
                "recorded": report.recorded,
            }
            | (
                {"timings": {str(phase): round(took, 3) for phase, took in timings.items()}}
                if timings
                else {}
            )
        )
        return
    print_problems(report.problems, talk)
    errors = sum(severity(problem) == "error" for problem in report.problems)
    if report.impact is None:
        say(
            talk,
            f"{errors} lỗi; trang cũ giữ nguyên. Sửa rồi chạy lại «khotin build».",
            f"{errors} error{'s' if errors != 1 else ''}; the old site is untouched. "
            "Fix them, then run “khotin build” again.",
        )
        return
    written, removed = len(report.impact.written), len(report.impact.removed)
    unchanged = report.impact.unchanged
    say(
        talk,
        f"{report.articles} bài, {report.pages} trang; tệp: viết {written}, xóa {removed}, giữ {unchanged}.",
        f"Articles: {report.articles}, pages: {report.pages}; files written: {written}, removed: {removed}, "
        f"unchanged: {unchanged}.",
    )
    for line in impact_lines(report.impact, talk):
        click.echo(line, err=True)
    if report.recorded:
        say(
            talk,
            f"Sổ địa chỉ thêm {report.recorded} địa chỉ; hãy commit thư mục {LEDGER}/.",
            f"New in the ledger: {report.recorded} addresses; commit the folder {LEDGER}/.",
        )
    say(talk, f"Mở {output / 'index.html'}", f"Open {output / 'index.html'}")
