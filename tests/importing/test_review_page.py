"""The review in the browser: safe from other sites, and written to the same table."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import process_time
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets

from generator.importer.review.captured import captured_html
from generator.importer.review.server import Review, application
from generator.importer.review.table_file import TableFile
from tests.support.import_samples import articles, page, run, written

EVIL = (
    '<script>alert(1)</script><link rel="stylesheet" href="https://x.example/a.css"><base href="https://x.example/">'
    '<meta http-equiv="refresh" content="0;url=https://x.example/"><iframe src="https://x.example/"></iframe>'
    '<a href="https://x.example/b">Xem</a>'
)


class Answer(NamedTuple):
    """What the server answers."""

    code: int
    headers: dict[str, str]
    body: bytes


class Page:
    """The review page of a table, and requests to it."""

    def __init__(self, address: str, table: Path) -> None:
        self.address, self.table = address, table

    def get(self, path: str, **headers: str) -> Answer:
        """Asks without an event loop: that of a browser may run in this thread."""
        with urlopen(Request(self.address + path, headers=headers)) as answer:
            return Answer(answer.status, dict(answer.headers), answer.read())

    def change(self, change: object, origin: str = "", kind: str = "application/json") -> int:
        headers = {"Content-Type": kind, "Origin": origin or self.address}
        request = Request(f"{self.address}/change", json.dumps(change).encode(), headers)
        try:
            with urlopen(request) as answer:
                return int(answer.status)
        except HTTPError as error:
            return error.code

    def rows(self) -> list[dict[str, str]]:
        text = self.table.read_text("utf-8-sig")
        return list(csv.DictReader(text.splitlines(), delimiter=max(",;", key=text.partition("\n")[0].count)))


@contextmanager
def reviewed(archive: Path, table: Path) -> Iterator[Page]:
    """Serves the review of a table in another thread."""
    started, box = Event(), dict[str, Any]()

    def serve() -> None:
        loop = box["loop"] = IOLoop()
        sockets = bind_sockets(0, "127.0.0.1")
        port = sockets[0].getsockname()[1]
        review = Review(TableFile(table), archive, ("tables",), "en")
        server = HTTPServer(application(review, port))
        loop.add_callback(server.add_sockets, sockets)
        box["address"] = f"http://127.0.0.1:{port}"
        loop.add_callback(started.set)
        loop.start()
        loop.close()

    thread = Thread(target=serve, daemon=True)
    thread.start()
    started.wait(10)
    yield Page(box["address"], table)
    box["loop"].add_callback(box["loop"].stop)
    thread.join(10)


@pytest.fixture
def review(archive: Path, tmp_path: Path) -> Iterator[Page]:
    files: dict[str, str | bytes] = {
        f"{n}.html": page(f"Bài số {n} của Sở", author="", extra=f"<p>Kỳ thứ {n}.</p>{EVIL}")
        for n in (1, 2, 3)
    }
    written(tmp_path / "saved", files)
    table = tmp_path / "review.csv"
    run(archive, tmp_path / "saved", "--keep-originals", "--table", table)
    with reviewed(archive, table) as found:
        yield found


def test_a_correction_is_written_to_the_table_and_can_be_applied(archive: Path, review: Page) -> None:
    assert review.change({"rows": [0], "values": {"author": "Lê Thị Bình"}, "accepted": []}) == 200
    first = review.rows()[0]
    assert first["author"] == "Lê Thị Bình"
    assert "author" not in first["review"]
    assert run(archive, "--apply", review.table).exit_code == 0
    assert "Lê Thị Bình" in [article.fields["author"] for article in articles(archive)]


def test_a_whole_site_is_changed_at_once(review: Page) -> None:
    assert (
        review.change({"rows": [0, 1, 2], "values": {"author": "Ban biên tập"}, "accepted": ["author"]})
        == 200
    )
    assert {row["author"] for row in review.rows() if row["state"]} == {"Ban biên tập"}


def test_a_value_that_no_article_may_have_is_refused(review: Page) -> None:
    before = review.table.read_bytes()
    assert review.change({"rows": [0], "values": {"date": "31/02/2014"}, "accepted": []}) == 422
    assert review.change({"rows": [0], "values": {"path": "../x"}, "accepted": []}) == 422
    assert review.change({"rows": [0], "values": {"title": "Nửa \ud800"}, "accepted": []}) == 422
    assert review.change({"rows": [0], "values": {"title": "Bài\0"}, "accepted": []}) == 422
    assert review.table.read_bytes() == before
    assert review.change({"rows": [0], "values": {"title": "Bài khác"}, "accepted": []}) == 200


def test_what_another_program_wrote_is_not_lost(review: Page) -> None:
    text = review.table.read_bytes() + b"\r\n"
    review.table.write_bytes(text)
    assert review.change({"rows": [0], "values": {"title": "Khác"}, "accepted": []}) == 409
    assert review.table.read_bytes() == text


@pytest.mark.parametrize("origin", ["https://x.example", "null", "http://127.0.0.1:1"])
def test_another_site_changes_nothing(review: Page, origin: str) -> None:
    before = review.table.read_bytes()
    assert review.change({"rows": [0], "values": {"title": "x"}, "accepted": []}, origin) == 403
    assert review.change({"rows": [0], "values": {"title": "x"}, "accepted": []}, kind="text/plain") == 415
    assert review.table.read_bytes() == before


def test_another_name_of_the_host_sees_nothing(review: Page) -> None:
    for path in ("/", "/rows", "/captured/0"):
        with pytest.raises(HTTPError) as refused:
            review.get(path, Host="x.example")
        assert refused.value.code == 421


def test_a_captured_page_runs_and_loads_nothing(review: Page) -> None:
    answer = review.get("/captured/0")
    text = answer.body.decode()
    assert "Bài số 1" in text
    assert not any(f"<{name}" in text for name in ("script", "link", "base", "iframe", "meta http"))
    assert ' href="' not in text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in policy


@pytest.mark.parametrize("tag", ["<script>", "<iframe ", "<link ", "<a ", "<img "])
def test_a_captured_page_of_unfinished_tags_is_shown_soon(tmp_path: Path, tag: str) -> None:
    saved = tmp_path / "a.html"
    saved.write_text(tag * 12_000 + "<p>Hết", "utf-8")
    begin = process_time()
    assert "Hết" in captured_html(tmp_path, {"path": "", "file": str(saved)})
    assert process_time() - begin < 2


@pytest.mark.parametrize("rows", [[99], [-1], "x", None])
def test_nonsense_is_answered_with_an_error(review: Page, rows: object) -> None:
    assert review.change({"rows": rows, "values": {}, "accepted": []}) == 400


def test_a_filled_table_is_not_overwritten(archive: Path, review: Page) -> None:
    assert run(archive, "--table", review.table).exit_code == 0  # nobody has filled it in
    written(review.table.parent, {"x.md": "chữ"})
    assert run(archive, "--table", review.table.parent / "x.md").exit_code == 1
    review.get("/rows")
    assert review.change({"rows": [0], "values": {"author": "Lê Thị Bình"}, "accepted": []}) == 200
    before = review.table.read_bytes()
    assert run(archive, "--table", review.table).exit_code == 1
    assert review.table.read_bytes() == before
    run(archive, "--apply", review.table)
    assert run(archive, "--table", review.table).exit_code == 0
