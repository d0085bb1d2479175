"""A copy whose update is killed: it is the old copy or the new one, whole, and the next run succeeds."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.update.exchange import recover
from tests.support.builds import tree
from tests.support.copies import make_copy, small_packs, unpacked
from tests.support.site import Site

ARTICLES = 40
KHOTIN = [
    sys.executable,
    "-c",
    "from generator.commands import run; run()",
    "archive",
    "apply",
    "--jobs",
    "2",
]


@pytest.mark.parametrize("way", ["folder", "zip", "shell"])
@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.long)])
def test_a_killed_update_leaves_a_whole_copy(way: str, kills: int, site: Site, tmp_path: Path) -> None:
    for number in range(ARTICLES):
        site.article(f"tin-tuc/bai-{number}.md", title=f"Bài {number}")
    with small_packs():
        make_copy(site, tmp_path / "a.zip")
        site.article("tin-tuc/bai-0.md", title="Bài khác")
        site.delete("content/tin-tuc/bai-1.md")
        make_copy(site, tmp_path / "b.zip", previous=tmp_path / "a.zip")
        make_copy(site, tmp_path / "d.zip", since=tmp_path / "a.zip")
    work = tmp_path / "w"
    work.mkdir()
    copy, fresh, states, command = prepared(way, work, tmp_path)
    chance, killed = random.Random(kills), 0
    fresh()
    began = time.monotonic()
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    seconds = time.monotonic() - began
    for _ in range(kills):
        fresh()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(chance.random() * seconds)
        except subprocess.TimeoutExpired:
            if way == "shell":  # with what it has called, which would go on
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
            killed += 1
        if way == "shell":  # between two renamings there is no copy; the next run begins with this
            recover(copy)
        assert content(copy) in states
        assert subprocess.run(command, check=False, capture_output=True).returncode == 0
        assert content(copy) == states[1]
        assert [each.name for each in copy.parent.iterdir()] == [copy.name]
    assert killed


def content(copy: Path) -> object:
    return copy.read_bytes() if copy.is_file() else tree(copy)


def prepared(
    way: str, work: Path, folder: Path
) -> tuple[Path, Callable[[], object], list[object], list[str]]:
    """The copy, a function that makes it the old one again, both its states, and the command."""
    if way == "zip":
        copy = work / "c.zip"
        before, after = ((folder / name).read_bytes() for name in ("a.zip", "b.zip"))
        return (
            copy,
            lambda: copy.write_bytes(before),
            [before, after],
            [*KHOTIN, str(folder / "d.zip"), str(copy)],
        )
    old, new = (unpacked(folder / f"{name}.zip", folder / name) for name in "ab")
    copy = work / "kho-tin"

    def fresh() -> None:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(old, copy)

    delta = unpacked(folder / "d.zip", folder / "d")
    shell = ["sh", str(delta / "cap-nhat.sh"), str(copy)]
    command = shell if way == "shell" else [*KHOTIN, str(folder / "d.zip"), str(copy)]
    return copy, fresh, [tree(old), tree(new)], command
