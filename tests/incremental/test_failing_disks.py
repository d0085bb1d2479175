"""Disks that fill, that take no large file, that are read-only: the old site stays, and nothing is lost."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.support.builds import MAIN, build_arguments, build_process, tree
from tests.support.site import Site
from tests.support.stages import edit

ROOT = Path(__file__).parents[2]
MANY = 30
# In a namespace of its own a process may mount what it likes, where the system lets anybody do so.
NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")


@pytest.fixture
def many(site: Site) -> Site:
    """A site that is built, and then changed so that every page is another."""
    for number in range(MANY):
        site.article(f"tin-tuc/bai-{number}.md", title=f"Bài {number}", date=f"{1990 + number % 30}-01-08")
    return site


def cleanly_built(site: Site, place: Path) -> dict[str, bytes]:
    site.build(output=place / "clean")
    return tree(place / "clean")


def assert_kept_then_made_good(site: Site, place: Path, failing: Callable[[], tuple[int, str]]) -> None:
    """A build that fails ends with 3, says so and keeps the old site; the next one gives the new."""
    old = rename_the_site(site)
    assert_says_so(failing())
    assert tree(site.output) == old
    site.build()
    assert tree(site.output) == cleanly_built(site, place)


def rename_the_site(site: Site) -> dict[str, bytes]:
    """Changes every page to be, after a build; gives the files as they are."""
    site.build()
    edit(site, "site.toml", "Kho tin", "Kho tin mới")
    return tree(site.output)


def assert_says_so(end: tuple[int, str]) -> None:
    code, said = end
    assert code == 3, said
    assert "The machine could not do it" in said
    assert "Traceback" not in said


def on_a_failing_disk(site: Site, error: int, *events: str, after: int) -> tuple[int, str]:
    """How a build ends that can write, or do other things, so many times."""
    prelude = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    prelude += "from tests.support.failing_disk import fail_below\n"
    prelude += f"fail_below({str(site.folder)!r}, {error}, *{events}, after={after})"
    return ended(build_process(site, site.output, prelude=prelude))


def ended(build: "subprocess.Popen[str]") -> tuple[int, str]:
    said = build.communicate()[1]
    return build.returncode, said


# --- full -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [0, 1, 40])
def test_a_disk_that_fills(many: Site, tmp_path: Path, after: int) -> None:
    """Simulated, as it must be where nothing may be mounted."""
    full = partial(on_a_failing_disk, many, errno.ENOSPC, "open", "os.mkdir", after=after)
    assert_kept_then_made_good(many, tmp_path, full)


def may_mount() -> bool:
    try:
        return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.skipif(
    not may_mount(), reason="nothing may be mounted here: the simulated full disk stands for it"
)
def test_a_small_disk_that_fills(many: Site, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    program = [sys.executable, "-m", "tests.support.small_disk"]
    arguments = [str(many.folder), str(tmp_path / "disk"), str(tmp_path / "copy")]
    done = subprocess.run(
        [*NAMESPACE, *program, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["codes"] == [0, 3, 0]
    assert told["kept"]
    assert "The machine could not do it" in told["said"]
    assert tree(tmp_path / "copy") == cleanly_built(many, tmp_path)


def test_a_disk_that_takes_no_large_file(many: Site, tmp_path: Path) -> None:
    def limited() -> tuple[int, str]:
        prelude = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))"
        return ended(build_process(many, many.output, prelude=prelude))

    assert_kept_then_made_good(many, tmp_path, limited)


# --- read-only --------------------------------------------------------------------------------------------

# The user who may write everywhere gives that up: a capability dropped from those of the next program.
MERE_OWNER = """
import ctypes, os, sys
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
if os.geteuid() == 0 and ctypes.CDLL(None, use_errno=True).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0):
    sys.exit("this user may write everywhere and cannot give that up")
os.execv(sys.executable, [sys.executable, "-c", *sys.argv[1:]])
"""


def set_modes(folder: Path, directory: int, file: int) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(directory if path.is_dir() else file)


def as_mere_owner(site: Site, output: Path) -> tuple[int, str]:
    command = [sys.executable, "-c", MERE_OWNER, MAIN, *build_arguments(site, output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_a_read_only_output(many: Site, tmp_path: Path) -> None:
    def read_only() -> tuple[int, str]:
        set_modes(many.output, 0o555, 0o444)
        end = as_mere_owner(many, many.output)
        set_modes(many.output, 0o755, 0o644)
        return end

    assert_kept_then_made_good(many, tmp_path, read_only)


@pytest.mark.parametrize("after", [0, 1, 40])
def test_an_output_that_becomes_read_only_while_files_are_moved_there(
    many: Site, tmp_path: Path, after: int
) -> None:
    """Simulated. A mixture may be left then, of whole files, and the next build is sure to notice."""
    old = rename_the_site(many)
    assert_says_so(on_a_failing_disk(many, errno.EROFS, "os.rename", "os.remove", "os.rmdir", after=after))
    new = cleanly_built(many, tmp_path)
    assert [p for p, content in tree(many.output).items() if content not in (old.get(p), new.get(p))] == []
    many.build()
    assert tree(many.output) == new


def test_a_place_where_nothing_can_be_put_beside_the_output(many: Site, tmp_path: Path) -> None:
    """Without room for what it would remember, a build does its work, or says that it cannot."""
    place = tmp_path / "www"
    output = place / "output"
    many.build(output=output)
    edit(many, "site.toml", "Kho tin", "Kho tin mới")
    old, new = tree(output), cleanly_built(many, tmp_path)
    place.chmod(0o555)
    code, said = as_mere_owner(many, output)
    place.chmod(0o755)
    assert (code, tree(output)) in ((0, new), (3, old)), said
    many.build(output=output)
    assert tree(output) == new
