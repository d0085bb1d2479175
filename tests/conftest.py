"""The fixtures and settings of all tests."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.amounts import EVERYTHING
from tests.support.served import Served, serving
from tests.support.site import SETTINGS, Site

# A slow machine is no failure: examples are limited in number, not in time. The same ones each run.
settings.register_profile("khotin", deadline=None, derandomize=True, max_examples=100 if EVERYTHING else 30)
settings.load_profile("khotin")


_OF_THE_USER = (
    "SOURCE_DATE_EPOCH",
    "KHOTIN_REFERENCE",
    "COLUMNS",
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "NO_COLOR",
    "FORCE_COLOR",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "PYTHONWARNINGS",
)


@pytest.fixture(scope="session", autouse=True)
def system_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The system's folder of temporary files for this process and what it starts; deleted in the end.

    Programs that are killed leave files there. Its path is short, as sockets want it.
    """
    tmp_path_factory.getbasetemp()  # lies in the one of the machine
    with (
        tempfile.TemporaryDirectory(prefix="khotin-tests-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name in ("TMPDIR", "TEMP", "TMP"):
            patch.setenv(name, folder)
        patch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


@pytest.fixture(scope="session", autouse=True)
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user's cache folder for the tests of this process and for the programs that they start."""
    folder = tmp_path_factory.mktemp("user-cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("LOCALAPPDATA", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def plain_machine() -> Iterator[None]:
    """None of the settings of whoever runs the tests: of git, the day, the language, the terminal's width."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        for name in _OF_THE_USER:
            patch.delenv(name, raising=False)
        before = os.umask(0o022)
        yield
        os.umask(before)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with settings and no articles."""
    made = Site(tmp_path / "site")
    made.write(f"-- site.toml --\n{SETTINGS}")
    (made.folder / "content").mkdir()
    return made


@pytest.fixture
def serve(site: Site) -> Iterator[Callable[..., Served]]:
    """Serves the site of the test; ends with it."""
    contexts = []

    def begin(*options: str, folder: Path | None = None, verb: str = "serve") -> Served:
        context = serving(folder or site.folder, *options, verb=verb)
        contexts.append(context)
        return context.__enter__()

    yield begin
    for context in reversed(contexts):
        context.__exit__(None, None, None)
