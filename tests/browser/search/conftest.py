"""Search pages over http and from files, in a browser that reaches nothing else."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PATIENCE
from tests.support.built_sites import SUB_PATH
from tests.support.copies import BAG, make_copy, small_packs
from tests.support.judged_collection import load_collection, write_site
from tests.support.search_rules import write_rules_site
from tests.support.shared import shared_folder
from tests.support.site import Site
from tests.support.static_server import serving


@contextmanager
def addressed(output: Path, scheme: str) -> Iterator[str]:
    """Where the site begins: on a host under a sub-path, or on a disk."""
    if scheme == "file":
        yield f"{output.as_uri()}/"
        return
    with serving(output, SUB_PATH) as server:
        yield f"{server}{SUB_PATH}"


@pytest.fixture(scope="session")
def rules_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def fill(folder: Path) -> None:
        assert not write_rules_site(folder).build().problems

    return shared_folder("rules", tmp_path_factory, fill) / "output"


@pytest.fixture(scope="session", params=["http", "file"])
def rules_site(request: pytest.FixtureRequest, rules_output: Path) -> Iterator[str]:
    """The address of the site of the rules."""
    with addressed(rules_output, request.param) as address:
        yield address


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The judged collection's site."""

    def fill(folder: Path) -> None:
        write_site(load_collection(), folder)
        assert not Site(folder).build().problems

    return Site(shared_folder("judged", tmp_path_factory, fill))


@pytest.fixture(scope="session")
def judged_site(judged: Site) -> str:
    """The address of the judged collection's site."""
    return f"{judged.output.as_uri()}/"


@pytest.fixture(scope="session")
def judged_copy(judged: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a copy of it, in a folder as readers call theirs, with its search in many packs."""
    folder = tmp_path_factory.mktemp("copy")
    with small_packs():
        make_copy(judged, folder / "c.zip")
    place = folder / "Bản sao của Sở (số 1)"
    with zipfile.ZipFile(folder / "c.zip") as container:
        container.extractall(place)
    return place / BAG / "data"


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    """A page that can ask this machine's servers and files alone; no error of a script goes unseen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.route(
        lambda url: not url.startswith(("http://127.0.0.1:", "file:", "data:")), lambda route: route.abort()
    )
    yield context.new_page()
    context.close()
