"""The window: what browsers see of the site that is being edited, and which of them look at what."""

import logging
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateSyntaxError
from msgspec import Struct

from generator import permalinks
from generator.publish.manifest import NAME, is_inside
from generator.serve.inject import digest
from generator.serve.live_site import LiveSite
from generator.serve.page_lookup import is_of_build
from generator.serve.state import State

_INDEX = "index.html"
_log = logging.getLogger(__name__)


class Shown(Struct, frozen=True):
    """What stands at an address: an HTML page, or a file; and the status of HTTP."""

    content: bytes | Path
    status: int = 200


class Browser(Protocol):
    """A page in a browser: its path in the site, the digest of what it shows."""

    path: str
    page: str

    def reload(self) -> None:
        """Makes it load the page again."""

    def redraw(self) -> None:
        """Makes it look at the problems."""


class Preview:
    """Shows a state of the site to any number of browsers. What only a build makes (the search, the sitemap)
    comes from the output."""

    def __init__(self, output: Path, state: State, lang: str) -> None:
        self.state = state
        self.lang = lang
        self._output = output
        self._browsers = set[Browser]()

    @property
    def root(self) -> str:
        """The path below which the site stands, as on its host."""
        live_site = self.state.live_site
        path = urlsplit(live_site.settings.base_url).path if live_site else ""
        return path if path.endswith("/") else f"{path}/"

    def path_of(self, url_path: str) -> str | None:
        """The path in the site of the path of a URL; None where that leads elsewhere."""
        if not url_path.startswith(self.root):
            return None
        path = url_path.removeprefix(self.root)
        return f"{path}{_INDEX}" if not path or path.endswith("/") else path

    def shown(self, path: str) -> Shown:
        live_site = self.state.live_site
        if live_site is None or _is_of_build(path, live_site):
            built = self._built(path)
            if built:
                return built
        if live_site is None:
            return Shown(_plain(self.lang, *_NOTHING_YET[self.lang]), 503)
        copy = live_site.copies.at(path)
        return self._page(live_site, path) if copy is None else Shown(copy)

    def is_folder(self, path: str) -> bool:
        """Whether it is a folder with a page: hosts lead from "tin/45" to "tin/45/"."""
        return self.shown(f"{path}/{_INDEX}").status == 200

    def open(self, browser: Browser) -> None:
        """A browser shows a page now, which may be an older one; it has not looked at the problems yet."""
        self._browsers.add(browser)
        if self._digest(browser.path) != browser.page:
            browser.reload()
        else:
            browser.redraw()

    def close(self, browser: Browser) -> None:
        self._browsers.discard(browser)

    def turn_to(self, state: State, changed: Iterable[str] = ()) -> None:
        """Shows another state, and tells the browsers whose pages it changes; `changed` are the addresses of
        files that the site takes as they are."""
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

    def _page(self, live_site: LiveSite, path: str) -> Shown:
        try:
            page = live_site.page(path)
            return (
                Shown(page) if page is not None else Shown(live_site.page(permalinks.NOT_FOUND) or b"", 404)
            )
        except TemplateError as error:
            place = f"{error.name}, {error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
            return Shown(_plain(self.lang, _THEME_FAULT[self.lang], f"{place}{error.message}"), 500)
        except Exception as error:  # noqa: BLE001 (one page that cannot be made must not end the others)
            _log.exception("The page %s could not be made", path)
            return Shown(_plain(self.lang, _FAULT[self.lang], repr(error)), 500)

    def _built(self, path: str) -> Shown | None:
        """What the output has at this address."""
        if not is_inside(path) or any(part.startswith(".") for part in path.split("/")) or ":" in path:
            return None
        try:
            root, file = self._output.resolve(), (self._output / path).resolve()
            if not file.is_relative_to(root) or not file.is_file():
                return None
            return Shown(file.read_bytes() if path.endswith(".html") else file)
        except (OSError, ValueError):  # no system has such a name, or the file went at this moment
            return None

    def _digest(self, path: str) -> str:
        content = self.shown(path).content
        return digest(content) if isinstance(content, bytes) else ""

    def _uses(self, path: str, files: Iterable[bytes]) -> bool:
        content = self.shown(path).content
        return isinstance(content, bytes) and any(file in content for file in files)


def _is_of_build(path: str, live_site: LiveSite) -> bool:
    """Whether only a build makes what stands there."""
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
        "The archive has errors, so no page could be made. Once they are mended, it appears.",
    ),
}
_THEME_FAULT = {"vi": "Mẫu giao diện có lỗi", "en": "A template of the theme has an error"}
_FAULT = {"vi": "Không dựng được trang này", "en": "This page could not be made"}


def _plain(lang: str, title: str, text: str) -> bytes:
    title = escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"</head>\n<body>\n<h1>{title}</h1>\n<p>{escape(text)}</p>\n</body>\n</html>\n"
    ).encode()
