"""`khotin withdraw`: an article is withdrawn, with its reason."""

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.authoring.content_files import known_file, replace_file
from generator.commands.choices import settings_of
from generator.commands.day import DAY, build_date
from generator.commands.report import (
    CONTENT_PROBLEMS,
    LANGUAGES,
    machine_errors,
    print_problems,
    say,
    talk_language,
)
from generator.model.problem import Problem
from generator.model.settings import Settings
from generator.schema.field_forms import GONE, KEPT
from generator.text.unicode import one_line


@click.command("withdraw")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reason", required=True, help="Why, for readers, in the site's main language.")
@click.option("--reason-en", default="", help="The same in English.")
@click.option("--authority", default="", help="Who decided it; the agency of site.toml by default.")
@click.option("--authority-en", default="", help="The same in English.")
@click.option(
    "--text",
    "fate",
    type=click.Choice((GONE[0], KEPT[0])),
    default=GONE[0],
    show_default=True,
    help="Whether the article's words and own pictures stay on line.",
)
@click.option("--title", default="", help="What the notice may still call the article; no title by default.")
@click.option("--title-en", default="", help="The same in English.")
@click.option("--date", "day", type=DAY, help="When it was withdrawn; today.")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def withdraw_command(  # noqa: PLR0913, PLR0917 (one for each option)
    file: Path,
    reason: str,
    reason_en: str,
    authority: str,
    authority_en: str,
    fate: str,
    title: str,
    title_en: str,
    day: datetime | None,
    site: Path,
    lang: str | None,
) -> None:
    """Withdraw the article of FILE: a notice says when, why and by whom.

    Only `withdrawn` is added, to the original's file; it holds for all translations. The next build takes the
    text off line, unless it is kept.
    """
    from generator.authoring.withdrawal import WithdrawalWords, read_withdrawable, withdrawn

    talk = talk_language(lang)
    settings = settings_of(site, talk)
    decided = _texts(settings, authority, authority_en)
    if not decided:
        decided = {text.lang: text.value for text in settings.masthead.agency.texts if text.value}
    why = _texts(settings, reason, reason_en)
    if not why or not decided:
        vi, en = _LACKING[0 if not why else 1]
        raise click.UsageError(vi if talk == "vi" else en)
    words = WithdrawalWords(
        build_date(day), why, decided, _texts(settings, title, title_en), kept=fate == KEPT[0]
    )
    with machine_errors(talk):
        found = read_withdrawable(site, settings, file)
        made = withdrawn(settings, found.value, words) if found.value else None
        problems = made.problems if made else found.problems
        if found.value and made and made.value:
            target = known_file(site, found.value.actual.relative_to(site).as_posix())
            if target is None:
                problems = (Problem(found.value.source.path, 1, 1, "write-refused"),)
            else:
                replace_file(target, made.value)
                _say_done(found.value.source.path, talk, kept=words.kept)
    print_problems(problems, talk)
    sys.exit(CONTENT_PROBLEMS if problems else 0)


_LACKING = (
    ("--reason trống: ghi lý do thu hồi.", "--reason is empty: say why it is withdrawn."),
    (
        'Thêm --authority, ví dụ --authority "Sở Khoa học và Công nghệ": site.toml chưa ghi agency.',
        'Add --authority, as in --authority "Department of Science": site.toml names no agency.',
    ),
)


def _texts(settings: Settings, main: str, english: str) -> dict[str, str]:
    """The texts that were given, by language."""
    given = {"en": one_line(english)} if "en" in settings.languages else {}
    given = {settings.default_language: one_line(main)} | given if main else given
    return {lang: text for lang, text in given.items() if text}


def _say_done(path: str, talk: str, *, kept: bool) -> None:
    click.echo(path)
    if kept:
        say(
            talk,
            "Lần dựng sau, bài còn nguyên và có thông báo đứng trước.",
            "With the next build the article stays, after its notice.",
        )
        return
    say(
        talk,
        "Lần dựng sau, thông báo đứng thay bài. Lời bài vẫn còn trong content/, trong lịch sử git và trong "
        "các bản sao đã phát; «khotin check» cho biết bài nào khác còn nhắc đến.",
        "With the next build a notice stands in its place. Its text is still in content/, in the history of "
        "git, and in copies handed out; “khotin check” tells which other articles still refer to it.",
    )
