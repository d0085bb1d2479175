"""`khotin new`: creates the file of a new article or translation."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click
from msgspec import Struct
from msgspec.structs import replace

from generator import permalinks
from generator.authoring.content_files import new_file, write_new
from generator.authoring.files import read_article_files
from generator.authoring.new_article import NewArticle
from generator.authoring.new_translation import translation_path, translation_text
from generator.commands.choices import province_of, section_of, settings_of
from generator.commands.day import build_date
from generator.commands.report import (
    CONTENT_PROBLEMS,
    LANGUAGES,
    machine_errors,
    print_problems,
    say,
    talk_language,
)
from generator.model.problem import Problem
from generator.model.settings import SectionKind, Settings
from generator.model.values import FILE_START, PartialDate
from generator.read.scan import nfc
from generator.schema.field_forms import UNKNOWN_WORDS, Both
from generator.text.dates import parse_date
from generator.text.slug import slugify
from generator.text.unicode import one_line

_PICTURE_FAULTS: Mapping[str, Both] = {
    "heic": ("ảnh HEIC; lưu lại thành JPEG rồi thử lại.", "a HEIC picture; save it as JPEG, then try again."),
    "no-picture": ("không phải là ảnh dùng được.", "no picture that can be used."),
    "too-large": ("ảnh quá lớn; thu nhỏ rồi thử lại.", "the picture is too large; make it smaller first."),
}


class _Given(Struct, frozen=True):
    """Values from the command line; empty if not given."""

    title: str
    section: str
    date: str
    author: tuple[str, ...]
    province: str
    summary: str
    slug: str
    translate: Path | None
    to: str
    translator: str
    picture: tuple[Path, ...]


@click.command("new")
@click.argument("title", default="")
@click.option("--section", default="", help="The section, by folder or name; the first of news by default.")
@click.option("--date", default="", help="When it is published, day first; today by default, or unknown.")
@click.option("--author", multiple=True, help="Who wrote it; give it again for each further author.")
@click.option("--province", default="", help="Where it comes from.")
@click.option("--summary", default="", help="A sentence or two for lists.")
@click.option("--slug", default="", help="The file's name, and so the end of the address.")
@click.option(
    "--picture",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A picture to copy beside it, made smaller; give it again for each further picture.",
)
@click.option("--translate", type=click.Path(path_type=Path), help="Begin the translation of this file.")
@click.option("--to", default="", help="The language to translate into.")
@click.option("--translator", default="", help="Who translates it.")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def new_command(site: Path, lang: str | None, **given: Any) -> None:
    """Begin an article: its file in the folder of its section and year, named for TITLE.

    On a terminal you are asked for what you did not give. What nobody knows becomes unknown and is named
    under review. With --translate FILE: the translation's file, with the fields that need words.
    """
    talk = talk_language(lang)
    wanted = _Given(**given)
    settings = settings_of(site, talk)
    with machine_errors(talk):
        if wanted.translate:
            _begin_translation(site, settings, wanted.translate, wanted, talk)
        else:
            _begin_article(site, settings, wanted, talk)


# --- an article -------------------------------------------------------------------------------------------


def _begin_article(site: Path, settings: Settings, given: _Given, talk: str) -> None:
    """Creates the file of an article."""
    if sys.stdin.isatty():
        given = _asked(given, settings, talk)
    title = one_line(given.title)
    if not title:
        raise _usage(
            talk, 'Thiếu tiêu đề: khotin new "Tiêu đề".', 'The title is missing: khotin new "Title".'
        )
    if given.slug and slugify(given.slug) != given.slug:
        fit = f"--slug {slugify(given.slug)}"
        raise _usage(
            talk, f"Tên chỉ gồm a-z, 0-9, gạch nối: {fit}.", f"Use a-z, 0-9 and hyphens only: {fit}."
        )
    if any(given.slug in permalinks.reserved(each) for each in settings.languages):
        vi = f"«{given.slug}» là tên một trang chung của kho tin; chọn --slug khác."
        raise _usage(talk, vi, f"“{given.slug}” is a page of the archive itself; choose another --slug.")
    article = NewArticle(
        title=title,
        section=section_of(given.section or None, settings, talk),
        date=_date_of(given.date, talk),
        authors=tuple(name for each in given.author if (name := one_line(each)) and not _says_unknown(name)),
        province=province_of(given.province, talk)
        if given.province and not _says_unknown(given.province)
        else "",
        summary=one_line(given.summary),
        slug=given.slug,
    )
    files = _pictures(site, article.path, given.picture, talk)
    article = _illustrated(article, [name for name, _, _ in files], settings)
    _write(site, site / article.path, article.path, article.text, "file-taken", talk)
    for name, target, content in files:
        target.write_bytes(content)
        click.echo(f"{article.path.rpartition('/')[0]}/{name}")
    say(
        talk,
        "Viết nội dung dưới dòng --- thứ hai, rồi chạy «khotin check».",
        "Write the text below the second line ---, then run “khotin check”.",
    )


def _pictures(site: Path, article: str, given: Sequence[Path], talk: str) -> list[tuple[str, Path, bytes]]:
    """The pictures to copy: name, path on disk, content made smaller. Raises click.UsageError."""
    if not given:
        return []
    from generator.edit.pictures import free_file, smaller

    found: list[tuple[str, Path, bytes]] = []
    for file in given:
        picture = smaller(file.read_bytes())
        if isinstance(picture, str):
            vi, en = _PICTURE_FAULTS[picture]
            raise _usage(talk, f"{file}: {vi}", f"{file}: {en}")
        free = free_file(site, article, file.name, picture, {path for _, path, _ in found})
        if free is None:
            _refuse(Problem.at(article, FILE_START, "write-refused"), talk)
        found.append((*free, picture.content))
    return found


def _illustrated(article: NewArticle, names: Sequence[str], settings: Settings) -> NewArticle:
    """The article with pictures.

    They are `images` in a section of photos, else one is the cover and the others stand in the text.
    """
    if not names:
        return article
    kind = next(section.kind for section in settings.sections if section.key == article.section)
    if kind is SectionKind.PHOTO:
        return replace(article, images=tuple(names))
    return replace(article, cover=names[0], shown=tuple(names[1:]))


def _asked(given: _Given, settings: Settings, talk: str) -> _Given:
    """The values given, completed by asking at the terminal."""
    title = given.title or _ask(talk, ("Tiêu đề", "Title"), needed=True)
    keys = [section.key for section in settings.sections]
    section = given.section or (
        click.prompt(
            f"{_in(talk, ('Mục', 'Section'))} ({', '.join(keys)})",
            value_proc=lambda value: section_of(value, settings, talk),
            default=section_of(None, settings, talk),
            err=True,
        )
        if len(keys) > 1
        else keys[0]
    )
    day = given.date or _ask(
        talk,
        (
            "Ngày đăng (ngày trước tháng; không biết thì gõ: không rõ)",
            "Date (day first; unknown if nobody knows)",
        ),
        default=f"{build_date(None):%d/%m/%Y}",
        check=lambda value: _date_of(value, talk),
    )
    author = given.author or tuple(
        _ask(
            talk,
            ("Tác giả (nhiều người: dấu ; không rõ: để trống)", "Author (several: ; unknown: leave empty)"),
        ).split(";")
    )
    province = given.province or _ask(
        talk,
        ("Tỉnh, thành phố (không rõ: để trống)", "Province (unknown: leave empty)"),
        check=lambda value: province_of(value, talk) if not _says_unknown(value) else "",
    )
    summary = given.summary or _ask(talk, ("Tóm tắt (có thể để trống)", "Summary (may be empty)"))
    return replace(
        given, title=title, section=section, date=day, author=author, province=province, summary=summary
    )


def _date_of(value: str, talk: str) -> PartialDate | None:
    """The date given, or today if none is. None if it is unknown. Raises click.UsageError."""
    if not value:
        day = build_date(None)
        return PartialDate(day.year, day.month, day.day)
    if _says_unknown(value):
        return None
    found = parse_date(value)
    if found is None:
        vi = f"«{value}» không phải là ngày có thật; viết ngày trước tháng, ví dụ 08/01/2014."
        raise _usage(talk, vi, f"“{value}” is no date that exists; write the day first, as 08/01/2014.")
    return found


def _says_unknown(value: str) -> bool:
    """Whether the value is a word for unknown."""
    return nfc(value.strip().casefold()) in UNKNOWN_WORDS


# --- a translation ----------------------------------------------------------------------------------------


def _begin_translation(site: Path, settings: Settings, file: Path, given: _Given, talk: str) -> None:
    """Creates the file of a translation."""
    outcome = read_article_files(site, settings, file)
    print_problems(outcome.problems, talk)
    if outcome.value is None:
        sys.exit(CONTENT_PROBLEMS)
    original = outcome.value.original
    lang = given.to or _other_language(settings, original.source.lang, talk)
    if lang not in settings.languages:
        known = ", ".join(settings.languages)
        raise _usage(talk, f"Trang chỉ có các ngôn ngữ: {known}.", f"The site's languages are: {known}.")
    if lang == original.source.lang:
        _refuse(Problem.at(original.source.path, FILE_START, "own-translation", value=lang), talk)
    if sys.stdin.isatty():
        given = _asked_of_translation(given, original.source.front_matter.title or "", lang, talk)
    path, file = translation_path(original, lang, settings.default_language)
    title, translator = one_line(given.title), one_line(given.translator)
    text = translation_text(original, lang, _day(given, talk), title, translator)
    _write(site, file, path, text, "translation-taken", talk)
    say(
        talk,
        f"Dịch các trường còn trống và nội dung của {original.source.path}, rồi chạy «khotin check».",
        f"Fill in the empty fields, translate the text of {original.source.path}, then run “khotin check”.",
    )


def _asked_of_translation(given: _Given, original: str, lang: str, talk: str) -> _Given:
    """The values given, completed by asking at the terminal."""
    say(talk, f"Bản gốc: {original}", f"The original: {original}")
    question = (f"Tiêu đề bằng «{lang}» (có thể để trống)", f"Title in “{lang}” (may be empty)")
    title = given.title or _ask(talk, question)
    translator = given.translator or _ask(talk, ("Người dịch (có thể để trống)", "Translator (may be empty)"))
    return replace(given, title=title, translator=translator)


def _other_language(settings: Settings, original: str, talk: str) -> str:
    """The only other language. Raises click.UsageError if there are several."""
    others = [lang for lang in settings.languages if lang != original]
    if len(others) == 1:
        return others[0]
    known = ", ".join(others)
    raise _usage(talk, f"Dịch sang ngôn ngữ nào? --to {known}.", f"Into which language? --to {known}.")


def _day(given: _Given, talk: str) -> date:
    """The day of the translation."""
    day = _date_of(given.date, talk)
    return day.first_day if day else build_date(None)


# --- both -------------------------------------------------------------------------------------------------


def _write(site: Path, file: Path, path: str, text: str, taken: str, talk: str) -> None:
    """Writes the new file and prints its path in NFC. Exits if it exists or must not be written."""
    allowed = new_file(site, file.relative_to(site).as_posix())
    if allowed is None:
        _refuse(Problem.at(path, FILE_START, "write-refused"), talk)
    try:
        write_new(allowed, text)
    except FileExistsError:
        _refuse(Problem.at(path, FILE_START, taken), talk)
    click.echo(path)


def _refuse(problem: Problem, talk: str) -> NoReturn:
    """Prints a problem and exits."""
    print_problems([problem], talk)
    sys.exit(CONTENT_PROBLEMS)


def _usage(talk: str, vi: str, en: str) -> click.UsageError:
    """A usage error in this language."""
    return click.UsageError(_in(talk, (vi, en)))


def _in(talk: str, both: Both) -> str:
    """The text in this language."""
    return both[0] if talk == "vi" else both[1]


def _ask(
    talk: str,
    question: Both,
    default: str = "",
    needed: bool = False,
    check: Callable[[str], object] | None = None,
) -> str:
    """Asks at the terminal, again and again until the answer can be used."""
    while True:
        answer = one_line(
            click.prompt(_in(talk, question), default=default, show_default=bool(default), err=True)
        )
        if needed and not answer:
            continue
        try:
            if answer and check:
                check(answer)
        except click.UsageError as error:
            click.echo(error.message, err=True)
            continue
        return answer
