"""`khotin init`: creates an empty site with settings, folders and a first article."""

import sys
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from generator.commands.report import ENVIRONMENT, LANGUAGES, error_words, say, talk_language
from generator.schema.files import FOLDER as SCHEMA_FOLDER
from generator.schema.files import write_schema_files

_SECTIONS = ("tin-tuc", "anh", "video", "san-pham", "van-ban")
_DOTTED = ("gitignore", "vscode", "pre-commit-config.yaml")


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def init_command(folder: Path, lang: str | None) -> None:
    """Make an empty site in FOLDER: settings, folders, one first article.

    A folder that already holds something is left alone.
    """
    talk = talk_language(lang)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        vi, en = (
            f"{folder} không trống; chọn một thư mục mới.",
            f"{folder} is not empty; choose a new folder.",
        )
        raise click.UsageError(vi if talk == "vi" else en)
    try:
        _copy(resources.files("generator").joinpath("starter"), folder)
        for section in _SECTIONS:
            (folder / "content" / section).mkdir(parents=True, exist_ok=True)
        write_schema_files(folder / SCHEMA_FOLDER)
    except OSError as error:
        say(talk, *error_words(error))
        sys.exit(ENVIRONMENT)
    say(
        talk,
        f"Đã tạo {folder}. Tiếp theo: sửa {folder / 'site.toml'}, rồi chạy «khotin build --site {folder}».",
        f"Made {folder}. Next: edit {folder / 'site.toml'}, then run “khotin build --site {folder}”.",
    )


def _copy(source: Traversable, target: Path) -> None:
    """Copies a folder of the package.

    Packaging tools drop names with a leading dot, so some names get it back here.
    """
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        name = f".{entry.name}" if entry.name in _DOTTED else entry.name
        if entry.is_dir():
            _copy(entry, target / name)
        else:
            (target / name).write_bytes(entry.read_bytes())
