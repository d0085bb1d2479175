"""A web server that compresses as hosts do, and a browser whose network is counted."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@contextmanager
def compressing(folder: Path) -> Iterator[str]:
    """The address of a server of the folder, as long as the block runs: gzip, HTTP/1.1, no other headers."""

    @cache
    def packed(path: str) -> bytes:
        return gzip.compress((folder / path).read_bytes(), 9, mtime=0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].lstrip("/")
            found = (folder / path).is_file()
            compressible = Path(path).suffix in _TYPES
            content = b"" if not found else packed(path) if compressible else (folder / path).read_bytes()
            self.send_response_only(200 if found else 404)
            self.send_header("Content-Type", _TYPES.get(Path(path).suffix, "application/octet-stream"))
            if compressible:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing: the browser counts."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A browser that goes on before it has read everything is no error."""

    server = Server(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
