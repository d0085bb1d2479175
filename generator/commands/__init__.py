"""The command line: one verb a module, loaded when it is called, so that `khotin --help` answers at once."""

from importlib import import_module

import click

from generator import __version__

# verb -> (module, command)
_COMMANDS = {
    "init": ("generator.commands.init", "init_command"),
    "build": ("generator.commands.build", "build_command"),
    "serve": ("generator.commands.serve", "serve_command"),
    "import": ("generator.commands.import_", "import_command"),
}
_HELP = {
    "init": "Make an empty site in a new folder.",
    "build": "Build the site into its output folder.",
    "serve": "Show the site in the browser while it is edited.",
    "import": "Turn saved pages into articles.",
}


class _Verbs(click.Group):
    """A group that imports a verb's module only when the verb is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_HELP.items()))


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="khotin")
def main() -> None:
    """Khotin makes a static, searchable, bilingual archive of a department's news."""
