"""The command line. Each command's module is imported only when used, so `khotin --help` is fast."""

import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import click
from click.shell_completion import CompletionItem, add_completion_class

from generator import __version__
from generator.commands.language import LANGUAGES, TONGUE, language_of_arguments
from generator.parallel.gc_policy import disable_collection

# verb -> (module, command)
_COMMANDS = {
    "init": ("generator.commands.init", "init_command"),
    "build": ("generator.commands.build", "build_command"),
    "serve": ("generator.commands.serve", "serve_command"),
    "edit": ("generator.commands.edit", "edit_command"),
    "check": ("generator.commands.check", "check_command"),
    "new": ("generator.commands.new", "new_command"),
    "translations": ("generator.commands.translations", "translations_command"),
    "list": ("generator.commands.list_", "list_command"),
    "mv": ("generator.commands.mv", "mv_command"),
    "withdraw": ("generator.commands.withdraw", "withdraw_command"),
    "import": ("generator.commands.import_", "import_command"),
    "archive": ("generator.commands.archive", "archive_command"),
    "verify": ("generator.commands.verify", "verify_command"),
    "join": ("generator.commands.join", "join_command"),
    "why": ("generator.commands.why", "why_command"),
    "theme": ("generator.commands.theme", "theme_command"),
    "schema": ("generator.commands.schema", "schema_command"),
    "doctor": ("generator.commands.doctor", "doctor_command"),
}
_INNER = ("accept", "apply", "new", "reference")  # commands of commands
_HELP = {
    "init": "Make an empty site in a new folder.",
    "build": "Build the site into its output folder.",
    "serve": "Show the site in the browser while it is edited.",
    "edit": "Write and translate articles in a form in the browser.",
    "check": "Find what is wrong in the content before a build does.",
    "new": "Begin an article, or a translation.",
    "translations": "Say which translations are up to date, outdated or missing.",
    "list": "List articles to look after: drafts, scheduled, without picture.",
    "mv": "Move or rename an article or a folder; links and old addresses stay right.",
    "withdraw": "Withdraw an article, with the reason.",
    "import": "Turn saved pages into articles.",
    "archive": "Write an offline copy of the site into one file.",
    "verify": "Check that a site or a copy is whole and unaltered.",
    "join": "Join several archives into a new one.",
    "why": "Say what a page is made of, and why it was written.",
    "theme": "Begin a theme of your own, or read what it can change.",
    "schema": "Write the JSON Schemas and the editors' reference.",
    "doctor": "Examine this machine and this site, and say what to fix.",
}


class _Verbs(click.Group):
    """A group that imports the module of a command only when it is used."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        if "_KHOTIN_COMPLETE" in os.environ:
            from generator.commands.powershell import PowerShellComplete

            add_completion_class(PowerShellComplete)
        _speak_utf8()
        given = kwargs.get("args") or (args[0] if args else None)
        TONGUE.speak(language_of_arguments(sys.argv[1:] if given is None else list(given)))
        TONGUE.help_of(self, "khotin")
        try:
            return super().main(*args, **kwargs)
        finally:
            TONGUE.speak("en")

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Finds the command. For a misspelled one the error names the one that is meant."""
        close = _closest(args[0]) if args[0] not in _COMMANDS else []
        if close and not ctx.resilient_parsing:
            no = TONGUE.words("No such command {name!r}.").format(name=args[0])
            ctx.fail(f"{no} {TONGUE.words('Did you mean {possibility!r}?').format(possibility=close[0])}")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in order."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports a command. None if there is no such command."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return TONGUE.help_of(command, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands, without importing them."""
        with formatter.section(TONGUE.words("Commands")):
            formatter.write_dl([(verb, TONGUE.summary(verb, words)) for verb, words in _HELP.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Completes commands, without importing their modules, and options."""
        verbs = [
            CompletionItem(verb, help=TONGUE.summary(verb, words))
            for verb, words in _HELP.items()
            if verb.startswith(incomplete)
        ]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]


def _closest(name: str) -> list[str]:
    """The command that is meant by another name; none if no command is like it."""
    from difflib import get_close_matches  # slow to import, and rarely needed

    return get_close_matches(name, _COMMANDS, n=1)


def _speak_utf8() -> None:
    """Makes redirected output UTF-8, also on Windows with an old code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="replace")


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="khotin")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.pass_context
def main(ctx: click.Context, lang: str | None) -> None:
    """Khotin makes a static, searchable, bilingual archive of a department's news."""
    if lang:  # for every command, and for those within
        inner = {key: {"lang": lang} for key in _INNER}
        ctx.default_map = {key: {"lang": lang, **inner} for key in _COMMANDS}


def run() -> NoReturn:
    """Runs the program, and exits with os._exit without freeing objects.

    Garbage collection is off; long-running commands turn it on.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # starting numpy's threads takes time
    # Spawned processes look for no module in the working folder, which may be a stranger's site.
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    disable_collection()
    try:
        main()
    except SystemExit as end:  # the traceback holds the command's frames: nothing is freed yet
        _leave(end.code)
    _leave(0)


def _leave(code: object) -> NoReturn:
    """Flushes the streams and exits at once. Exit handlers do not run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads the stream any more
            stream.flush()
    os._exit(code if isinstance(code, int) else 0)
