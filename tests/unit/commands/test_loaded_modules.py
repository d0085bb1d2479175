"""What each verb loads before it works: a verb that says its help, or finds nothing to do, starts at once.

The table lists the libraries and Khotin's own packages. What a verb loads more than that it loads when it
needs it, inside the function that does.
"""

import subprocess
import sys
import time

import pytest

from generator.commands import _COMMANDS
from tests.support.site import Site

ALWAYS = {"click", "msgspec", "cache", "commands", "model", "parallel", "problems", "read"}
_BUILDING = {"build", "publish", "fast_paths"}
_FORMS = {"schema", "text"}
_WRITING = {"atomic_file", "authoring", "permalinks", "provinces", *_FORMS}
_READING = {"frontmatter", "markdown", "nh3", "yaml", "fast_paths", *_WRITING}
LOADED = {
    "init": {"atomic_file", "authoring", *_FORMS},
    "build": _BUILDING,
    "serve": _BUILDING,
    "edit": _BUILDING,
    "check": {"build", "check", "git", "publish"},
    "new": _READING,
    "translations": _READING,
    "list": (_READING | {"images", "metadata"}) - {"atomic_file"},
    "mv": _READING | {"images", "metadata"},
    "withdraw": _WRITING,
    "import": {"yaml", "build", "importer", *_WRITING},
    "archive": {"archive", "update", "permalinks", "provinces", *_FORMS, *_BUILDING},
    "verify": {"build", "text", "verify"},
    "join": _READING | _BUILDING | {"check", "git", "images", "join", "merger", "metadata"},
    "why": {"why", *_FORMS},
    "theme": set(),
    "schema": set(),
    "doctor": {"doctor", "git", "permalinks", *_FORMS},
}
SETTLED = 2.1  # seconds after which the stamp of a file is trusted
LIBRARIES = [
    "babel",
    "frontmatter",
    "jinja2",
    "libzim",
    "livereload",
    "lxml",
    "markdown",
    "nh3",
    "numpy",
    "PIL",
    "tornado",
    "yaml",
    "zstandard",
]
PROBE = f"""
import sys
from generator.commands import main
try:
    main(sys.argv[1:], prog_name="khotin")
finally:
    own = {{name.split(".")[1] for name in sys.modules if name.startswith("generator.")}}
    print("LOADED", *sorted(own | {{each for each in {LIBRARIES!r} if each in sys.modules}}))
"""


def loaded(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", PROBE, *arguments]
    said = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    return set(said.rpartition("LOADED ")[2].split())


def test_the_table_has_every_verb() -> None:
    assert LOADED.keys() == _COMMANDS.keys()


@pytest.mark.parametrize("verb", LOADED)
def test_a_verb_that_says_its_help_loads_no_more_than_the_table_says(verb: str) -> None:
    assert loaded(verb, "--help") - ALWAYS == LOADED[verb] - ALWAYS


def test_a_build_of_nothing_new_loads_neither_templates_nor_markdown_nor_numbers(site: Site) -> None:
    site.article("tin-tuc/a.md")
    build = ("build", "--site", str(site.folder), "--date", "2026-01-01")
    time.sleep(SETTLED)
    assert {"jinja2", "markdown", "plan"} <= loaded(*build)
    assert loaded(*build) - ALWAYS == _BUILDING | {"text"}
