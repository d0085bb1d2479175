"""Serves the review of a table to browsers on this machine.

Every request must name this machine as its host, and every change must come from the page itself. Captured
pages are shown without scripts, in a frame that may load nothing.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from generator.importer.addresses import host_of
from generator.importer.review.captured import article_html, captured_html
from generator.importer.review.table import EDITABLE
from generator.importer.review.table_file import ChangedError, TableFile
from generator.importer.review.words import WORDS

ADDRESS = "127.0.0.1"
_NAMES = (ADDRESS, "localhost")
_STATIC = Path(__file__).parent / "static"
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Nothing runs, nothing is loaded, no link or form leads anywhere.
_SHOWN_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_FIELDS = tuple(name for name in EDITABLE if name not in ("review", "draft"))
_LONGEST = 1024 * 1024  # bytes of a request


@dataclass(frozen=True)
class Review:
    """Table under review, its site with Markdown extensions, and the language."""

    table: TableFile
    site: Path
    extensions: tuple[str, ...]
    lang: str


def serve_review(review: Review, port: int, opened: Callable[[str], None]) -> None:
    """Serves the review until KeyboardInterrupt. `opened` is called with its address.

    Raises OSError if the port is taken.
    """
    asyncio.run(_serve(review, port, opened))


async def _serve(review: Review, port: int, opened: Callable[[str], None]) -> None:
    sockets = bind_sockets(port, ADDRESS)
    number = sockets[0].getsockname()[1]
    HTTPServer(application(review, number), max_body_size=_LONGEST).add_sockets(sockets)
    opened(f"http://{ADDRESS}:{number}/")
    await asyncio.Event().wait()


def application(review: Review, port: int) -> web.Application:
    """Returns the application that answers on a port."""
    own = {"review": review, "port": port}
    return web.Application(
        [
            (r"/", _StaticHandler, own),
            (r"/(review\.(?:js|css))", _StaticHandler, own),
            (r"/rows", _RowsHandler, own),
            (r"/(captured|article)/(\d{1,9})", _ShownHandler, own),
            (r"/change", _ChangeHandler, own),
        ],
        log_function=lambda handler: None,
    )


class _Handler(web.RequestHandler):
    """Answers only requests that name this machine. Otherwise DNS rebinding would open it to other sites."""

    def initialize(self, review: Review, port: int) -> None:
        self.table, self.site, self.lang = review.table, review.site, review.lang
        self.extensions = review.extensions
        self.hosts = frozenset(f"{name}:{port}" for name in _NAMES)

    def prepare(self) -> Awaitable[None] | None:
        """Refuses requests that name another host, or come from another site."""
        if self.request.host.lower() not in self.hosts:
            raise web.HTTPError(421)
        if self.request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise web.HTTPError(403)
        return super().prepare()

    def set_default_headers(self) -> None:
        """Sets the headers of every answer."""
        self.set_header("Server", "khotin")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-DNS-Prefetch-Control", "off")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Content-Security-Policy", _PAGE_POLICY)


class _StaticHandler(_Handler):
    """Serves the page, its script and its style."""

    def get(self, name: str = "review.html") -> None:
        self.set_header("Content-Type", f"{_TYPES[Path(name).suffix]}; charset=utf-8")
        self.finish((_STATIC / name).read_bytes())


class _RowsHandler(_Handler):
    """Serves the rows of the table, and the words of the page."""

    def get(self) -> None:
        self.table.reload()
        rows = [_record(number, row) for number, row in enumerate(self.table.rows) if row]
        words = {name: both[0 if self.lang == "vi" else 1] for name, both in WORDS.items()}
        self.finish({"rows": rows, "fields": _FIELDS, "words": words, "lang": self.lang})


class _ShownHandler(_Handler):
    """Serves a captured page or an article, to be shown in a frame."""

    def get(self, kind: str, number: str) -> None:
        rows = self.table.rows
        row = rows[int(number)] if int(number) < len(rows) else {}
        if not row:
            raise web.HTTPError(404)
        html = (
            captured_html(self.site, row)
            if kind == "captured"
            else article_html(self.site, row["path"], self.extensions)
        )
        column = 0 if self.lang == "vi" else 1
        self.set_header("Content-Security-Policy", _SHOWN_POLICY)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(html or f'<!DOCTYPE html><meta charset="utf-8"><p>{WORDS["not_kept"][column]}</p>')


class _ChangeHandler(_Handler):
    """Changes cells of the table."""

    def post(self) -> None:
        if self.request.headers.get("Origin", "").lower() not in {f"http://{host}" for host in self.hosts}:
            raise web.HTTPError(403)
        if self.request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            raise web.HTTPError(415)
        change = _change(self.request.body)
        if change is None:
            raise web.HTTPError(400)
        numbers, values, accepted = change
        if any(number >= len(self.table.rows) for number in numbers):
            raise web.HTTPError(400)
        try:
            invalid = self.table.change(numbers, values, accepted)
        except ChangedError:
            self.set_status(409)
            self.finish({})
            return
        if invalid:
            self.set_status(422)
        rows = self.table.rows
        self.finish({"invalid": invalid, "rows": [_record(number, rows[number]) for number in numbers]})


def _change(body: bytes) -> tuple[list[int], dict[str, str], list[str]] | None:
    """Returns row numbers, values and accepted fields of a request; None if it is not valid."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    numbers, values, accepted = (content.get(name) for name in ("rows", "values", "accepted"))
    if not (isinstance(numbers, list) and isinstance(values, dict) and isinstance(accepted, list)):
        return None
    whole = all(isinstance(number, int) and number >= 0 for number in numbers)
    texts = all(isinstance(text, str) for text in (*values, *values.values(), *accepted))
    return (numbers, values, accepted) if whole and texts else None


def _record(number: int, row: Mapping[str, str]) -> dict[str, Any]:
    """Returns a row for the page: its values, open fields, and how each field was found."""
    if not row:
        return {"number": number, "gone": True}
    review = [name.strip() for name in row["review"].replace(",", ";").split(";") if name.strip()]
    evidence = dict(part.split(" ", 1) for part in row.get("sure", "").split("; ") if " " in part)
    return {
        "number": number,
        "path": row["path"],
        "site": host_of(row.get("address", "")) or row.get("file", "").partition("!")[0].rpartition("/")[0],
        "address": row.get("address", ""),
        "file": row.get("file", ""),
        "values": {name: row.get(name, "") for name in _FIELDS},
        "review": review,
        "draft": bool(row.get("draft", "")),
        "evidence": evidence,
        "remarks": row.get("remarks", ""),
    }
