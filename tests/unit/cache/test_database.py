"""The database of the cache: saved values are there again, for other processes too, or damage is noticed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.cache.database import Cache, CacheDamagedError, read_record
from generator.cache.ownership import DATABASE
from generator.cache.tables import ENTRIES, FILE_REPORTS


def saved(folder: Path, version: str = "1") -> dict[str, bytes]:
    with closing(Cache(folder, version)) as cache:
        return dict(cache.all(FILE_REPORTS))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a cache with two values."""
    with closing(Cache(tmp_path, "1")) as cache:
        cache.put(FILE_REPORTS, [("a", b"one"), ("b", b"two")])
        cache.commit()
    return tmp_path


def test_committed_values_are_there_again(folder: Path) -> None:
    assert saved(folder) == {"a": b"one", "b": b"two"}


def test_uncommitted_changes_are_lost(folder: Path) -> None:
    with closing(Cache(folder, "1")) as cache:
        cache.put(FILE_REPORTS, [("a", b"other")])
        cache.drop(FILE_REPORTS, ["b"])
    assert saved(folder) == {"a": b"one", "b": b"two"}


def test_another_version_finds_an_empty_cache(folder: Path) -> None:
    assert saved(folder, "2") == {}


def test_a_value_can_be_read_while_the_cache_is_open(folder: Path) -> None:
    with closing(Cache(folder, "1")) as cache:
        assert read_record(cache.location, FILE_REPORTS, "b") == b"two"
        assert read_record(cache.location, FILE_REPORTS, "c") is None


@pytest.mark.parametrize("value", [b"", b"one", b"another value", "text", 7])
def test_a_value_without_its_checksum_is_damage(folder: Path, value: object) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("UPDATE records SET value = ? WHERE key = 'a'", (value,))
        connection.commit()
    with pytest.raises(CacheDamagedError):
        saved(folder)


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_damage(folder: Path, content: bytes) -> None:
    (folder / DATABASE).write_bytes(content)
    with pytest.raises(CacheDamagedError):
        saved(folder)


# --- the values before the last build ---------------------------------------------------------------------


def build(
    folder: Path, values: dict[str, bytes], *, removed: tuple[str, ...] = (), published: bool = True
) -> None:
    """A build that puts and drops entries and, unless it finds errors, is published."""
    with closing(Cache(folder, "1")) as cache:
        cache.begin()
        cache.put(ENTRIES, values.items())
        cache.drop(ENTRIES, removed)
        if published:
            cache.mark_published()
        cache.commit()


def previous(folder: Path) -> dict[str, bytes | None]:
    with closing(Cache(folder, "1")) as cache:
        return cache.previous(ENTRIES)


def test_the_values_that_the_last_build_changed_are_kept(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1", "b": b"1", "c": b"1"})
    assert previous(tmp_path) == {}, "there was nothing before"
    build(tmp_path, {"a": b"2", "d": b"2"}, removed=("b",))
    assert previous(tmp_path) == {"a": b"1", "b": b"1", "d": None}
    with closing(Cache(tmp_path, "1")) as cache:
        assert [cache.get_previous(ENTRIES, key) for key in "abcd"] == [b"1", b"1", b"1", None]
        assert (cache.last_build_kind, cache.is_published) == ("edit", True)
    build(tmp_path, {"a": b"3"})
    assert previous(tmp_path) == {"a": b"2"}


def test_the_changes_of_unpublished_builds_add_up(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1"})
    build(tmp_path, {"a": b"2"}, published=False)
    build(tmp_path, {"a": b"3", "b": b"3"}, published=False)
    build(tmp_path, {"b": b"4"})
    assert previous(tmp_path) == {"a": b"1", "b": None}


def test_a_cache_records_how_it_began(tmp_path: Path) -> None:
    for version, origin in (("1", "new"), ("2", "upgraded")):
        with closing(Cache(tmp_path, version)) as cache:
            assert cache.last_build_kind == ""
            cache.begin()
            cache.mark_published()
            cache.commit()
            assert cache.last_build_kind == origin
            assert cache.previous(ENTRIES) == {}


def test_a_previous_value_without_its_checksum_is_damage(tmp_path: Path) -> None:
    build(tmp_path, {"a": b"1"})
    build(tmp_path, {"a": b"2"})
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute("UPDATE previous SET value = 'x'")
        connection.commit()
    with pytest.raises(CacheDamagedError):
        previous(tmp_path)
