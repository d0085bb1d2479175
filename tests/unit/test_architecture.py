"""The structure of generator/ is as ARCHITECTURE.md draws it."""

import re

import pytest

from tests.support import structure
from tests.support.site import CHECKOUT

# Files that may have more than 400 lines, and why.
LONG_FILES: dict[str, str] = {}

# Functions that may have more than 60 lines, and why.
LONG_FUNCTIONS = {"archive_command": "it has a line for each of the options"}

PAGE = (CHECKOUT / "ARCHITECTURE.md").read_text("utf-8")


def drawn_levels() -> list[list[str]]:
    """The lines of the section "Levels", the highest first."""
    section = PAGE.split("## Levels")[1].split("\n## ")[0]
    return [line.split() for line in re.findall(r"^    (\S.*)$", section, re.MULTILINE)]


def named_files() -> list[str]:
    """The files and folders that the page names in backquotes."""
    names = re.findall(r"`((?:generator|tests|themes)/[\w./-]*)`", PAGE)
    return sorted(set(names) | set(re.findall(r"\]\((\w[\w.]+\.md)\)", PAGE)))


@pytest.mark.parametrize("name", named_files())
def test_what_the_page_names_is_there(name: str) -> None:
    assert (CHECKOUT / name).exists()


def test_no_part_imports_itself_through_others() -> None:
    assert structure.circles() == []


def test_every_part_is_drawn_once() -> None:
    drawn = [part for line in drawn_levels() for part in line]
    assert sorted(drawn) == sorted(part for part in structure.imports() if part != "generator")


def test_no_import_runs_upwards_or_sideways() -> None:
    lines = drawn_levels()
    height = {part: len(lines) - at for at, line in enumerate(lines) for part in line} | {"generator": 0}
    upward = [
        (part, other)
        for part, others in structure.imports().items()
        for other in others
        if height[other] >= height[part]
    ]
    assert upward == []


def test_stages_do_not_import_one_another() -> None:
    stages = {"read", "join", "plan", "render", "publish", "search"}
    assert [part for part in sorted(stages) if structure.imports().get(part, frozenset()) & stages] == []


def test_at_most_three_modules_lie_loose() -> None:
    assert len(structure.loose_modules()) <= 3


def test_hardly_a_class_name_stands_for_two_things() -> None:
    twice = {name: homes for name, homes in structure.classes().items() if len(homes) > 1}
    assert len(twice) <= 8, twice


def test_a_file_beyond_400_lines_has_a_reason() -> None:
    long = {
        file.relative_to(CHECKOUT).as_posix()
        for file in structure.modules()
        if len(file.read_text("utf-8").splitlines()) > 400
    }
    assert long == LONG_FILES.keys()


def test_a_function_beyond_60_lines_has_a_reason() -> None:
    assert {name for name, lines in structure.functions() if lines > 60} == LONG_FUNCTIONS.keys()
