"""The command line speaks Vietnamese: help, usage and errors, click's own too."""

import inspect
import tomllib
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from generator.commands import _COMMANDS, _HELP, main
from generator.commands.language import TONGUE, language_of_arguments
from tests.support.site import CHECKOUT

TEXTS = tomllib.loads((CHECKOUT / "generator/commands/vietnamese.toml").read_text("utf-8"))


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    for name, inner in (command.commands if isinstance(command, click.Group) else {}).items():
        yield from commands(inner, f"{path} {name}")


def all_commands() -> dict[str, click.Command]:
    """Every command by its name, in English."""
    context = click.Context(main)
    TONGUE.help_of(main, "khotin")  # another test may have said it in Vietnamese
    found: dict[str, click.Command] = {"khotin": main}
    for verb in _COMMANDS:
        command = main.get_command(context, verb)
        assert command
        found |= dict(commands(command, verb))
    return found


def helps() -> set[str]:
    """The help of every option."""
    return {
        inspect.cleandoc(option.help)
        for command in all_commands().values()
        for option in command.params
        if isinstance(option, click.Option) and option.help
    }


def test_every_command_and_option_has_vietnamese_words_and_no_other_has() -> None:
    assert TEXTS["summaries"].keys() == _HELP.keys()
    assert TEXTS["commands"].keys() == all_commands().keys()
    # click adds the option for help, and turns the version's into its own words
    assert TEXTS["options"].keys() - {
        "Show this message and exit.",
        "Show the version and exit.",
    } == helps() - {"Show the version and exit."}


def test_names_in_braces_stay() -> None:
    for english, vietnamese in TEXTS["click"].items():
        for name in ("{message}", "{name!r}", "{command}", "{option}", "{choices}", "{param_hint}", "{args}"):
            assert (name in english) == (name in vietnamese), english


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "Cách dùng: khotin [TÙY CHỌN] LỆNH [THAM SỐ]..."),
        (["mv", "--help"], "Chuyển bài hoặc thư mục CŨ thành MỚI"),
        (["archive", "apply", "--help"], "Dùng DELTA biến BẢN SAO"),
        (["mv"], "Lỗi: Thiếu tham số 'CŨ'."),
        (["check", "--help"], "[TỆP]..."),
        (["new", "--help"], "--section CHỮ"),
        (["serve", "--port", "abc"], "'abc' không phải là số."),
        (["build", "--help"], "--jobs SỐ"),
        (["join", "--help"], "TRANG..."),
        (["chek"], "Không có lệnh 'chek'."),
        (["check", "--levell", "x"], "Không có tùy chọn"),
        (["check", "--level", "x"], "'x' không phải là một trong"),
        (["check", "--site"], "cần một giá trị"),
        (["mv", "a", "b", "c"], "Thừa tham số (c)"),
        (["build", "--date", "hôm nay"], "không phải là một ngày"),
        (["build", "--jobs", "0"], "không nằm trong khoảng"),
        (["new", "A", "--picture", "/khong/co"], "không phải là"),
    ],
)
def test_help_usage_and_errors_are_vietnamese(arguments: list[str], said: str) -> None:
    result = CliRunner(env={"LC_ALL": "vi_VN.UTF-8"}).invoke(main, arguments, prog_name="khotin")
    text = " ".join(result.output.split())
    if arguments[-1] == "/khong/co":
        assert "Không có" in text
    else:
        assert said in text
    for english in ("Usage", "Error", "Options:", "Try '", "Show this message", "No such", "Missing"):
        assert english not in text
    again = CliRunner(env={"LC_ALL": "C"}).invoke(main, arguments, prog_name="khotin")
    assert "Usage: khotin" in again.output or "Error: " in again.output


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["check", "--lang", "vi"], "vi"),
        (["check", "--lang=en"], "en"),
        (["new", "--", "--lang", "en"], "vi"),
        (["check", "--lang", "fr"], "vi"),
        (["check", "--lang"], "vi"),
        ([], "vi"),
    ],
)
def test_the_language_is_known_before_the_arguments_are_parsed(
    arguments: list[str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert language_of_arguments(arguments) == lang
