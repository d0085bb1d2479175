"""`khotin init`: creates an empty site with settings, folders and a first article."""

import re
import sys
from pathlib import Path

import click

from generator.authoring.new_site import site_files
from generator.commands.report import ENVIRONMENT, LANGUAGES, as_typed, error_words, say, talk_language
from generator.schema.files import FOLDER as SCHEMA_FOLDER
from generator.schema.files import write_schema_files

_LANGUAGE = re.compile("[a-z]{2}")


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--languages", default="vi,en", show_default=True, help="The site's languages, the main one first."
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages, and of comments in files.")
def init_command(folder: Path, languages: str, lang: str | None) -> None:
    """Make an empty site in FOLDER: settings, folders, a first article, a handbook, pipelines.

    A folder that already holds something is left alone.
    """
    talk = talk_language(lang)
    chosen = tuple(dict.fromkeys(re.split(r"[\s,;]+", languages.strip(" ,;").lower())))
    if not all(map(_LANGUAGE.fullmatch, chosen)):
        vi, en = (
            f"«{languages}» không phải là các mã ngôn ngữ; viết như vi hoặc vi,en.",
            f"“{languages}” are no codes of languages; write vi or vi,en.",
        )
        raise click.UsageError(vi if talk == "vi" else en)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        vi, en = (
            f"{folder.resolve()} không trống; chọn một thư mục mới, ví dụ: khotin init kho-tin.",
            f"{folder.resolve()} is not empty; choose a new folder, as in: khotin init my-site.",
        )
        raise click.UsageError(vi if talk == "vi" else en)
    try:
        for path, data in site_files(chosen, talk):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        write_schema_files(folder / SCHEMA_FOLDER)
    except OSError as error:
        say(talk, *error_words(error))
        sys.exit(ENVIRONMENT)
    made, typed, settings = folder.resolve(), as_typed(folder), as_typed(folder / "site.toml")
    say(
        talk,
        f"Đã tạo {made}. Tiếp theo: sửa {settings}, rồi chạy «khotin build --site {typed}». "
        "Cách viết bài đầu tiên: HUONG-DAN.md.",
        f"Made {made}. Next: edit {settings}, then run “khotin build --site {typed}”. "
        "How to write the first article: HANDBOOK.md.",
    )
