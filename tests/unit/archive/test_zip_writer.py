"""Zips written by hand: what unzip and Python read from them, and what is refused."""

import hashlib
import random
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from generator.archive import zip_writer
from generator.archive.copy_file import CopyFile, disk_file, text_file
from generator.archive.errors import CopyRefusedError
from generator.archive.zip_writer import COMMENT, write_zip

DAY = date(2026, 11, 30)


def ignore(done: int, total: int) -> None:
    """Nobody watches."""


def text_files(number: int) -> list[CopyFile]:
    return [text_file(f"a/{n}.html", "<p>bài</p>" * n) for n in range(number)]


def test_unzip_reads_what_was_written(tmp_path: Path) -> None:
    written = write_zip(text_files(50), tmp_path / "c.zip", DAY, 1, ignore)
    assert written.sha256 == hashlib.sha256((tmp_path / "c.zip").read_bytes()).hexdigest()
    subprocess.run(("unzip", "-tqq", "c.zip"), cwd=tmp_path, check=True)
    with zipfile.ZipFile(tmp_path / "c.zip") as opened:
        assert opened.testzip() is None
        assert opened.read("a/7.html").decode() == "<p>bài</p>" * 7
        assert opened.getinfo("a/7.html").date_time == (2026, 11, 30, 0, 0, 0)
        assert opened.getinfo("a/7.html").external_attr >> 16 == 0o100644


def test_the_comment_is_the_hash_of_all_before_it(tmp_path: Path) -> None:
    write_zip(text_files(3), tmp_path / "c.zip", DAY, 1, ignore)
    content = (tmp_path / "c.zip").read_bytes()
    body, _, digest = content.rpartition(COMMENT)
    assert digest.decode() == hashlib.sha256(body).hexdigest()


def test_order_and_processes_make_no_difference(tmp_path: Path) -> None:
    files = text_files(500)
    write_zip(files, tmp_path / "1.zip", DAY, 1, ignore)
    random.Random(1).shuffle(files)
    write_zip(files, tmp_path / "2.zip", DAY, 2, ignore)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_large_files_are_copied_and_small_ones_compressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_writer, "_LARGE", 1000)
    film = tmp_path / "film.html"
    film.write_bytes(b"x" * 5000)
    digest = hashlib.sha256(b"x" * 5000).hexdigest()
    files = [
        disk_file("film.html", film, digest),
        text_file("a.txt", "y" * 900),
        text_file("b.jpg", "z" * 900),
    ]
    write_zip(files, tmp_path / "c.zip", DAY, 1, ignore)
    with zipfile.ZipFile(tmp_path / "c.zip") as opened:
        assert opened.testzip() is None
        assert [info.compress_size < info.file_size for info in opened.infolist()] == [True, False, False]
        assert opened.read("film.html") == b"x" * 5000


@pytest.mark.parametrize("large", [10, 10_000])
def test_a_file_that_has_changed_is_refused_and_the_old_copy_stays(
    large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_writer, "_LARGE", large)
    (tmp_path / "c.zip").write_bytes(b"old")
    page = tmp_path / "page.html"
    page.write_bytes(b"<p>altered</p>")
    file = disk_file("page.html", page, hashlib.sha256(b"<p>original</p>").hexdigest())
    with pytest.raises(CopyRefusedError) as refusal:
        write_zip([file], tmp_path / "c.zip", DAY, 1, ignore)
    assert (refusal.value.code, refusal.value.details) == ("output-changed", {"path": str(page)})
    assert (tmp_path / "c.zip").read_bytes() == b"old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["c.zip", "page.html"]


def test_a_refusal_comes_back_from_worker_processes(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"x")
    files = [*text_files(500), disk_file("page.html", page, "0" * 64)]
    with pytest.raises(CopyRefusedError, match="output-changed"):
        write_zip(files, tmp_path / "c.zip", DAY, 2, ignore)


@pytest.mark.parametrize(("limit", "code"), [("MAX_FILES", "too-many-files"), ("MAX_SIZE", "too-large")])
def test_there_is_no_zip_that_old_machines_cannot_open(
    limit: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_writer, limit, 20)
    with pytest.raises(CopyRefusedError, match=code):
        write_zip(text_files(30), tmp_path / "c.zip", DAY, 1, ignore)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("year", "written"), [(1970, 1980), (2200, 2107)])
def test_days_that_zips_do_not_know_become_the_nearest(year: int, written: int, tmp_path: Path) -> None:
    write_zip(text_files(1), tmp_path / "c.zip", date(year, 5, 6), 1, ignore)
    with zipfile.ZipFile(tmp_path / "c.zip") as opened:
        assert opened.infolist()[0].date_time[0] == written


def test_progress_is_told(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    write_zip(text_files(3), tmp_path / "c.zip", DAY, 1, lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]
