"""The preview: pages of the site while it is edited, and the browsers that show them."""

import logging
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from msgspec import Struct

from generator import permalinks
from generator.problems.messages import message, remedy
from generator.publish.manifest import NAME, is_inside
from generator.render.template_faults import TemplateFaultError
from generator.serve.inject import digest
from generator.serve.live_site import LiveSite
from generator.serve.page_lookup import is_of_build
from generator.serve.state import State

_INDEX = "index.html"
_log = logging.getLogger(__name__)


class Response(Struct, frozen=True):
    """Answer for an address: an HTML page or a file, and the HTTP status."""

    content: bytes | Path
    status: int = 200


class Browser(Protocol):
    """A page open in a browser.

    `path` is its path in the site. `page` is the hash of the content shown.
    """

    path: str
    page: str

    def reload(self) -> None:
        """Makes the browser load the page again."""

    def redraw(self) -> None:
        """Makes the browser load the problems again."""


class Preview:
    """Shows one state of the site to any number of browsers.

    Files that only a build makes, such as the search index, come from the output.
    """

    def __init__(self, output: Path, state: State, lang: str) -> None:
        self.state = state
        self.lang = lang
        self._output = output
        self._browsers = set[Browser]()

    @property
    def root(self) -> str:
        """The path of the site's home page, as on its host."""
        live_site = self.state.live_site
        path = urlsplit(live_site.settings.base_url).path if live_site else ""
        return path if path.endswith("/") else f"{path}/"

    def path_of(self, url_path: str) -> str | None:
        """Path in the site of the path of a URL. None if it is outside the site."""
        if not url_path.startswith(self.root):
            return None
        path = url_path.removeprefix(self.root)
        return f"{path}{_INDEX}" if not path or path.endswith("/") else path

    def response(self, path: str) -> Response:
        """The answer for a path: a page, a file, or an error page."""
        live_site = self.state.live_site
        if live_site is None or _is_of_build(path, live_site):
            built = self._built(path)
            if built:
                return built
        if live_site is None:
            return Response(_plain(self.lang, *_NOTHING_YET[self.lang]), 503)
        copy = live_site.copies.at(path)
        return self._page(live_site, path) if copy is None else Response(copy)

    def is_folder(self, path: str) -> bool:
        """Whether a folder with an index page has this path. Hosts redirect "tin/45" to "tin/45/"."""
        return self.response(f"{path}/{_INDEX}").status == 200

    def open(self, browser: Browser) -> None:
        """Registers a browser. It reloads if its page is outdated, and else loads the problems."""
        self._browsers.add(browser)
        if self._digest(browser.path) != browser.page:
            browser.reload()
        else:
            browser.redraw()

    def close(self, browser: Browser) -> None:
        """Removes a browser."""
        self._browsers.discard(browser)

    def update(self, state: State, changed: Iterable[str] = ()) -> None:
        """Shows another state, and updates the browsers that it concerns.

        `changed` are addresses of changed files that are copied to the output.
        """
        problems, self.state = self.state.problems, state
        files = [path.encode() for path in changed]
        digests: dict[str, str] = {}
        for browser in tuple(self._browsers):
            if browser.path not in digests:
                digests[browser.path] = self._digest(browser.path)
            if digests[browser.path] != browser.page or self._uses(browser.path, files):
                browser.reload()
            elif problems != state.problems:
                browser.redraw()

    def _page(self, live_site: LiveSite, path: str) -> Response:
        """The page at this path, the "not found" page, or an error page."""
        try:
            page = live_site.page(path)
            return (
                Response(page)
                if page is not None
                else Response(live_site.page(permalinks.NOT_FOUND) or b"", 404)
            )
        except TemplateFaultError as error:
            problem = error.problem
            words = f"{problem.path}:{problem.line}: {message(problem, self.lang)}"
            text = f"{words} {remedy(problem, self.lang)}"
            return Response(_plain(self.lang, _THEME_ERROR[self.lang], text), 500)
        except Exception as error:  # noqa: BLE001 (a page that fails to render must not stop the server)
            _log.exception("The page %s could not be made", path)
            return Response(_plain(self.lang, _PAGE_ERROR[self.lang], repr(error)), 500)

    def _built(self, path: str) -> Response | None:
        """The file of the output at this path, or None."""
        if not is_inside(path) or any(part.startswith(".") for part in path.split("/")) or ":" in path:
            return None
        try:
            root, file = self._output.resolve(), (self._output / path).resolve()
            if not file.is_relative_to(root) or not file.is_file():
                return None
            return Response(file.read_bytes() if path.endswith(".html") else file)
        except (OSError, ValueError):  # no such name is possible, or the file was just deleted
            return None

    def _digest(self, path: str) -> str:
        """Hash of the page at this path; "" if it is a file."""
        content = self.response(path).content
        return digest(content) if isinstance(content, bytes) else ""

    def _uses(self, path: str, files: Iterable[bytes]) -> bool:
        """Whether the page at this path contains one of these addresses."""
        content = self.response(path).content
        return isinstance(content, bytes) and any(file in content for file in files)


def _is_of_build(path: str, live_site: LiveSite) -> bool:
    """Whether only a build makes the file at this path."""
    return (
        is_of_build(path, live_site.settings.languages)
        or path == NAME
        or path.startswith(f"{permalinks.SEARCH}/")
        or path == permalinks.sitemap_part(path.removeprefix("sitemap-").removesuffix(".xml"))
    )


# --- pages of the server's own ----------------------------------------------------------------------------

_NOTHING_YET = {
    "vi": (
        "Chưa có trang nào",
        "Kho tin còn lỗi, nên chưa dựng được trang nào. Sửa xong, trang sẽ tự hiện ra.",
    ),
    "en": (
        "No page yet",
        "The archive has errors, so no page could be made. Once they are fixed, it appears.",
    ),
}
_THEME_ERROR = {"vi": "Mẫu giao diện có lỗi", "en": "A template of the theme has an error"}
_PAGE_ERROR = {"vi": "Không dựng được trang này", "en": "This page could not be made"}


def _plain(lang: str, title: str, text: str) -> bytes:
    """A simple page of the server's own."""
    title = escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"</head>\n<body>\n<h1>{title}</h1>\n<p>{escape(text)}</p>\n</body>\n</html>\n"
    ).encode()
