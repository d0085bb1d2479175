"""The store: what was put is there again, from another process's view too, or is known to be damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.store.records import FILE, Store, StoreDamagedError, folder_of, read_record


def kept(folder: Path, version: str = "1") -> dict[str, bytes]:
    with closing(Store(folder, version)) as store:
        return dict(store.all("page"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two records."""
    with closing(Store(tmp_path, "1")) as store:
        store.put("page", [("a", b"one"), ("b", b"two")])
        store.commit()
    return tmp_path


def test_what_was_committed_is_there_again(folder: Path) -> None:
    assert kept(folder) == {"a": b"one", "b": b"two"}


def test_what_was_not_committed_is_forgotten(folder: Path) -> None:
    with closing(Store(folder, "1")) as store:
        store.put("page", [("a", b"other")])
        store.drop("page", ["b"])
    assert kept(folder) == {"a": b"one", "b": b"two"}


def test_another_version_finds_an_empty_store(folder: Path) -> None:
    assert kept(folder, "2") == {}


def test_a_record_is_read_beside_the_open_store(folder: Path) -> None:
    with closing(Store(folder, "1")) as store:
        assert read_record(store.place, "page", "b") == b"two"
        assert read_record(store.place, "page", "c") is None


@pytest.mark.parametrize("value", [b"", b"one", b"another value", "text", 7])
def test_a_value_that_nobody_put_there_is_noticed(folder: Path, value: object) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("UPDATE records SET value = ? WHERE key = 'a'", (value,))
        connection.commit()
    with pytest.raises(StoreDamagedError):
        kept(folder)


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_store_is_noticed(folder: Path, content: bytes) -> None:
    (folder / FILE).write_bytes(content)
    with pytest.raises(StoreDamagedError):
        kept(folder)


def test_the_store_lies_beside_the_output_not_in_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert folder_of(tmp_path / "link") == tmp_path / ".real.khotin"
