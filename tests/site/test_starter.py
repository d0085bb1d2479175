"""The site that `khotin init` makes: what its editors' programs find in it works as it stands."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.builds import MAIN

CHECKOUT = Path(__file__).parents[2]


def khotin(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", MAIN, *arguments]
    env = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A new site, in a folder as a Vietnamese editor would name it."""
    folder = tmp_path / "Kho tin Điện Biên"
    made = khotin(tmp_path, "init", folder.name)
    assert made.returncode == 0, made.stderr
    return folder


def tasks(starter: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((starter / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    return found


def test_editors_programs_find_their_files(starter: Path) -> None:
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
        told = khotin(starter, *task["args"], "--help")
        assert told.returncode == 0, task["label"]


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
    assert len(listed) >= 4
    assert found == {(e["path"], str(e["line"]), str(e["column"]), e["code"]) for e in listed}
    assert all((starter / path).is_file() for path, *_ in found)
