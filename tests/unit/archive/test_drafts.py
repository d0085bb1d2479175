"""Drafts lie where they can be moved from, and go when their run has ended, however it did."""

import os
from pathlib import Path

import pytest

from generator.archive import drafts
from generator.archive.drafts import Drafted, draft_folder, put_in_place, scratch_in
from generator.archive.written_file import written_file


def hidden(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.name.startswith(".")]


def test_drafts_of_a_killed_run_go_and_those_of_a_living_one_stay(tmp_path: Path) -> None:
    abandoned = tmp_path / ".khotin-abc.draft"
    abandoned.mkdir()
    (abandoned / "lock").touch()
    (abandoned / "c.zip").write_bytes(b"half")
    with draft_folder(tmp_path / "c.zip", is_folder=False) as living:
        assert hidden(tmp_path) == [living]
        with draft_folder(tmp_path / "d.zip", is_folder=False) as other:
            assert set(hidden(tmp_path)) == {living, other}
    assert hidden(tmp_path) == []


def test_what_only_looks_like_a_draft_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "lock").touch()
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies/.khotin-link.draft").symlink_to(elsewhere)
    (tmp_path / "copies/.khotin-own.draft").mkdir()
    (tmp_path / "copies/.khotin-own.draft/notes.txt").touch()
    with draft_folder(tmp_path / "copies/c.zip", is_folder=False):
        pass
    assert (elsewhere / "lock").exists()
    assert (tmp_path / "copies/.khotin-own.draft/notes.txt").exists()


@pytest.mark.parametrize(("writable", "inside"), [(True, False), (False, True)])
def test_drafts_of_a_folder_lie_beside_it_or_in_it_if_that_cannot_be(
    writable: bool, inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(os, "access", lambda *_: writable)
    with draft_folder(stick, is_folder=True) as folder:
        assert folder.parent == (stick if inside else tmp_path)


def test_without_locks_drafts_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_: int) -> bool:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(drafts, "take_lock", no_locks)
    other = tmp_path / ".khotin-other.draft"
    other.mkdir()
    (other / "lock").touch()
    with draft_folder(tmp_path / "c.zip", is_folder=False):
        assert other.exists()  # nobody knows whether its run lives
    assert hidden(tmp_path) == [other]


def test_what_is_drafted_takes_its_place_and_the_obsolete_goes(tmp_path: Path) -> None:
    (tmp_path / "c.zip").write_bytes(b"old")
    (tmp_path / "c.zip.minisig").write_bytes(b"old signature")
    with draft_folder(tmp_path / "c.zip", is_folder=False) as folder:
        (folder / "c.zip").write_bytes(b"new")
        (folder / "list.txt").write_bytes(b"list")
        (scratch_in(folder) / "waste").write_bytes(b"x")
        drafted = Drafted((written_file(folder / "c.zip", 1),), (tmp_path / "c.zip.minisig",))
        (written,) = put_in_place(drafted, folder, tmp_path)
    assert written.path == tmp_path / "c.zip"
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {
        "c.zip": b"new",
        "list.txt": b"list",
    }
