"""The site that `khotin init` makes: what its editors' programs find in it works as it stands."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from generator.commands import main
from tests.support.builds import MAIN

CHECKOUT = Path(__file__).parents[2]


def khotin(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", MAIN, *arguments]
    env = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


def is_command(*arguments: str) -> bool:
    """Whether there is such a command with such options."""
    return CliRunner().invoke(main, [*arguments, "--help"]).exit_code == 0


NAME = "Kho tin Điện Biên"  # as a Vietnamese editor would name a folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init")
    ended = khotin(folder, "init", NAME, "--lang", "vi")
    assert ended.returncode == 0, ended.stderr
    return folder / NAME


@pytest.fixture
def starter(made: Path, tmp_path: Path) -> Path:
    """A new site."""
    return Path(shutil.copytree(made, tmp_path / NAME))


def tasks(starter: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((starter / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    return found


def test_editors_programs_find_their_files(starter: Path) -> None:
    for name in (".editorconfig", ".gitattributes", ".gitlab-ci.yml", "HUONG-DAN.md", "HANDBOOK.md"):
        assert (starter / name).is_file()
    for name in (".gitignore", ".pre-commit-config.yaml", ".vscode/extensions.json", ".vscode/settings.json"):
        assert (starter / name).is_file()
    assert {file.name for file in (starter / ".khotin").iterdir()} >= {"site.schema.json", "reference.vi.md"}
    directive = (starter / "site.toml").read_text("utf-8").splitlines()[0]
    assert (starter / directive.removeprefix("#:schema ")).is_file()


def test_the_described_schema_is_refreshed_in_the_site(starter: Path) -> None:
    (starter / ".khotin/site.schema.json").write_text("{}", "utf-8")
    assert khotin(starter, "schema").stdout.splitlines() == [str(Path(".khotin/site.schema.json"))]


@pytest.mark.parametrize("site", ["starter", "sample"])
def test_every_translation_is_of_its_original(starter: Path, site: str) -> None:
    """If the sample's fails: compare the translation, then khotin translations accept FILE."""
    folder = starter
    if site == "sample":
        folder = starter.with_name("sample")
        folder.mkdir()
        shutil.copytree(CHECKOUT / "content", folder / "content")
        shutil.copy(CHECKOUT / "site.toml", folder)
    found = khotin(folder, "translations", "--json")
    assert found.returncode == 0, found.stderr
    totals = json.loads(found.stdout)["totals"]
    assert totals["current"] > 0
    assert totals["outdated"] == totals["unchecked"] == 0


def test_every_task_is_a_command_that_there_is(starter: Path) -> None:
    for task in tasks(starter):
        assert (task["type"], task["command"]) == ("process", "khotin")
        assert is_command(*task["args"]), task["label"]


def test_the_hook_runs_on_this_machine_alone(starter: Path) -> None:
    config = yaml.safe_load((starter / ".pre-commit-config.yaml").read_text("utf-8"))
    [repository] = config["repos"]
    assert repository["repo"] == "local"
    [hook] = repository["hooks"]
    assert hook["language"] == "system"
    assert re.search(hook["files"], "content/tin-tuc/Điện Biên.md")
    assert re.search(hook["files"], "site.toml")
    assert re.search(hook["files"], "ledger/2026.txt")
    assert not re.search(hook["files"], "README.md")


