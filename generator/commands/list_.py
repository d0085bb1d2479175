"""`khotin list`: the articles that somebody has to look after."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click

from generator.authoring.attention import Attention, Reason, dead_links, needing_attention, outside_links
from generator.authoring.current_content import read_current
from generator.commands.choices import section_of, settings_of
from generator.commands.day import DAY, build_date
from generator.commands.report import (
    LANGUAGES,
    machine_errors,
    print_json,
    say,
    talk_language,
    waiting,
)
from generator.model.archive import Sources
from generator.parallel.pool import cores
from generator.problems.messages import has_errors
from generator.schema.field_forms import Both

_REASONS = tuple(reason.value for reason in Reason)
_HEADINGS: Mapping[Reason, Both] = {
    Reason.DRAFT: ("Bản nháp", "Drafts"),
    Reason.REVIEW: ("Cần xem lại", "To review"),
    Reason.SCHEDULED: ("Hẹn ngày đăng", "Scheduled"),
    Reason.WITHOUT_PICTURE: ("Không có ảnh", "Without a picture"),
    Reason.UNTRANSLATED: ("Chưa dịch", "Not translated"),
    Reason.DEAD_LINK: ("Liên kết ra ngoài đã hỏng", "Dead outside links"),
}
_FAULTS: Mapping[str, Both] = {
    "dns": ("tên miền không còn", "the host is gone"),
    "timeout": ("không trả lời", "no answer in time"),
    "tls": ("chứng chỉ hỏng", "bad certificate"),
    "refused": ("máy chủ từ chối", "the host refuses"),
    "unreadable": ("địa chỉ viết sai", "no valid address"),
    "no answer": ("không trả lời", "no answer"),
}


@click.command("list")
@click.argument("reasons", nargs=-1, type=click.Choice(_REASONS))
@click.option("--section", default="", help="Only those of this section.")
@click.option("--online", is_flag=True, help="Ask other sites whether links to them still lead somewhere.")
@click.option("--json", "as_json", is_flag=True, help="Write all of them to stdout as JSON.")
@click.option("--output", type=click.Path(path_type=Path), help="Where the site is built; SITE/output.")
@click.option("--date", "day", type=DAY, help="List as of this day.")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def list_command(  # noqa: PLR0913, PLR0917 (one for each option)
    reasons: tuple[str, ...],
    section: str,
    online: bool,
    as_json: bool,
    output: Path | None,
    day: datetime | None,
    site: Path,
    lang: str | None,
) -> None:
    """List drafts, articles to review, scheduled, without picture, not translated.

    With REASONS, only those. Outside links are asked for with --online alone; no other command does.
    """
    talk = talk_language(lang)
    settings = settings_of(site, talk)
    wanted = {Reason(reason) for reason in reasons} or set(Reason)
    chosen = section_of(section, settings, talk) if section else ""
    with machine_errors(talk):
        sources = read_current(site, settings, output or site / "output", cores(), lambda: waiting(talk))
        found = list(needing_attention(site, settings, sources.value.entries, build_date(day)))
        if online or Reason.DEAD_LINK in {Reason(reason) for reason in reasons}:
            found += _dead(site, sources.value, talk)
    order = list(Reason)
    shown = [each for each in found if each.reason in wanted and chosen in ("", each.section)]
    shown.sort(key=lambda each: (order.index(each.reason), each.path, each.line))
    if as_json:
        print_json({"articles": [_record(each) for each in shown], "counts": _counts(shown)})
    else:
        _print(shown, talk)
    if has_errors(sources.problems):
        say(
            talk,
            "Có bài bị lỗi nên bảng này chưa đủ: chạy «khotin check».",
            "Some articles have errors, so this is not all: run “khotin check”.",
        )


def _dead(site: Path, sources: Sources, talk: str) -> list[Attention]:
    """The links that lead nowhere, asked for online."""
    from generator.authoring.outside import unanswered

    links = list(outside_links(sources.entries, sources.texts))
    urls = {link.url for link in links}
    say(talk, f"Hỏi {len(urls)} địa chỉ bên ngoài…", f"Asking for {len(urls)} outside addresses …")
    column = 0 if talk == "vi" else 1
    answers = {
        url: _FAULTS[fault][column] if fault in _FAULTS else fault for url, fault in unanswered(urls).items()
    }
    return list(dead_links(site, links, answers))


def _print(shown: Sequence[Attention], talk: str) -> None:
    """Prints a table for each reason."""
    column = 0 if talk == "vi" else 1
    if not shown:
        say(talk, "Không có bài nào.", "There are none.")
    for reason in Reason:
        own = [each for each in shown if each.reason is reason]
        if not own:
            continue
        click.secho(f"{_HEADINGS[reason][column]} ({len(own)})", bold=True)
        places = [f"{each.path}:{each.line}" if each.line > 1 else each.path for each in own]
        width = max(map(len, places))
        for each, place in zip(own, places, strict=True):
            day = each.date.iso.partition("T")[0] if each.date else ""
            line = f"  {place.ljust(width)}  {day.ljust(10)}  {each.title}"
            click.echo(f"{line}  [{each.detail}]" if each.detail else line)
        click.echo()


def _record(each: Attention) -> dict[str, object]:
    """An article for the JSON output."""
    return {
        "reason": each.reason,
        "path": each.path,
        "line": each.line,
        "title": each.title,
        "section": each.section,
        "date": each.date.iso if each.date else None,
        "detail": each.detail,
    }


def _counts(shown: Sequence[Attention]) -> dict[str, int]:
    counts = Counter(each.reason for each in shown)
    return {reason.value: counts[reason] for reason in Reason}
