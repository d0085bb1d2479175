"""`khotin init`: an empty site with settings, folders and a first article."""

import sys
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from generator.commands.report import ENVIRONMENT, LANGUAGES, say, talk_language

_SECTIONS = ("tin-tuc", "anh", "video", "san-pham", "van-ban")


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
    except OSError as error:
        say(talk, f"Máy không làm được: {error}", f"The machine could not do it: {error}")
        sys.exit(ENVIRONMENT)
    say(
        talk,
        f"Đã tạo {folder}. Tiếp theo: sửa {folder / 'site.toml'}, rồi chạy «khotin build --site {folder}».",
        f"Made {folder}. Next: edit {folder / 'site.toml'}, then run “khotin build --site {folder}”.",
    )


def _copy(source: Traversable, target: Path) -> None:
    """Copies a folder of the package; .gitignore travels without its dot, which packaging tools drop."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            name = ".gitignore" if entry.name == "gitignore" else entry.name
            (target / name).write_bytes(entry.read_bytes())
