"""`khotin doctor`: examines this machine and this site, and says what to fix."""

import sys
from pathlib import Path

import click

from generator.commands.report import ENVIRONMENT, LANGUAGES, machine_errors, print_json, talk_language
from generator.doctor.examine import examine
from generator.doctor.finding import Finding

_MARKS = {"ok": ("được", "ok", "green"), "warning": ("chú ý", "warning", "yellow")}
_TOPICS = {
    "khotin": "khotin",
    "python": "python",
    "libraries": "thư viện",
    "git": "git",
    "site": "trang",
    "base_url": "base_url",
    "fonts": "phông chữ",
    "output": "kết quả",
    "cache": "bộ nhớ đệm",
    "user cache": "bộ nhớ đệm riêng",
    "port": "cổng",
    "terminal": "cửa sổ lệnh",
    "disk": "ổ đĩa",
}
_MARKS |= {"error": ("lỗi", "error", "red")}


@click.command("doctor")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--output", type=click.Path(path_type=Path), help="Where the site is built; SITE/output.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.option("--json", "as_json", is_flag=True, help="Write the findings to stdout as JSON.")
def doctor_command(site: Path, output: Path | None, lang: str | None, as_json: bool) -> None:
    """Examine this machine and this site: versions, git, base URL, fonts, port, cache.

    Each line names a finding and, if something is wrong, how to fix it. The exit code is 3 if the site cannot
    be built.
    """
    talk = talk_language(lang)
    column = 0 if talk == "vi" else 1
    with machine_errors(talk):
        findings = list(examine(site, output or site / "output"))
    if as_json:
        print_json([_record(finding, column) for finding in findings])
    else:
        names = [_TOPICS.get(each.topic, each.topic) if talk == "vi" else each.topic for each in findings]
        width = max(map(len, names))
        for name, finding in zip(names, findings, strict=True):
            mark = click.style(_MARKS[finding.state][column], fg=_MARKS[finding.state][2])
            click.echo(f"{name.ljust(width)}  {mark}  {finding.found[column]}")
            if finding.remedy[column]:
                click.echo(f"{' ' * width}  → {finding.remedy[column]}")
    sys.exit(ENVIRONMENT if any(finding.state == "error" for finding in findings) else 0)


def _record(finding: Finding, column: int) -> dict[str, str]:
    """A finding for the JSON output."""
    return {
        "topic": finding.topic,
        "state": finding.state,
        "found": finding.found[column],
        "remedy": finding.remedy[column],
    }
