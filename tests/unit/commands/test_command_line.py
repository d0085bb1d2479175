"""The command line itself: completion in each shell, and text that leaves it as UTF-8."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands import _COMMANDS, _HELP
from tests.support.site import Site

MAIN = "from generator.commands import main; main(prog_name='khotin')"
BINARY = f'#!/bin/sh\nexec "{sys.executable}" -c "{MAIN}" "$@"\n'


def khotin(*arguments: str, **env: str) -> str:
    command = [sys.executable, "-c", MAIN, *arguments]
    done = subprocess.run(command, env=os.environ | env, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which there is khotin."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/khotin"
    program.write_text(BINARY, "utf-8")
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


def test_every_verb_has_its_words() -> None:
    assert _COMMANDS.keys() == _HELP.keys()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("khotin tr", "plain,translations"),
        ("khotin translations --sta", "plain,--status"),
        ("khotin translations --status out", "plain,outdated"),
        ("khotin translations ac", "plain,accept"),
        ("khotin schema art", "plain,article"),
        ("khotin new --tr", "plain,--translate\nplain,--translator"),
        ("khotin build --lang v", "plain,vi"),
    ],
)
def test_words_are_completed(words: str, found: str) -> None:
    env = {
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
        "_KHOTIN_COMPLETE": "bash_complete",
    }
    assert khotin(**env).strip() == found


def test_verbs_are_completed_without_loading_them() -> None:
    probe = "import sys, atexit; "
    probe += "atexit.register(lambda: print([m for m in ('jinja2', 'yaml', 'babel') if m in sys.modules])); "
    env = {"COMP_WORDS": "khotin ", "COMP_CWORD": "1", "_KHOTIN_COMPLETE": "bash_complete"}
    command = [sys.executable, "-c", probe + MAIN]
    done = subprocess.run(command, env=os.environ | env, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert done.stdout.count("plain,") == len(_COMMANDS)


def test_bash_completes_a_line(path: str) -> None:
    script = """
    eval "$(_KHOTIN_COMPLETE=bash_source khotin)"
    COMP_WORDS=(khotin transl); COMP_CWORD=1
    _khotin_completion khotin transl khotin
    echo "${COMPREPLY[@]}"
    """
    env = os.environ | {"PATH": path}
    done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "translations"


def test_zsh_completes_a_line(path: str) -> None:
    script = """
    autoload -U compinit && compinit -u -D
    eval "$(_KHOTIN_COMPLETE=zsh_source khotin)"
    compadd() { :; }; _describe() { print -r -- "${(P)3}"; }
    words=(khotin transl); CURRENT=2
    _khotin_completion
    """
    env = os.environ | {"PATH": path}
    done = subprocess.run(["zsh", "-fc", script], env=env, capture_output=True, check=True, text=True)
    assert "translations:Say which translations" in done.stdout


def test_fish_completes_a_line(path: str) -> None:
    script = "_KHOTIN_COMPLETE=fish_source khotin | source; complete --do-complete 'khotin transl'"
    env = os.environ | {"PATH": path}
    done = subprocess.run(["fish", "-Nc", script], env=env, capture_output=True, check=True, text=True)
    assert done.stdout.startswith("translations\tSay which")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    assert f"_KHOTIN_COMPLETE={shell}_complete" in khotin(_KHOTIN_COMPLETE=f"{shell}_source")


def test_fish_and_zsh_get_verbs_with_their_words() -> None:
    env = {"COMP_WORDS": "khotin doc", "COMP_CWORD": "doc"}
    assert "plain,doctor" in khotin(_KHOTIN_COMPLETE="fish_complete", **env)
    env = {"COMP_WORDS": "khotin doc", "COMP_CWORD": "1"}
    assert khotin(_KHOTIN_COMPLETE="zsh_complete", **env).split("\n")[:2] == ["plain", "doctor"]


@pytest.mark.parametrize(
    ("line", "word", "found"),
    [
        ("khotin tr", "tr", ["translations"]),
        ("khotin", "", list(_COMMANDS)),
        ("khotin translations --status out", "out", ["outdated"]),
        ("khotin translations --status", "", ["outdated", "unchecked", "missing", "current"]),
        ("khotin import tr", "tr", []),
    ],
)
def test_powershell_is_answered(line: str, word: str, found: list[str]) -> None:
    said = khotin(_KHOTIN_COMPLETE="powershell_complete", COMP_WORDS=line, COMP_WORD=word)
    assert [each.split("\t")[0] for each in said.splitlines() if each] == found


def test_powershell_gets_its_script() -> None:
    script = khotin(_KHOTIN_COMPLETE="powershell_source")
    assert "Register-ArgumentCompleter -Native -CommandName khotin" in script
    assert "%(" not in script


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1258"])
def test_what_goes_to_a_file_is_utf_8_whatever_the_machine_thinks(site: Site, encoding: str) -> None:
    """Windows has code pages in which a Vietnamese path cannot be written."""
    site.article("tin-tuc/Điện Biên đổi mới.md", title="Điện Biên", review="date", date="unknown")
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    said = khotin("translations", "--status", "missing", "--site", str(site.folder), "--lang", "vi", **env)
    assert "content/tin-tuc/Điện Biên đổi mới.md" in said
