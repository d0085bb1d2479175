"""Output of all commands: problems grouped by file, in the reader's language."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import click

from generator.cache.user_folder import UserFolderError
from generator.commands.language import LANGUAGES, talk_language
from generator.model.problem import Problem
from generator.problems.messages import message, remedy, severity
from generator.read.scan import SETTINGS

__all__ = ["LANGUAGES", "talk_language"]  # with what is defined here

CONTENT_PROBLEMS, WRONG_USAGE, ENVIRONMENT = 1, 2, 3

_MARKS = {
    "vi": {"error": "lỗi", "warning": "chú ý", "note": "ghi chú"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}
# Of more than five problems with the same words, three are printed.
_FIRST_EQUAL, _MOST_EQUAL = 3, 5
Details = tuple[tuple[str, str], ...]
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


def print_problems(problems: Sequence[Problem], lang: str) -> None:
    """Prints the problems to stderr, grouped by file, with position, message and remedy.

    Of problems with the same words the first few are printed, and the other ones are counted.
    """
    ordered = sorted(problems)
    equal = Counter((problem.code, problem.details) for problem in ordered)
    printed: Counter[tuple[str, Details]] = Counter()
    for path, group in groupby(ordered, key=lambda problem: problem.path):
        shown = [problem for problem in group if _is_among_first(problem, equal, printed)]
        if shown:
            click.secho(path, bold=True, err=True)
        for problem in shown:
            _print_problem(problem, lang)
    for (code, details), count in equal.items():
        if count > printed[code, details]:
            alike = next(problem for problem in ordered if (problem.code, problem.details) == (code, details))
            more = count - printed[code, details]
            say(
                lang,
                f"Còn {more} chỗ nữa như vậy: {message(alike, lang)}  [{code}]  (xem hết: --format json)",
                f"The same in {more} more places: {message(alike, lang)}  [{code}]  (all: --format json)",
            )


def _is_among_first(
    problem: Problem, equal: Mapping[tuple[str, Details], int], printed: Counter[tuple[str, Details]]
) -> bool:
    """Whether a problem is printed, which is then counted."""
    words = (problem.code, problem.details)
    if equal[words] > _MOST_EQUAL and printed[words] == _FIRST_EQUAL:
        return False
    printed[words] += 1
    return True


def _print_problem(problem: Problem, lang: str) -> None:
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
    """Raises click.UsageError if the folder has no site. It says where one is, or how to make one."""
    if (site / SETTINGS).is_file():
        return
    folder = site.resolve()
    above = next((each for each in folder.parents if (each / SETTINGS).is_file()), None)
    if above:
        vi = f"Trang nằm ở {as_typed(above)}: chạy lệnh ở đó, hoặc thêm --site {as_typed(above)}."
        en = f"The site is in {as_typed(above)}: run the command there, or add --site {as_typed(above)}."
    elif not site.exists() or (site.is_dir() and not any(site.iterdir())):
        vi = f"Chạy «khotin init {as_typed(site)}», hoặc dùng --site."
        en = f"Run “khotin init {as_typed(site)}”, or use --site."
    else:
        vi = "Chạy lệnh trong thư mục của trang, hoặc dùng --site; để tạo trang: khotin init kho-tin."
        en = "Run the command in the folder of a site, or use --site; to make a site: khotin init my-site."
    none = f"Không có {SETTINGS} trong {folder}." if lang == "vi" else f"There is no {SETTINGS} in {folder}."
    raise click.UsageError(f"{none} {vi if lang == 'vi' else en}")


def as_typed(path: Path) -> str:
    """The path as it is typed in a shell: in quotes if it has blanks."""
    return f'"{path}"' if " " in str(path) else str(path)


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
