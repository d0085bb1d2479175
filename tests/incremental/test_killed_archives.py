"""A copy whose writing is killed: the old copy is whole, and the next run succeeds."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.problems.messages import has_errors
from tests.support.copies import verified
from tests.support.site import BUILD_DATE, Site

ARTICLES = 100


def start(site: Site, copy: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from generator.commands import run; run()", "archive"]
    options = ["--site", str(site.folder), "--to", str(copy), "--date", BUILD_DATE.isoformat()]
    return subprocess.Popen([*command, *options, "--jobs", str(jobs)], stderr=subprocess.DEVNULL)


def whole(copy: Path) -> bool:
    return not has_errors(verified(copy).problems)


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.long)])
def test_a_killed_archive_leaves_the_old_copy_whole(kills: int, site: Site, tmp_path: Path) -> None:
    for number in range(ARTICLES):
        site.article(f"tin-tuc/bai-{number}.md", title=f"Bài {number}")
    copy = tmp_path / "c.zip"
    began = time.monotonic()
    assert start(site, copy, 2).wait() == 0
    seconds = time.monotonic() - began
    old = copy.read_bytes()
    chance = random.Random(kills)
    killed = 0
    for turn in range(kills):
        site.article("tin-tuc/bai-0.md", title=f"Bài 0, lần {turn}")
        process = start(site, copy, 2)
        try:
            process.wait(chance.random() * seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
        if copy.read_bytes() != old:  # it had just been finished
            assert whole(copy)
            old = copy.read_bytes()
    assert killed
    assert start(site, copy, 2).wait() == 0
    assert whole(copy)
    assert [file.name for file in tmp_path.iterdir() if file.name != "site"] == ["c.zip"]
