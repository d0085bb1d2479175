"""`khotin edit`: shows the site, and a form to write and translate articles in the browser."""

from datetime import datetime
from functools import partial
from pathlib import Path

import click
from msgspec.structs import replace

from generator.commands.day import DAY
from generator.commands.report import LANGUAGES, talk_language
from generator.commands.serve import Terminal, run_server, serve_request

_PORT = 8001
_SERVING = (
    "Biểu mẫu viết bài ở {address} (chỉ máy này mở được). Ctrl-C để dừng; chữ đã gõ vẫn còn.",
    "The form is at {address} (for this machine only). Ctrl-C ends; what was typed is kept.",
)


@click.command("edit")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--output", type=click.Path(path_type=Path), help="Where to build; SITE/output by default.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="0: any free one."
)
@click.option("--open", "opens", is_flag=True, help="Open the form in the browser.")
@click.option("--date", "day", type=DAY, help="Show as of this day.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages and of the form.")
def edit_command(
    site: Path, output: Path | None, port: int, opens: bool, day: datetime | None, lang: str | None
) -> None:
    """Write and translate articles in a form in the browser, with the page beside it.

    Only this machine can see the form. What is typed is kept until it is saved; Publish commits it with git.
    Ctrl-C ends it.
    """
    from generator.edit.routes import HOME, routes

    talk = talk_language(lang)
    request = serve_request(site, output, day, port, Terminal(talk, opens, _SERVING))
    extension = partial(routes, site, request.today, talk)
    run_server(replace(request, extension=extension, home=HOME), talk)
