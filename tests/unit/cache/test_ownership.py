"""A cache is used only as this user's last session left it."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.cache.database import Cache, discard
from generator.cache.ownership import DATABASE, is_own
from generator.cache.session import with_cache, with_existing_cache
from generator.cache.tables import FILE_REPORTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a cache that was committed and closed."""
    folder = tmp_path / ".output.khotin"
    with closing(Cache(folder, "1")) as cache:
        cache.put(FILE_REPORTS, [("a", b"one")])
        cache.commit()
    return folder


def test_a_cache_is_own_after_a_commit(folder: Path) -> None:
    assert is_own(folder)


def test_a_cache_is_own_after_a_session_that_commits_nothing(folder: Path) -> None:
    with closing(Cache(folder, "1")) as cache:
        cache.put(FILE_REPORTS, [("a", b"two")])
    assert is_own(folder)


def test_a_cache_that_another_program_changed_is_not_own_even_with_size_and_time_set_back(
    folder: Path,
) -> None:
    database = folder / DATABASE
    before = database.stat()
    content = bytearray(database.read_bytes())
    content[-1] ^= 1
    database.write_bytes(content)
    os.utime(database, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_own(folder)


def test_a_copy_of_a_cache_is_not_own(folder: Path) -> None:
    copy = folder.with_name(".copy.khotin")
    shutil.copytree(folder, copy)
    assert not is_own(copy)
    shutil.rmtree(folder)
    copy.rename(folder)
    assert not is_own(folder)


@pytest.mark.parametrize("name", ["pictures", "index", "anything"])
def test_a_cache_with_a_link_in_it_is_not_own(folder: Path, name: str) -> None:
    (folder / name).symlink_to(folder.parent)
    assert not is_own(folder)


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_a_cache_with_a_journal_that_sqlite_would_write_back_is_not_own(folder: Path, suffix: str) -> None:
    (folder / f"{DATABASE}{suffix}").write_bytes(b"")
    assert not is_own(folder)


def test_a_cache_of_another_user_is_not_own(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert not is_own(folder)


def test_without_a_users_cache_folder_no_cache_is_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with closing(Cache(tmp_path / ".output.khotin", "1")) as cache:
        cache.commit()
    assert not is_own(tmp_path / ".output.khotin")


def test_discarding_deletes_links_and_not_what_they_lead_to(folder: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious" / "ab"
    precious.mkdir(parents=True)
    (precious / "letter").write_text("text", "utf-8")
    (folder / "pictures").symlink_to(precious.parent)
    (folder / "lock").symlink_to(precious / "letter")
    discard(folder)
    assert list(folder.iterdir()) == []
    assert (precious / "letter").read_text("utf-8") == "text"


# --- sessions ---------------------------------------------------------------------------------------------


def _values(cache: Cache) -> dict[str, bytes]:
    return dict(cache.all(FILE_REPORTS))


def _write(cache: Cache) -> None:
    cache.put(FILE_REPORTS, [("a", b"one")])
    cache.commit()


def _waiting() -> None:
    raise AssertionError("nobody else has the lock")


def test_a_session_finds_the_values_of_the_one_before(tmp_path: Path) -> None:
    with_cache(tmp_path, tmp_path / "output", _waiting, _write)
    assert with_cache(tmp_path, tmp_path / "output", _waiting, _values) == {"a": b"one"}
    assert with_existing_cache(tmp_path, tmp_path / "output", _waiting, _values) == {"a": b"one"}


def test_a_session_begins_with_an_empty_cache_if_another_program_changed_it(tmp_path: Path) -> None:
    with_cache(tmp_path, tmp_path / "output", _waiting, _write)
    with closing(sqlite3.connect(tmp_path / ".output.khotin" / DATABASE)) as connection:
        connection.execute("UPDATE records SET key = 'b' WHERE key = 'a'")
        connection.commit()
    assert with_existing_cache(tmp_path, tmp_path / "output", _waiting, _values) is None
    assert with_cache(tmp_path, tmp_path / "output", _waiting, _values) == {}


def test_nobody_else_can_look_into_the_folder_of_a_cache(tmp_path: Path) -> None:
    folder = tmp_path / ".output.khotin"
    folder.mkdir(mode=0o755)
    with_cache(tmp_path, tmp_path / "output", _waiting, _write)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_the_cache_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / ".output.khotin").symlink_to(elsewhere)
    with_cache(tmp_path, tmp_path / "output", _waiting, _write)
    assert list(elsewhere.iterdir()) == []
    assert not (tmp_path / ".output.khotin").is_symlink()
