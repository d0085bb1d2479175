"""A plain web server that shows a folder under a sub-path, as a shared host would."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import IO

_PIECE, _PAUSE = 1000, 0.03  # bytes that a slow line sends at once, and seconds until the next


class _SubPathHandler(SimpleHTTPRequestHandler):
    sub_path = "/"
    slow = False

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.sub_path):
            return str(Path(self.directory) / "outside-the-site")
        return super().translate_path("/" + path.removeprefix(self.sub_path))

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        """Over a slow line a page comes in pieces, so that the browser may paint it between any two."""
        if not self.slow or ".html" not in self.path:
            super().copyfile(source, outputfile)
            return
        while piece := source.read(_PIECE):
            outputfile.write(piece)
            outputfile.flush()
            sleep(_PAUSE)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        page = Path(self.directory) / "404.html"
        content = page.read_bytes() if code == HTTPStatus.NOT_FOUND else str(code).encode()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it so)
        """Says nothing: the tests watch the requests from the browser's side."""


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page hangs up on what it was fetching: no error, and nothing to print."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path, sub_path: str, slow: bool = False) -> Iterator[str]:
    """The address (scheme, host, port) of a server of this folder, as long as the block runs."""

    class Handler(_SubPathHandler):
        def __init__(self, *args: object) -> None:
            self.sub_path = sub_path
            self.slow = slow
            super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    server = _QuietServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