def test_the_hook_stops_what_a_build_would_refuse_and_nothing_else(starter: Path) -> None:
    entry = yaml.safe_load((starter / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"][0]
    arguments = entry["entry"].split()[1:]
    assert khotin(starter, *arguments).returncode == 0
    faulty = "---\ntitle: A\ndate: 31/02/2014\nauthor: B\nprovince: Hà Nam\n---\n"
    (starter / "content/tin-tuc/a.md").write_text(faulty, "utf-8")
    assert khotin(starter, *arguments).returncode == 1


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_problem_matcher_finds_every_problem_in_its_line(starter: Path, lang: str) -> None:
    """VS Code reads a line at a time: JavaScript's regular expression is Python's here."""
    faulty = "---\ntitel: A\ndate: 31/02/2014\nauthor: B\nprovince: Nam Đinh\n---\n\n[x](khong-co.md)\n"
    (starter / "content/tin-tuc/bài lỗi.md").write_text(f"\ufeff{faulty}".replace("\n", "\r\n"), "utf-8")
    [task] = [task for task in tasks(starter) if task["args"][0] == "check"]
    pattern = task["problemMatcher"]["pattern"]
    parts = [pattern[name] for name in ("file", "line", "column", "code")]
    said = khotin(starter, *task["args"], "--lang", lang)
    found = {
        match.group(*parts)
        for line in said.stdout.splitlines()
        if (match := re.match(pattern["regexp"], line))
    }
    listed = json.loads(khotin(starter, "check", "--json", "--lang", lang).stdout)["problems"]
    assert len(listed) >= 3
    assert found == {(e["path"], str(e["line"]), str(e["column"]), e["code"]) for e in listed}
    assert all((starter / path).is_file() for path, *_ in found)


# --- pipelines --------------------------------------------------------------------------------------------

SCHEMAS = CHECKOUT / "tests/support/schemas"
PIPELINES = {".github/workflows/khotin.yml": "github-workflow.json", ".gitlab-ci.yml": "gitlab-ci.json"}


def pipeline(starter: Path, name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((starter / name).read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", PIPELINES)
def test_a_pipeline_is_one_by_its_public_schema(starter: Path, name: str) -> None:
    schema = json.loads((SCHEMAS / PIPELINES[name]).read_text("utf-8"))
    found = pipeline(starter, name)
    if True in found:  # YAML 1.1, which PyYAML reads, takes the key "on" for a yes
        found["on"] = found.pop(True)
    jsonschema.validators.validator_for(schema)(schema).validate(found)


def commands_of(starter: Path, name: str) -> list[str]:
    """The commands that a pipeline runs, in order."""
    found = pipeline(starter, name)
    if "jobs" in found:
        return [step["run"] for job in found["jobs"].values() for step in job["steps"] if "run" in step]
    jobs = [job for job in found.values() if isinstance(job, dict) and "script" in job]
    return [*found["before_script"], *(line for job in jobs for line in job["script"])]


@pytest.mark.parametrize("name", PIPELINES)
def test_what_a_pipeline_runs_succeeds_in_a_new_site(starter: Path, tmp_path: Path, name: str) -> None:
    """Only the installer is another one here: it sees whether its file is there, and downloads nothing."""
    (starter / "khotin/khotin-1.0.0-py3-none-any.whl").write_bytes(b"PK")
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool, line in {
        "pip": 'test "$1" = install && test -f "$2"',
        "khotin": f'PYTHONPATH="{CHECKOUT}" exec "{sys.executable}" -c "{MAIN}" "$@"',
    }.items():
        (tools / tool).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        (tools / tool).chmod(0o755)
    env = os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"}
    found = commands_of(starter, name)
    assert len(found) >= 3
    for command in found:
        run = ["sh", "-ec", command]
        done = subprocess.run(run, cwd=starter, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stderr)
    assert (starter / ("public" if "gitlab" in name else "output") / "vi/index.html").is_file()
    report = starter / "gl-code-quality-report.json"
    assert not report.exists() or json.loads(report.read_text("utf-8")) == []


def test_the_nightly_run_is_after_midnight_in_viet_nam(starter: Path) -> None:
    [schedule] = pipeline(starter, ".github/workflows/khotin.yml")[True]["schedule"]
    minute, hour = schedule["cron"].split()[:2]
    assert (int(hour) + 7) % 24 == 0
    assert int(minute) > 0


# --- languages and programs -------------------------------------------------------------------------------


@pytest.mark.parametrize(("languages", "lang"), [("vi", "vi"), ("en", "en"), ("en, vi", "en")])
def test_a_site_in_other_languages_builds_without_a_word(tmp_path: Path, languages: str, lang: str) -> None:
    assert khotin(tmp_path, "init", "kho", "--languages", languages, "--lang", lang).returncode == 0
    checked = json.loads(khotin(tmp_path / "kho", "check", "--json").stdout)
    assert checked["problems"] == []
    built = khotin(tmp_path / "kho", "build")
    assert built.returncode == 0, built.stderr
    wanted = set(languages.split(", "))
    assert {each.name for each in (tmp_path / "kho/output").iterdir()} & {"vi", "en"} == wanted
    assert len(list((tmp_path / "kho/content").rglob("*.md"))) == 3 * len(wanted)


def test_programs_for_windows_are_named_and_speak_in_the_language(tmp_path: Path, starter: Path) -> None:
    assert {file.name for file in starter.glob("*.bat")} == {"Dựng trang.bat", "Viết bài.bat"}
    khotin(tmp_path, "init", "kho", "--lang", "en")
    assert {file.name for file in (tmp_path / "kho").glob("*.bat")} == {
        "Build site.bat",
        "Write articles.bat",
    }
    for file in (*starter.glob("*.bat"), *(tmp_path / "kho").glob("*.bat")):
        lines = file.read_bytes().split(b"\r\n")
        assert lines[:2] == [b"@echo off", b"chcp 65001 >nul"]
        assert b"\n" not in b"".join(lines)
        [command] = [line.split() for line in lines if line.startswith(b"khotin ")]
        assert is_command(*(part.decode() for part in command[1:]))
        after = lines[lines.index(b" ".join(command)) + 1]
        assert after == b"if errorlevel 1 goto loi"  # else the window closes, and what went wrong with it
        assert lines[lines.index(b":loi") + 1] == b"pause"


def test_the_handbook_names_commands_that_there_are(starter: Path) -> None:
    for name in ("HUONG-DAN.md", "HANDBOOK.md"):
        verbs = re.findall(r"`khotin (\w+)", (starter / name).read_text("utf-8"))
        assert len(verbs) >= 8
        assert all(map(is_command, set(verbs)))
