"""The user's cache folder is private, or an error says why it cannot be used."""

from pathlib import Path

import pytest

from generator.cache.location import cache_folder, prepared_cache_folder
from generator.cache.user_folder import UserFolderError, private_folder, user_folder, write_private


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home folder of a user who has set no cache folder."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CACHE_HOME")
    return home


def test_it_lies_in_the_home_folder_and_only_its_user_can_enter_it(home: Path) -> None:
    folder = private_folder("templates")
    assert folder == home / ".cache/khotin/templates"
    for each in (folder, folder.parent):
        assert each.stat().st_mode & 0o777 == 0o700


def test_the_environment_can_name_it_but_not_relative_to_this_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "elsewhere"))
    assert user_folder() == home / "elsewhere/khotin"
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    assert user_folder() == home / ".cache/khotin"


def test_a_folder_that_others_can_write_is_refused(home: Path) -> None:
    private_folder("templates").chmod(0o777)
    with pytest.raises(UserFolderError, match=r"templates: other users can write"):
        private_folder("templates")


def test_a_folder_of_another_user_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private_folder()
    monkeypatch.setattr("os.geteuid", lambda: home.stat().st_uid + 1)
    with pytest.raises(UserFolderError, match=r"khotin: it belongs to another user"):
        private_folder()


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_link_or_a_file_in_its_place_is_refused(home: Path, kind: str) -> None:
    (home / ".cache").mkdir()
    (home / "other").mkdir()
    if kind == "link":
        (home / ".cache/khotin").symlink_to(home / "other")
    else:
        (home / ".cache/khotin").write_bytes(b"")
    with pytest.raises(UserFolderError, match=r"it is not a folder"):
        private_folder("templates")
    assert list((home / "other").iterdir()) == []


def test_a_home_folder_that_cannot_be_written_is_an_error(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").write_bytes(b"")
    monkeypatch.setenv("HOME", str(home / "file"))
    with pytest.raises(UserFolderError, match=r"file"):
        private_folder()


def test_a_user_without_a_home_folder_is_an_error(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(UserFolderError, match=r"home directory"):
        private_folder()


def test_a_private_file_can_be_read_by_its_user_alone(home: Path) -> None:
    file = private_folder() / "file"
    write_private(file, b"old")
    write_private(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


# --- where the cache of an output lies --------------------------------------------------------------------


def test_the_cache_of_an_output_inside_the_site_lies_beside_it(tmp_path: Path) -> None:
    assert cache_folder(tmp_path, tmp_path / "output") == tmp_path / ".output.khotin"
    assert cache_folder(tmp_path, tmp_path / "a/b") == tmp_path / "a/.b.khotin"


@pytest.mark.parametrize("is_link", [False, True])
def test_the_cache_of_an_output_elsewhere_lies_in_the_users_cache_folder(
    tmp_path: Path, user_cache: Path, *, is_link: bool
) -> None:
    site, web = tmp_path / "site", tmp_path / "www"
    site.mkdir()
    (web / "archive").mkdir(parents=True)
    output = web / "archive"
    if is_link:
        output = site / "output"
        output.symlink_to(web / "archive")
    folder = prepared_cache_folder(site, output)
    assert folder.parent == user_cache / "khotin/outputs"
    assert folder.name.startswith("archive-")
    assert folder == cache_folder(site, web / "archive") != cache_folder(site, web / "other/archive")
    assert list(web.iterdir()) == [web / "archive"]
