"""The language of the command line: of messages, help, usage and errors."""

import inspect
import locale
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from gettext import gettext, ngettext
from importlib import import_module
from typing import Any

import click

LANGUAGES = ("vi", "en")
_PARTS = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")  # of click


def talk_language(chosen: str | None) -> str:
    """Language of messages: the chosen one, else that of the locale, else English."""
    if chosen:
        return chosen
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return "vi" if name.lower().startswith("vi") else "en"


def language_of_arguments(arguments: Sequence[str]) -> str:
    """The language that the arguments choose with --lang, before they are parsed; else that of the locale."""
    chosen = None
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            chosen = next(iter(arguments[at + 1 : at + 2]), None)
        elif argument.startswith("--lang="):
            chosen = argument.partition("=")[2]
    return talk_language(chosen if chosen in LANGUAGES else None)


class Tongue:
    """What the command line says, in one language at a time. Without `speak` it is English."""

    def __init__(self) -> None:
        self._lang = "en"
        self._english: dict[int, str] = {}  # help by the identity of its command or option
        self._placeholders: dict[int, str | None] = {}  # English ones, by the identity of their parameter
        self._is_installed = False

    @property
    def lang(self) -> str:
        """The language that is spoken."""
        return self._lang

    def speak(self, lang: str) -> None:
        """Makes click speak a language, from now on."""
        self._lang = lang
        if lang != "en" and not self._is_installed:
            self._is_installed = True
            for name in _PARTS:
                with suppress(ImportError):
                    self._install(import_module(f"click.{name}"))

    def words(self, english: str) -> str:
        """A text of click in this language."""
        if self._lang == "en":
            return gettext(english)
        return _vietnamese()["click"].get(english) or gettext(english)

    def summary(self, verb: str, english: str) -> str:
        """The line of a command in the list of all commands."""
        return english if self._lang == "en" else _vietnamese()["summaries"].get(verb, english)

    def help_of(self, command: click.Command, path: str) -> click.Command:
        """The command with its help, and that of its options and commands, in this language.

        `path` is its name with those of the groups around it.
        """
        command.help = self._said(command, command.help, _of_command(path))
        command.options_metavar = self.words("[OPTIONS]")
        made = command._help_option  # click makes it once, in the language of then
        for parameter in (*command.params, *((made,) if made else ())):
            parameter.metavar = self._placeholder(parameter)
            if isinstance(parameter, click.Option) and parameter.help:
                parameter.help = self._said(parameter, parameter.help, _of_option)
        if isinstance(command, click.Group):
            command.subcommand_metavar = self.words("COMMAND [ARGS]...")
            for name, inner in command.commands.items():
                self.help_of(inner, f"{path} {name}")
        return command

    def _placeholder(self, parameter: click.Parameter) -> str | None:
        """What stands for the value of a parameter; None leaves it to click."""
        english = self._placeholders.setdefault(id(parameter), parameter.metavar)
        if self._lang == "en":
            return english
        is_argument = isinstance(parameter, click.Argument)
        name = english or (parameter.name if is_argument else parameter.type.name) or ""
        several = "..." if is_argument and (name.endswith("...") or parameter.nargs != 1) else ""
        said = _vietnamese()["placeholders"].get(name.strip("[].").upper())
        if said is None:
            return english
        return (
            f"[{said}]{several}"
            if "[" in name or (is_argument and not parameter.required)
            else f"{said}{several}"
        )

    def _said(self, owner: object, now: str | None, translate: Callable[[str], str | None]) -> str:
        english = self._english.setdefault(id(owner), now or "")
        return english if self._lang == "en" else translate(english) or english

    def _install(self, module: Any) -> None:
        """Puts our translations in the place of gettext's, which finds catalogues only in files."""
        if hasattr(module, "_"):
            module._ = self.words
        if hasattr(module, "ngettext"):
            module.ngettext = self._counted

    def _counted(self, one: str, several: str, count: int) -> str:
        english = ngettext(one, several, count)
        return english if self._lang == "en" else self.words(english)


TONGUE = Tongue()


def _of_command(path: str) -> Callable[[str], str | None]:
    return lambda _english: _vietnamese()["commands"].get(path)


def _of_option(english: str) -> str | None:
    return _vietnamese()["options"].get(inspect.cleandoc(english))


@cache
def _vietnamese() -> Mapping[str, Mapping[str, str]]:
    """The Vietnamese texts by kind, then by command or English text."""
    import tomllib  # both are slow to import, and English needs neither
    from importlib import resources

    text = resources.files("generator.commands").joinpath("vietnamese.toml").read_text("utf-8")
    return tomllib.loads(text)
