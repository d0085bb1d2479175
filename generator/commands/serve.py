"""`khotin serve`: shows the site in a browser while it is edited."""

import sys
import webbrowser
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build.request import BuildRequest
from generator.commands.build import check_usage
from generator.commands.day import DAY, build_date
from generator.commands.progress import ProgressLog
from generator.commands.report import (
    CONTENT_PROBLEMS,
    ENVIRONMENT,
    LANGUAGES,
    error_words,
    print_problems,
    say,
    talk_language,
)
from generator.model.problem import Problem
from generator.parallel.pool import cores
from generator.problems.messages import severity

if TYPE_CHECKING:
    from generator.serve.run import ServeRequest

_PORT = 8000
_SERVING = (
    "Kho tin ở {address} (chỉ máy này xem được). Sửa bài rồi lưu, trang sẽ tự đổi; Ctrl-C để dừng.",
    "The archive is at {address} (for this machine only). Save an article, and its page changes; "
    "Ctrl-C ends.",
)


@click.command("serve")
@click.option("--site", type=click.Path(path_type=Path), default=".", help="Folder with site.toml.")
@click.option("--output", type=click.Path(path_type=Path), help="Where to build; SITE/output by default.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="0: any free one."
)
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@click.option("--date", "day", type=DAY, help="Show as of this day.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
def serve_command(
    site: Path, output: Path | None, port: int, opens: bool, day: datetime | None, lang: str | None
) -> None:
    """Show the site in the browser, and every change at once.

    Mistakes are shown on the page. Only this machine can see the site. Ctrl-C ends it.
    """
    talk = talk_language(lang)
    run_server(serve_request(site, output, day, port, Terminal(talk, opens, _SERVING)), talk)


def serve_request(
    site: Path, output: Path | None, day: datetime | None, port: int, terminal: "Terminal"
) -> "ServeRequest":
    """The request to serve a site. Raises click.UsageError if it has none."""
    from generator.serve.run import ServeRequest  # slow to import: --help needs nothing of it

    target = output or site / "output"
    check_usage(site, target, terminal.talk)
    options = ["--site", str(site), "--output", str(target), "--lang", terminal.talk]
    options += ["--jobs", str(max(1, cores() // 2))]
    options += ["--date", day.date().isoformat()] if day else []
    return ServeRequest(
        build=BuildRequest(site, target, build_date(day), cores(), terminal.progress),
        today=partial(build_date, day),
        arguments=tuple(options),
        port=port,
        lang=terminal.talk,
        listener=terminal,
    )


def run_server(request: "ServeRequest", talk: str) -> None:
    """Serves until Ctrl-C. Exits with a message if the machine cannot."""
    from generator.serve.run import serve
    from generator.serve.server import PortRefusedError

    try:
        serve(request)
    except KeyboardInterrupt:
        say(talk, "\nĐã dừng.", "\nStopped.")
    except PortRefusedError:
        port = request.port
        say(
            talk,
            f"Cổng {port} đang có chương trình khác dùng. Tắt chương trình ấy, hoặc dùng --port {port + 1}.",
            f"Another program uses port {port}. End it, or use --port {port + 1}.",
        )
        sys.exit(ENVIRONMENT)
    except OSError as error:
        say(talk, *error_words(error))
        sys.exit(ENVIRONMENT)


class Terminal:
    """Prints the events of the server on the terminal.

    `serving` are the words for its address, in Vietnamese and English.
    """

    def __init__(self, talk: str, opens: bool, serving: tuple[str, str]) -> None:
        self.talk = talk
        self.progress = ProgressLog(talk)
        self._opens = opens
        self._serving = serving
        self._errors: tuple[Problem, ...] = ()

    def serving(self, address: str) -> None:
        """Prints the address, and opens it if asked to."""
        self.progress.end()
        vi, en = (words.format(address=address) for words in self._serving)
        say(self.talk, vi, en)
        if self._opens:
            webbrowser.open(address)

    def problems(self, problems: tuple[Problem, ...]) -> None:
        """Prints the errors if they changed. Each page shows its other problems itself."""
        errors = tuple(problem for problem in problems if severity(problem) == "error")
        if errors == self._errors:
            return
        print_problems(errors, self.talk)
        if not errors:
            say(self.talk, "Đã hết lỗi.", "No errors any more.")
        self._errors = errors

    def unreadable(self, error: OSError) -> None:
        """Prints why the sources cannot be read."""
        say(self.talk, f"Chưa đọc được: {error}", f"Cannot be read yet: {error}")

    def built(self, code: int, said: str) -> None:
        """Prints the messages of a failed build, unless its errors were printed already."""
        known = code == CONTENT_PROBLEMS and self._errors
        if code and not known:
            click.echo(said.rstrip(), err=True)
