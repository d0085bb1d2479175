"""A copy whose writing or updating is killed: the old copy or the new one is whole, the next run succeeds."""

import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.archive.formats import FORMATS
from tests.support.builds import tree
from tests.support.copies import BAG, errors, make_copy
from tests.support.site import BUILD_DATE, Site

ARTICLES = 100
LONG = pytest.mark.long
FORMS = [
    ("copy", 3),
    ("epub", 3),
    *(pytest.param(form, 50, marks=LONG) for form in ("copy", "epub", "split")),
    *(pytest.param(form, 10, marks=LONG) for form in ("zim", "warc", "wacz", "data")),
]


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from generator.commands import run; run()", "archive"]
    return subprocess.Popen([*command, *map(str, arguments)], stderr=subprocess.DEVNULL)


def seconds_of(process: subprocess.Popen[bytes]) -> float:
    began = time.monotonic()
    assert process.wait() == 0
    return time.monotonic() - began


def is_killed(process: subprocess.Popen[bytes], after: float) -> bool:
    """Kills a process after some seconds; returns whether it was still there."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def files_in(folder: Path) -> dict[str, bytes]:
    """The files that a person sees. What a killed run leaves is hidden."""
    return {path: content for path, content in tree(folder).items() if not path.startswith(".")}


@pytest.mark.parametrize(("form", "kills"), FORMS)
def test_a_killed_archive_leaves_the_old_copy_whole(
    form: str, kills: int, site: Site, tmp_path: Path
) -> None:
    for number in range(ARTICLES):
        site.article(f"tin-tuc/bai-{number}.md", title=f"Bài {number}", date=f"{1990 + number % 30}-01-01")
    copies = tmp_path / "copies"
    name = "copy" if form == "split" else form
    options: list[str | Path] = [
        "--site",
        site.folder,
        "--date",
        BUILD_DATE.isoformat(),
        "--jobs",
        "2",
        "--format",
        name,
    ]
    options += ["--split", "200kB"] if form == "split" else []
    target = copies / f"c{FORMATS[name].suffix}"
    path = copies if form == "split" else target
    assert start(*options, "--to", target).wait() == 0
    site.article("tin-tuc/bai-0.md", title="Bài 0, lần đầu")
    seconds = seconds_of(start(*options, "--to", target))
    old = files_in(copies)
    chance = random.Random(kills)
    killed = 0
    for turn in range(kills):
        site.article("tin-tuc/bai-0.md", title=f"Bài 0, lần {turn}")
        killed += is_killed(start(*options, "--to", target), chance.random() * seconds)
        now = files_in(copies)
        if now != old:  # it had just been finished
            assert errors(path) == set()
            old = now
    assert killed
    # What the killed runs left is deleted by the next one, whatever it is called.
    other = copies / f"khac{FORMATS[name].suffix}"
    assert start(*options, "--to", other).wait() == 0
    assert [each.name for each in copies.iterdir() if each.name.startswith(".")] == []
    assert files_in(copies).items() >= old.items()


def zip_as_it_is(archive: Path, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copyfile(archive, folder / "c.zip"))


def unpacked_bag(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as container:
        container.extractall(folder)
    return folder / BAG


@pytest.mark.parametrize("place", [zip_as_it_is, unpacked_bag])
@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=LONG)])
def test_a_killed_update_leaves_the_old_copy_or_the_new_one(
    place: Callable[[Path, Path], Path], kills: int, site: Site, tmp_path: Path
) -> None:
    for number in range(ARTICLES):
        site.article(f"tin-tuc/bai-{number}.md", title=f"Bài {number}")
    make_copy(site, tmp_path / "old.zip")
    site.article("tin-tuc/bai-0.md", title="Bài 0, sửa")
    make_copy(site, tmp_path / "new.zip", previous=tmp_path / "old.zip")
    make_copy(site, tmp_path / "delta.zip", since=tmp_path / "old.zip")
    copy = place(tmp_path / "old.zip", tmp_path / "copies")
    seconds = seconds_of(start("apply", tmp_path / "delta.zip", copy, "--jobs", "2"))
    new = files_in(copy.parent)
    shutil.rmtree(copy.parent)
    copy = place(tmp_path / "old.zip", tmp_path / "copies")
    old = files_in(copy.parent)
    chance = random.Random(kills)
    killed = 0
    for _ in range(kills):
        killed += is_killed(
            start("apply", tmp_path / "delta.zip", copy, "--jobs", "2"), chance.random() * seconds
        )
        now = files_in(copy.parent)
        assert now in (old, new)
        assert errors(copy) == errors(copy.parent) == set()
        if now == new:
            shutil.rmtree(copy.parent)
            copy = place(tmp_path / "old.zip", tmp_path / "copies")
    assert killed
    assert start("apply", tmp_path / "delta.zip", copy).wait() == 0
    assert tree(copy.parent) == new
    assert [each.name for each in copy.parent.iterdir()] == [copy.name]
