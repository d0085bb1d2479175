"""The store: what was put is there again, from another process's view too, or is known to be damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.cache.database import FILE, Cache, CacheDamagedError, cache_folder, read_record


def kept(folder: Path, version: str = "1") -> dict[str, bytes]:
    with closing(Cache(folder, version)) as cache:
        return dict(cache.all("page"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two records."""
    with closing(Cache(tmp_path, "1")) as cache:
        cache.put("page", [("a", b"one"), ("b", b"two")])
        cache.commit()
    return tmp_path


def test_what_was_committed_is_there_again(folder: Path) -> None:
    assert kept(folder) == {"a": b"one", "b": b"two"}


def test_what_was_not_committed_is_forgotten(folder: Path) -> None:
    with closing(Cache(folder, "1")) as cache:
        cache.put("page", [("a", b"other")])
        cache.drop("page", ["b"])
    assert kept(folder) == {"a": b"one", "b": b"two"}


def test_another_version_finds_an_empty_store(folder: Path) -> None:
    assert kept(folder, "2") == {}


def test_a_record_is_read_beside_the_open_store(folder: Path) -> None:
    with closing(Cache(folder, "1")) as cache:
        assert read_record(cache.location, "page", "b") == b"two"
        assert read_record(cache.location, "page", "c") is None


@pytest.mark.parametrize("value", [b"", b"one", b"another value", "text", 7])
def test_a_value_that_nobody_put_there_is_noticed(folder: Path, value: object) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("UPDATE records SET value = ? WHERE key = 'a'", (value,))
        connection.commit()
    with pytest.raises(CacheDamagedError):
        kept(folder)


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_store_is_noticed(folder: Path, content: bytes) -> None:
    (folder / FILE).write_bytes(content)
    with pytest.raises(CacheDamagedError):
        kept(folder)


def test_the_store_lies_beside_the_output_not_in_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert cache_folder(tmp_path / "link") == tmp_path / ".real.khotin"


# --- what was before the last build -----------------------------------------------------------------------


def build(folder: Path, values: dict[str, bytes], *, gone: tuple[str, ...] = (), sealed: bool = True) -> None:
    """A build that puts and drops entries and, unless it finds errors, seals them."""
    with closing(Cache(folder, "1")) as cache:
        cache.begin()
        cache.put("entry", values.items())
        cache.drop("entry", gone)
        if sealed:
            cache.mark_published()
        cache.commit()


def previous(folder: Path) -> dict[str, bytes | None]:
    with closing(Cache(folder, "1")) as cache:
        return cache.previous("entry")


def test_a_store_knows_what_the_last_build_changed(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1", "b": b"1", "c": b"1"})
    assert previous(tmp_path) == {}, "there was nothing before"
    build(tmp_path, {"a": b"2", "d": b"2"}, gone=("b",))
    assert previous(tmp_path) == {"a": b"1", "b": b"1", "d": None}
    with closing(Cache(tmp_path, "1")) as cache:
        assert [cache.get_previous("entry", key) for key in "abcd"] == [b"1", b"1", b"1", None]
        assert (cache.last, cache.is_published) == ("edit", True)
    build(tmp_path, {"a": b"3"})
    assert previous(tmp_path) == {"a": b"2"}


def test_builds_that_publish_nothing_add_up(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1"})
    build(tmp_path, {"a": b"2"}, sealed=False)
    build(tmp_path, {"a": b"3", "b": b"3"}, sealed=False)
    build(tmp_path, {"b": b"4"})
    assert previous(tmp_path) == {"a": b"1", "b": None}


def test_a_store_remembers_how_it_began(tmp_path: Path) -> None:
    for version, origin in (("1", "new"), ("2", "upgraded")):
        with closing(Cache(tmp_path, version)) as cache:
            assert cache.last == ""
            cache.begin()
            cache.mark_published()
            cache.commit()
            assert cache.last == origin
            assert cache.previous("entry") == {}


def test_a_former_value_that_nobody_put_there_is_noticed(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1"})
    build(tmp_path, {"a": b"2"})
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("UPDATE former SET value = 'x'")
        connection.commit()
    with pytest.raises(CacheDamagedError):
        previous(tmp_path)
