"""`khotin why`: explains what an output file is made of, and why it was written or not."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins

from generator.cache.database import Cache, CacheDamagedError
from generator.cache.session import with_existing_cache
from generator.commands.report import (
    ENVIRONMENT,
    LANGUAGES,
    error_words,
    print_json,
    require_site,
    say,
    talk_language,
    waiting,
)
from generator.why.words import CAME_OUT_THE_SAME, OUTCOMES, REASONS, place_words

if TYPE_CHECKING:
    from generator.why.changes import Change
    from generator.why.differences import Difference
    from generator.why.explanation import Explanation

_SHOWN = 12  # items of a list; --json has all of them


class _NoBuildError(Exception):
    """The cache has no build by this version of Khotin."""


@click.command("why")
@click.argument("address")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--output", type=click.Path(path_type=Path), help="What was built; SITE/output by default.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.option("--json", "as_json", is_flag=True, help="Write the explanation to stdout as JSON.")
def why_command(address: str, site: Path, output: Path | None, lang: str | None, as_json: bool) -> None:
    """Say what a page is made of, and why the last build wrote it.

    ADDRESS is a path of the output, an address of the site, a file of the content, or an old address.
    """
    talk = talk_language(lang)
    require_site(site, talk)
    try:
        explanation = _explained(address, site, output or site / "output", talk)
    except (_NoBuildError, CacheDamagedError):
        say(
            talk,
            "Chưa có lần dựng nào của phiên bản Khotin này để giải thích. Chạy «khotin build» trước.",
            "There is no build by this version of Khotin to explain. Run “khotin build” first.",
        )
        sys.exit(ENVIRONMENT)
    except OSError as error:
        say(talk, *error_words(error))
        sys.exit(ENVIRONMENT)
    if as_json:
        print_json(to_builtins(explanation))
    else:
        for line in _lines(explanation, talk):
            click.echo(line)


def _explained(address: str, site: Path, output: Path, talk: str) -> "Explanation":
    """Explains the file meant by the address. Raises click.UsageError, _NoBuildError."""
    from generator.why.explanation import explain  # slow to import: --help needs nothing of it
    from generator.why.past_build import last_two_builds
    from generator.why.target import close_to, target_of

    def explained(cache: Cache) -> "Explanation":
        then, now = last_two_builds(cache)
        if now is None:
            raise _NoBuildError
        builds = [build for build in (now, then) if build]
        targets = (target_of(address, build, site, output) for build in builds)
        path = next((target for target in targets if target), None)
        if path is None:
            close = ", ".join(close_to(address, now))
            vi = f"Trang không có «{address}».{f' Có phải là: {close}?' if close else ''}"
            en = f"The site has no “{address}”.{f' Did you mean: {close}?' if close else ''}"
            raise click.UsageError(vi if talk == "vi" else en)
        return explain(path, cache, then, now)

    explanation = with_existing_cache(site, output, lambda: waiting(talk), explained)
    if explanation is None:
        raise _NoBuildError
    return explanation


# --- in words ---------------------------------------------------------------------------------------------


def _lines(explanation: "Explanation", talk: str) -> Iterator[str]:
    """Yields the lines of the explanation."""
    column = 0 if talk == "vi" else 1
    yield click.style(explanation.path, bold=True)
    anew = explanation.outcome == "unchanged" and explanation.reason in ("new", "upgraded", "damaged")
    same = f", {CAME_OUT_THE_SAME[column]}" if anew else ""
    yield f"{OUTCOMES[explanation.outcome][column]}: {REASONS[explanation.reason][column]}{same}."
    if explanation.causes:
        changed = explanation.reason == "changed"
        yield (
            ("Những gì đã đổi:", "What changed:")
            if changed
            else ("Có đổi, nhưng trang không cho thấy:", "What changed, and does not show here:")
        )[column]
        yield from _shortened([_change(each, talk) for each in explanation.causes], talk)
    if explanation.differences:
        yield ("Trang khác ở chỗ:", "What it shows otherwise:")[column]
        yield from _shortened([_difference(each, talk) for each in explanation.differences], talk)
    yield from _input_lines(explanation, talk)


def _input_lines(explanation: "Explanation", talk: str) -> Iterator[str]:
    """Yields the lines about the file's inputs."""
    column, made = 0 if talk == "vi" else 1, explanation.file_inputs
    yield ("Làm từ:", "Made of:")[column]
    lists = (
        (("tệp", "files"), made.sources),
        (("mẫu", "templates"), (made.template, *sorted(set(made.templates) - {made.template}))),
        (("ảnh và tệp", "pictures and files"), made.media),
        (("bài khác", "other articles"), made.shows),
    )
    for names, values in lists:
        given = [value for value in values if value]
        if given:
            more = len(given) - _SHOWN
            rest = (f", và {more} nữa", f", and {more} more")[column] if more > 0 else ""
            yield f"  {names[column]}: {', '.join(given[:_SHOWN])}{rest}"
    if made.articles:
        yield (f"  tính từ {made.articles} bài", f"  reckoned from articles: {made.articles}")[column]
    if made.theme:
        yield (
            f"  giao diện: {made.theme}; cài đặt: site.toml",
            f"  theme: {made.theme}; settings: site.toml",
        )[column]
    yield (f"  ngày dựng: {made.build_date}", f"  day of the build: {made.build_date}")[column]


def _shortened(lines: Sequence[str], talk: str) -> Iterator[str]:
    """Yields the first lines, and how many were left out."""
    yield from (f"  {line}" for line in lines[:_SHOWN])
    more = len(lines) - _SHOWN
    if more > 0:
        yield f"  … và {more} nữa (--json)" if talk == "vi" else f"  … and {more} more (--json)"


def _change(change: "Change", talk: str) -> str:
    """A change as a line."""
    column = 0 if talk == "vi" else 1
    values = _values(change.old, change.new, talk)
    match change.kind:
        case "article" | "translation":
            what = ("có thêm", "is new") if change.old is None else ("không còn nữa", "is no longer there")
            return f"{change.path} {what[column]}: «{change.old or change.new}»"
        case "field" | "media":
            name = place_words(tuple(change.field.split(".")), talk)
            return f"{name} {('của', 'of')[column]} {change.path}: {values}"
        case "text":
            return f"{('nội dung của', 'text of')[column]} {change.path}: {values}"
        case "setting":
            return f"{change.field} ({change.path}): {values}"
        case "template":
            return f"{('mẫu', 'template')[column]} {change.path}: {values}"
        case "word":
            return f"{('chữ', 'word')[column]} “{change.field}” ({change.path}): {values}"
    return f"{('ngày dựng', 'day of the build')[column]}: {values}"


def _difference(difference: "Difference", talk: str) -> str:
    """A difference as a line."""
    place = place_words(difference.where, talk)
    return f"{place}: {_values(difference.old, difference.new, talk)}"


def _values(old: str | None, new: str | None, talk: str) -> str:
    """Old and new value: "«A» → «B»", "12 → 13", "+ «B»" or "− «A»"."""
    if old is None or new is None:
        return f"+ {_value(new)}" if old is None else f"− {_value(old)}"
    return f"{_value(old)} → {_value(new)}"


def _value(value: str | None) -> str:
    """A value in quotes, unless it is a number."""
    return value if value and value.isdigit() else f"«{value or ''}»"
