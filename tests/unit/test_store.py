"""The store: what was put is there again, from another process's view too, or is known to be damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.cache.database import FILE, Store, StoreDamagedError, folder_of, read_record


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


# --- what was before the last build -----------------------------------------------------------------------


def build(folder: Path, values: dict[str, bytes], *, gone: tuple[str, ...] = (), sealed: bool = True) -> None:
    """A build that puts and drops entries and, unless it finds errors, seals them."""
    with closing(Store(folder, "1")) as store:
        store.begin()
        store.put("entry", values.items())
        store.drop("entry", gone)
        if sealed:
            store.seal()
        store.commit()


def former(folder: Path) -> dict[str, bytes | None]:
    with closing(Store(folder, "1")) as store:
        return store.former("entry")


def test_a_store_knows_what_the_last_build_changed(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1", "b": b"1", "c": b"1"})
    assert former(tmp_path) == {}, "there was nothing before"
    build(tmp_path, {"a": b"2", "d": b"2"}, gone=("b",))
    assert former(tmp_path) == {"a": b"1", "b": b"1", "d": None}
    with closing(Store(tmp_path, "1")) as store:
        assert [store.get_former("entry", key) for key in "abcd"] == [b"1", b"1", b"1", None]
        assert (store.last, store.is_sealed) == ("edit", True)
    build(tmp_path, {"a": b"3"})
    assert former(tmp_path) == {"a": b"2"}


def test_builds_that_publish_nothing_add_up(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1"})
    build(tmp_path, {"a": b"2"}, sealed=False)
    build(tmp_path, {"a": b"3", "b": b"3"}, sealed=False)
    build(tmp_path, {"b": b"4"})
    assert former(tmp_path) == {"a": b"1", "b": None}


def test_a_store_remembers_how_it_began(tmp_path: Path) -> None:
    for version, origin in (("1", "new"), ("2", "upgraded")):
        with closing(Store(tmp_path, version)) as store:
            assert store.last == ""
            store.begin()
            store.seal()
            store.commit()
            assert store.last == origin
            assert store.former("entry") == {}


def test_a_former_value_that_nobody_put_there_is_noticed(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1"})
    build(tmp_path, {"a": b"2"})
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("UPDATE former SET value = 'x'")
        connection.commit()
    with pytest.raises(StoreDamagedError):
        former(tmp_path)
