"""Output of all commands: problems grouped by file, in the reader's language."""

import json
import locale
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import click

from generator.cache.user_folder import UserFolderError
from generator.model.problem import Problem
from generator.problems.messages import message, remedy, severity
from generator.read.scan import SETTINGS

LANGUAGES = ("vi", "en")
CONTENT_PROBLEMS, WRONG_USAGE, ENVIRONMENT = 1, 2, 3

_MARKS = {
    "vi": {"error": "lỗi", "warning": "chú ý", "note": "ghi chú"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def talk_language(chosen: str | None) -> str:
    """Language of messages: the chosen one, else that of the locale, else English."""
    if chosen:
        return chosen
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return "vi" if name.lower().startswith("vi") else "en"


def print_problems(problems: Sequence[Problem], lang: str) -> None:
    """Prints the problems to stderr, grouped by file, with position, message and remedy."""
    for path, group in groupby(sorted(problems), key=lambda problem: problem.path):
        click.secho(path, bold=True, err=True)
        for problem in group:
            level = severity(problem)
            place = f"  {problem.line}:{problem.column}"
            mark = click.style(_MARKS[lang][level], fg=_COLOURS[level])
            click.echo(f"{place}  {mark}  {message(problem, lang)}  [{problem.code}]", err=True)
            click.echo(f"{' ' * len(place)}  → {remedy(problem, lang)}", err=True)


def problem_record(problem: Problem, lang: str) -> dict[str, object]:
    """A problem for JSON output."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": severity(problem),
        "message": message(problem, lang),
        "remedy": remedy(problem, lang),
    }


def print_json(data: object) -> None:
    """Prints the data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def require_site(site: Path, lang: str) -> None:
    """Raises click.UsageError if the folder has no site."""
    if not (site / SETTINGS).is_file():
        vi = f"Không có {SETTINGS} trong {site}. Chạy «khotin init {site}», hoặc dùng --site."
        en = f"There is no {SETTINGS} in {site}. Run “khotin init {site}”, or use --site."
        raise click.UsageError(vi if lang == "vi" else en)


def say(lang: str, vi: str, en: str) -> None:
    """Prints a line to stderr."""
    click.echo(vi if lang == "vi" else en, err=True)


def waiting(lang: str) -> None:
    """Says that another build of the same output must end first."""
    say(lang, "Một lần dựng khác đang chạy; chờ…", "Another build is running; waiting …")


def say_minisign_missing(talk: str) -> None:
    say(
        talk,
        "Máy chưa có lệnh minisign. Cài đặt nó (Debian: apt install minisign), rồi chạy lại.",
        "The command minisign is missing. Install it (Debian: apt install minisign), then run this again.",
    )


@contextmanager
def machine_errors(lang: str) -> Iterator[None]:
    """Exits with a message if the machine fails, for example with a full disk."""
    try:
        yield
    except BrokenPipeError:  # click handles a reader that has closed our output
        raise
    except OSError as error:
        say(lang, *error_words(error))
        sys.exit(ENVIRONMENT)


def error_words(error: OSError) -> tuple[str, str]:
    """The message for an error of the machine, in Vietnamese and in English."""
    if isinstance(error, UserFolderError):
        return (
            f"Không dùng được thư mục bộ nhớ đệm của bạn: {error}. Đặt biến XDG_CACHE_HOME "
            "(Windows: LOCALAPPDATA) là thư mục mà chỉ bạn ghi được, hoặc đặt --output vào trong thư mục của "
            "trang.",
            f"Your cache folder cannot be used: {error}. Set XDG_CACHE_HOME (Windows: LOCALAPPDATA) to a "
            "folder that only you can write, or put --output inside the site's folder.",
        )
    return f"Máy không làm được: {error}", f"The machine could not do it: {error}"
