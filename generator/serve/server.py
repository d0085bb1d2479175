"""The HTTP server of the preview, on this machine only, with livereload for the browsers."""

import json
import mimetypes
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import livereload
from livereload.handlers import LiveReloadHandler
from msgspec import Struct
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from generator import permalinks
from generator.serve.inject import inject_scripts
from generator.serve.overlay import overlay
from generator.serve.preview import Preview
from generator.serve.snapshots import Snapshot, Snapshots, UnsettledError

ADDRESS = "127.0.0.1"
_NAMES = (ADDRESS, "localhost")
_PLUGIN, _REDRAW = "khotin", "khotin:problems"  # see static/page.js
_OWN = Path(__file__).parent / "static"
_SCRIPTS = {
    "/livereload.js": Path(livereload.__file__).parent / "vendors" / "livereload.js",
    "/livereload/page.js": _OWN / "page.js",
    "/livereload/page.css": _OWN / "page.css",
}
_HTML = (".html", ".htm")
# The system's types for these suffixes depend on the programs installed on Windows.
_TYPES = {
    "": "text/plain; charset=utf-8",  # _redirects
    ".conf": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


_LARGEST = 64 * 1024 * 1024  # bytes of a request; pictures are sent to the editors' form


class Visit(Struct, frozen=True):
    """What every handler of a server knows: the preview, its files, and the names of this machine."""

    preview: Preview
    snapshots: Snapshots
    hosts: frozenset[str]


# (pattern of the path, handler, its arguments)
Rule = tuple[str, type[web.RequestHandler], dict[str, Any]]
Extension = Callable[[Visit], Sequence[Rule]]


class PortRefusedError(Exception):
    """The port is in use, or reserved by the system."""


class Server:
    """Listens on a port of this machine; port 0 means any free one.

    Raises PortRefusedError.
    """

    def __init__(self, port: int) -> None:
        try:
            self._sockets = bind_sockets(port, ADDRESS)
        except OSError as error:
            raise PortRefusedError(port) from error
        self.host = f"{ADDRESS}:{self._sockets[0].getsockname()[1]}"

    def show(self, preview: Preview, snapshots: Snapshots, extension: Extension | None = None) -> None:
        """Answers requests from this preview. Files are sent from the snapshots.

        `extension` gives the rules of further addresses.
        """
        port = self.host.rpartition(":")[2]
        hosts = frozenset(f"{name}:{port}" for name in _NAMES) | (set(_NAMES) if port == "80" else set())
        own = {"preview": preview, "hosts": hosts}
        further = extension(Visit(preview, snapshots, hosts)) if extension else ()
        application = web.Application(
            [
                *further,
                (r"/livereload", _BrowserHandler, own),
                (r"/livereload/problems", _ProblemsHandler, own),
                (r"(/livereload\.js|/livereload/page\.(?:js|css))", _ScriptHandler, own),
                (r"(/.*)", SiteHandler, own | {"snapshots": snapshots}),
            ],
            log_function=_log_nothing,
        )
        HTTPServer(application, max_body_size=_LARGEST).add_sockets(self._sockets)


def _log_nothing(handler: web.RequestHandler) -> None:
    """Logs nothing: requests are not worth a line on the terminal."""


class LocalHandler(web.RequestHandler):
    """Answers only requests that name this machine as their host.

    Otherwise another site could read unpublished pages by DNS rebinding.
    """

    def initialize(self, preview: Preview, hosts: frozenset[str]) -> None:
        self.preview = preview
        self.hosts = hosts

    def prepare(self) -> Awaitable[None] | None:
        """Refuses requests that name another host."""
        if self.request.host.lower() not in self.hosts:
            raise web.HTTPError(421)
        return super().prepare()

    def set_default_headers(self) -> None:
        """Sets the headers of every answer."""
        self.set_header("Server", "khotin")
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")


class _ScriptHandler(LocalHandler):
    """Serves the scripts of livereload and of the overlay."""

    def get(self, path: str) -> None:
        self.set_header("Content-Type", content_type(path))
        self.finish(_SCRIPTS[path].read_bytes())


class _ProblemsHandler(LocalHandler):
    """Serves the content of the overlay for a page."""

    def get(self) -> None:
        path = self.preview.path_of(self.get_query_argument("page", "/")) or ""
        self.finish(overlay(self.preview.state, path, self.preview.lang))


class SiteHandler(LocalHandler, web.StaticFileHandler):
    """Serves the site below the path that it has on its host."""

    def initialize(  # type: ignore[override]
        self, preview: Preview, hosts: frozenset[str], snapshots: Snapshots
    ) -> None:
        LocalHandler.initialize(self, preview, hosts)
        web.StaticFileHandler.initialize(self, "/")
        self._snapshots = snapshots
        self._file: Path | None = None
        self._snapshot: Snapshot | None = None

    async def get(self, path: str, include_body: bool = True) -> None:
        inside = self.preview.path_of(path)
        within = self._within(path) if inside is None else None
        if within is not None:
            self.redirect(quote(within))
            return
        response = self.preview.response(inside if inside is not None else permalinks.NOT_FOUND)
        if inside is not None and response.status == 404 and self.preview.is_folder(inside):
            self.redirect(f"{quote(path)}/")
            return
        if isinstance(response.content, Path):
            await self.send_file(response.content, include_body)
            return
        is_html = inside is None or response.status != 200 or inside.endswith(_HTML)
        self.set_status(404 if inside is None else response.status)
        self.set_header("Content-Type", content_type(permalinks.NOT_FOUND if is_html else str(inside)))
        await self.finish(
            inject_scripts(response.content, self.request.host) if is_html else response.content
        )

    def _within(self, path: str) -> str | None:
        """The address within the site that an address outside of it means. None if there is none."""
        root = self.preview.root
        if path in ("/", root.removesuffix("/")):
            return root
        address = f"{root}{path.lstrip('/')}"
        inside = self.preview.path_of(address)
        if inside is None:
            return None
        if self.preview.response(inside).status == 200:
            return address
        return f"{address}/" if self.preview.is_folder(inside) else None

    async def send_file(self, file: Path, include_body: bool) -> None:
        """Sends a file, or the requested range of it."""
        try:
            self._file, self._snapshot = file, await self._snapshots.of(file)
        except FileNotFoundError as error:
            raise web.HTTPError(404) from error
        except (OSError, UnsettledError) as error:
            raise web.HTTPError(503) from error
        # Tornado ignores If-Range: a part of this state does not fit to the parts of another.
        known = self.request.headers.get("If-Range")
        if known is not None and known != self.compute_etag():
            self.request.headers.pop("Range", None)
        await super().get("", include_body)

    def on_finish(self) -> None:
        """Releases the snapshot."""
        self._snapshot = None

    def validate_absolute_path(self, root: str, absolute_path: str) -> str:
        """Returns the file that the preview found. The request cannot choose another one."""
        return str(self._file)

    def compute_etag(self) -> str | None:
        """The ETag. A file's is made from its stamp, because reading a whole film takes too long."""
        if self._snapshot is None:
            return web.RequestHandler.compute_etag(self)
        stamp = self._snapshot.stamp
        return f'"{stamp.modified:x}-{stamp.size:x}-{stamp.changed:x}-{stamp.number:x}"'

    def get_modified_time(self) -> datetime:
        """Time of the file's last change."""
        return datetime.fromtimestamp(self._sent.stamp.modified // 1_000_000_000, UTC)

    def get_content_size(self) -> int:
        """Size of the file in bytes."""
        return self._sent.stamp.size

    def get_content(  # type: ignore[override]
        self, abspath: str, start: int | None = None, end: int | None = None
    ) -> Iterator[bytes]:
        """Yields the requested bytes of the file."""
        return self._sent.chunks(start or 0, self._sent.stamp.size if end is None else end)

    def get_content_type(self) -> str:
        """Content-Type of the file."""
        return content_type(str(self._file))

    @property
    def _sent(self) -> Snapshot:
        """The snapshot that is being sent."""
        assert self._snapshot is not None
        return self._snapshot


class _BrowserHandler(LocalHandler, LiveReloadHandler):  # type: ignore[misc]
    """A page in a browser, connected by livereload. Its plugin says which page is shown."""

    def initialize(self, preview: Preview, hosts: frozenset[str]) -> None:
        super().initialize(preview, hosts)
        self.path = self.page = ""

    def check_origin(self, origin: str) -> bool:
        """Allows only pages of this server to connect."""
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        """Handles livereload's messages. The browser tells its page in "info"."""
        content = _loaded(message)
        if content.get("command") == "hello":
            super().on_message(message)
        elif content.get("command") == "info":
            path = self.preview.path_of(_path_of(str(content.get("url", ""))))
            plugins = content.get("plugins")
            own = plugins.get(_PLUGIN) if isinstance(plugins, dict) else None
            self.path = path if path is not None else permalinks.NOT_FOUND
            self.page = str(own.get("page", "")) if isinstance(own, dict) else ""
            self.preview.open(self)

    def on_close(self) -> None:
        """Removes the browser from the preview."""
        self.preview.close(self)

    def reload(self) -> None:
        """Makes the browser load the page again."""
        self._send("")

    def redraw(self) -> None:
        """Makes the browser load the problems again."""
        self._send(_REDRAW)

    def send_message(self, message: dict[str, Any]) -> None:
        """Sends a message, unless the browser has gone; livereload would log that as an error."""
        with suppress(WebSocketClosedError):
            self.write_message(message)

    def _send(self, path: str) -> None:
        """Sends livereload's command with a path, which may be our own signal."""
        self.send_message({"command": "reload", "path": path, "liveCSS": False, "liveImg": False})


def _loaded(message: str | bytes) -> dict[str, Any]:
    """A browser's message as a dict; empty if it is not valid."""
    try:
        content = json.loads(message)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _path_of(url: str) -> str:
    """The path of a URL; "" if the URL is not valid."""
    try:
        return unquote(urlsplit(url).path)
    except ValueError:
        return ""


def content_type(path: str) -> str:
    """Content-Type of a path, by its suffix."""
    suffix = PurePosixPath(path).suffix.lower()
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
