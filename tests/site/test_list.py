"""`khotin list`: every article that somebody has to look after, with the reason."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.commands import main
from tests.support.site import Site


class Elsewhere(BaseHTTPRequestHandler):
    """Another site: some pages are gone, some refuse HEAD, some refuse machines."""

    def answer(self) -> None:
        head = self.command == "HEAD"
        codes = {
            "/con": 200,
            "/mat": 404,
            "/het": 410,
            "/cam": 403,
            "/get": 405 if head else 200,
            "/loi": 500,
        }
        self.send_response(codes.get(self.path.partition("?")[0], 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def listed(site: Site, *arguments: str) -> Result:
    command = ["list", "--site", str(site.folder), "--date", "2026-01-01", "--lang", "vi", *arguments]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def records(site: Site, *arguments: str) -> list[tuple[str, str, str]]:
    found = json.loads(listed(site, "--json", *arguments).stdout)["articles"]
    return [(each["reason"], each["path"].removeprefix("content/"), each["detail"]) for each in found]


@pytest.fixture
def busy(site: Site) -> Site:
    (site.folder / "content/tin-tuc").mkdir()
    Image.new("RGB", (4, 3), "red").save(site.folder / "content/tin-tuc/a.png")
    site.article("tin-tuc/nhap.md", title="Bản nháp của tôi", draft="true")
    site.article("tin-tuc/xem.md", "![Ô](a.png)", author="không rõ", review="[author]")
    site.article("tin-tuc/xem.en.md", "![Red](a.png)", title="A", date="", author="", province="")
    site.article("tin-tuc/hen.md", "![Ô](a.png)", title="Hẹn", publish="2026-05-01")
    site.article("anh/khong.md", title="Không ảnh", date="2014-02-03")
    return site


def test_each_reason_has_its_articles(busy: Site) -> None:
    assert records(busy) == [
        ("draft", "tin-tuc/nhap.md", ""),
        ("review", "tin-tuc/xem.md", "author"),
        ("scheduled", "tin-tuc/hen.md", "2026-05-01"),
        ("without-picture", "anh/khong.md", ""),
        ("untranslated", "anh/khong.md", "en"),
        ("untranslated", "tin-tuc/hen.md", "en"),
    ]
    assert records(busy, "draft", "review") == [
        ("draft", "tin-tuc/nhap.md", ""), ("review", "tin-tuc/xem.md", "author")
    ]  # fmt: skip
    assert records(busy, "--section", "ảnh", "untranslated") == [("untranslated", "anh/khong.md", "en")]


def test_the_table_says_it_in_words(busy: Site) -> None:
    said = listed(busy).stdout
    assert "Bản nháp (1)\n  content/tin-tuc/nhap.md  2014-01-08  Bản nháp của tôi\n" in said
    assert "Hẹn ngày đăng (1)" in said
    assert "content/anh/khong.md    2014-02-03  Không ảnh  [en]" in said


def test_dead_links_are_asked_for_online_alone(busy: Site, elsewhere: str) -> None:
    body = "\n\n".join(
        f"Xem [x]({elsewhere}{path})." for path in ("/con", "/mat?a=1&b=2", "/het", "/cam", "/get", "/loi")
    )
    busy.article("tin-tuc/ra.md", f"{body}\n\n<https://khong-co.invalid/a>", title="Ra ngoài")
    assert not [each for each in records(busy) if each[0] == "dead-link"]
    found = json.loads(listed(busy, "--online", "--json", "dead-link").stdout)["articles"]
    said = {(each["line"], each["detail"]) for each in found}
    assert said == {
        (10, f"{elsewhere}/mat?a=1&b=2 (404)"),
        (12, f"{elsewhere}/het (410)"),
        (20, "https://khong-co.invalid/a (tên miền không còn)"),
    }
