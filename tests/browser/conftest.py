"""Chromium, the two sites over http under a sub-path and as files, and a watch over what the pages do."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.support.browsers import chromium
from tests.support.built_sites import SUB_PATH, Built, built_site
from tests.support.fonts import Face, only_face
from tests.support.static_server import serving

PATIENCE = 30_000  # milliseconds: a busy machine is slow, not wrong
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """The machine's own Chromium where there is one, else Playwright's; with neither, every test fails.

    The only face it finds looks like the page's own, so that a page is the same whether that has come or not.
    """
    if browser_name != "chromium":
        return browser_type_launch_args
    found = chromium()
    arguments = {
        "args": ["--no-sandbox", "--disable-gpu", *_QUIET],
        "env": os.environ | only_face(Face.OWN, tmp_path_factory.mktemp("own")),
    }
    return browser_type_launch_args | arguments | ({"executable_path": found} if found else {})


@pytest.fixture(scope="session")
def late_browser(
    launch_browser: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A Chromium that finds nothing but the wide face."""
    browser = launch_browser(env=os.environ | only_face(Face.LATE, tmp_path_factory.mktemp("late")))
    yield browser
    browser.close()


@pytest.fixture
def face(request: pytest.FixtureRequest) -> Face:
    """The face of the test's pages: `FACES` names both, else it is their own."""
    chosen: Face = getattr(request, "param", Face.OWN)
    return chosen


FACES = pytest.mark.parametrize("face", Face, ids=str, indirect=True)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    yield from _served(built_site("sample", tmp_path_factory))


@pytest.fixture(scope="session")
def stress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    yield from _served(built_site("stress", tmp_path_factory))


def _served(built: Built) -> Iterator[Built]:
    with serving(built.output, SUB_PATH) as address:
        yield replace(built, server=address)


@pytest.fixture(scope="session")
def sites(request: pytest.FixtureRequest) -> Mapping[str, Built]:
    """Both sites; every other worker begins with the other one, so that none waits for another."""
    names = ["sample", "stress"]
    if os.environ.get("PYTEST_XDIST_WORKER", "").endswith(("1", "3", "5", "7", "9")):
        names.reverse()
    return {name: request.getfixturevalue(name) for name in names}


@dataclass
class Watch:
    """What pages did that no page may do: ask another origin, miss a file, complain on the console."""

    allowed: tuple[str, ...]
    faults: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        if not request.url.startswith((*self.allowed, "data:", "about:")):
            self.faults.append(f"request to another origin: {request.url}")

    def failed(self, request: Request) -> None:
        # A film or a picture that the page was left before it came is no fault.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"request failed: {request.url} ({request.failure})")

    def response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")


ContextMaker = Callable[..., BrowserContext]


@pytest.fixture
def open_context(
    face: Face, request: pytest.FixtureRequest, sites: Mapping[str, Built]
) -> Iterator[ContextMaker]:
    """Makes contexts with the options given; in the end, none of their pages may have done wrong."""
    browser: Browser = request.getfixturevalue("late_browser" if face is Face.LATE else "browser")
    watch = Watch(tuple(origin for site in sites.values() for origin in (site.http(""), site.file(""))))
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        if face is Face.LATE:
            context.route("**/typeface.css", lambda route: route.abort("aborted"))
        context.on("request", watch.request)
        context.on("requestfailed", watch.failed)
        context.on("response", watch.response)
        context.on("console", watch.console)
        context.on("weberror", lambda error: watch.faults.append(f"script: {error.error}"))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture
def page(open_context: ContextMaker) -> Page:
    """A page of a desktop's width in a context that is watched; still, so that colours are what they are."""
    return open_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce").new_page()


@pytest.fixture
def phone(open_context: ContextMaker) -> Page:
    """A page of the narrowest phone's width in a context that is watched."""
    size = {"width": 320, "height": 640}
    return open_context(viewport=size, has_touch=True, reduced_motion="reduce").new_page()
