"""`khotin serve` on a terminal: who may look at it, which port it takes, how it ends."""

import json
import shutil
import socket
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands import main
from tests.support.served import Served, wait_until
from tests.support.site import SETTINGS, Site

Serve = Callable[..., Served]
_UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "a2hvdGluLWtob3Rpbi0xMg==",
}


@pytest.fixture
def site(site: Site) -> Site:
    site.article("tin-tuc/bai.md")
    return site


def ask(served: Served, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", served.port, timeout=60)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    return connection.getresponse()


def test_ctrl_c_ends_it_cleanly(site: Site, serve: Serve) -> None:
    served = serve()
    assert served.interrupt() == 0
    wait_until(lambda: "Stopped.\n" in served.said)
    assert "Traceback" not in "".join(served.said)


def test_ctrl_c_ends_the_build_in_the_background(site: Site, serve: Serve) -> None:
    for number in range(150):
        site.article(f"tin-tuc/b{number}.md", title=f"Bài {number}")
    served = serve()
    wait_until((site.output / ".khotin").is_dir)
    assert served.interrupt() == 0
    assert not (site.output / "manifest-sha256.txt").is_file()
    assert site.build().impact  # nothing holds the lock, nothing is left half done


@pytest.mark.parametrize("module", ["click.py", "json.py", "generator/__init__.py"])
def test_a_program_in_the_folder_of_the_site_is_not_run(
    site: Site, serve: Serve, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    site.write(f"-- {module} --\nopen({str(site.folder / 'mark')!r}, 'w').close()")
    monkeypatch.chdir(site.folder)
    serve()
    wait_until(lambda: site.has("manifest-sha256.txt") or (site.folder / "mark").exists())
    assert not (site.folder / "mark").exists()


def test_a_port_in_use_is_said(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        options = ["serve", "--site", str(site.folder), "--port", str(port)]
        results = {lang: CliRunner().invoke(main, [*options, "--lang", lang]) for lang in ("vi", "en")}
    assert {result.exit_code for result in results.values()} == {3}
    assert f"Cổng {port} đang có chương trình khác dùng" in results["vi"].stderr
    assert f"Another program uses port {port}. End it, or use --port" in results["en"].stderr
    assert not site.output.exists()


def test_a_folder_without_a_site_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "--site", str(tmp_path), "--lang", "en"])
    assert result.exit_code == 2
    assert "There is no site.toml" in result.stderr


def test_only_this_machine_is_answered(site: Site, serve: Serve) -> None:
    served = serve()
    port = served.port
    with socket.socket() as other:
        other.settimeout(5)
        assert other.connect_ex(("127.0.0.2", port)) != 0
    assert ask(served, "/luu-tru/vi/index.html").status == 200
    assert ask(served, "/luu-tru/vi/index.html", Host=f"localhost:{port}").status == 200
    for host in ("khotin.example", f"khotin.example:{port}", "127.0.0.1", f"127.0.0.1.example:{port}"):
        for path in ("/luu-tru/vi/index.html", "/livereload.js", "/livereload/problems", "/livereload"):
            assert ask(served, path, Host=host, **_UPGRADE).status == 421


def test_pages_of_other_sites_cannot_listen(site: Site, serve: Serve) -> None:
    served = serve()
    own, other = f"http://127.0.0.1:{served.port}", "https://khotin.example"
    assert ask(served, "/livereload", **_UPGRADE, Origin=other).status == 403
    assert ask(served, "/livereload", **_UPGRADE, Origin=own).status == 101
    problems = ask(served, "/livereload/problems", Origin=other)
    assert problems.headers["Access-Control-Allow-Origin"] is None
    assert problems.headers["Cross-Origin-Resource-Policy"] == "same-origin"


OUTSIDE = (
    "/luu-tru/../../../../../etc/passwd",
    "/luu-tru/%2e%2e/%2e%2e/site.toml",
    "/luu-tru/..%5csite.toml",
    "/luu-tru/search/../../site.toml",
    "/luu-tru/.khotin/journal.json",
    "/luu-tru//etc/passwd",
    "/luu-tru/%00",
    f"/luu-tru/{'x' * 3000}.html",
    "/site.toml",
    "/luu-tru/static/media/../../../site.toml",
)


def test_nothing_outside_the_site_is_served(site: Site, serve: Serve) -> None:
    site.write("-- content/tin-tuc/hong.md --\n---\ntitle: [\n---\n")  # the output is all there is then
    served = serve()
    assert [ask(served, path).status for path in OUTSIDE if path != "/site.toml"] == [503] * 9
    site.delete("content/tin-tuc/hong.md")
    wait_until(lambda: ask(served, "/luu-tru/vi/index.html").status == 200)
    assert {ask(served, path).status for path in OUTSIDE} == {404}
    assert "Traceback" not in "".join(served.said)


def test_films_are_served_in_parts(site: Site, serve: Serve) -> None:
    (site.folder / "content/tin-tuc/phim.mp4").write_bytes(bytes(range(100)))
    site.article("tin-tuc/phim.md", video="phim.mp4")
    served = serve()
    part = ask(served, "/luu-tru/static/media/tin-tuc/phim.mp4", Range="bytes=10-19")
    assert (part.status, part.read(), part.headers["Content-Type"]) == (
        206,
        bytes(range(10, 20)),
        "video/mp4",
    )
    head = ask(served, "/luu-tru/static/media/tin-tuc/phim.mp4", "HEAD")
    assert (head.status, head.headers["Content-Length"]) == (200, "100")
    again = ask(served, "/luu-tru/static/media/tin-tuc/phim.mp4", If_None_Match=head.headers["ETag"])
    assert again.status == 304


def test_a_page_that_is_not_there_is_the_sites_own(site: Site, serve: Serve) -> None:
    served = serve()
    page = ask(served, "/luu-tru/vi/khong-co.html")
    assert (page.status, b'href="/luu-tru/vi/index.html"' in page.read()) == (404, True)
    outside = ask(served, "/khong-co/")
    assert (outside.status, outside.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b'href="/luu-tru/vi/index.html"' in outside.read()


def test_addresses_outside_the_base_path_lead_into_it(site: Site, serve: Serve) -> None:
    served = serve()
    leads = {"/": "", "/luu-tru": "", "/vi/index.html": "vi/index.html", "/vi": "vi/"}
    for path, target in leads.items():
        assert ask(served, path).headers["Location"] == f"/luu-tru/{target}"
    other_host = ask(served, "//khotin.example/vi/index.html")
    assert (other_host.status, other_host.headers["Location"]) == (404, None)


def test_old_addresses_lead_on_as_on_a_host(site: Site, serve: Serve) -> None:
    site.article("tin-tuc/cu.md", title="Bài cũ", aliases="[/tin/45.htm, /tin-tuc/bai-45, '/?id=45']")
    served = serve()
    for path in ("/luu-tru/tin/45.htm", "/luu-tru/tin-tuc/bai-45/"):
        stub = ask(served, path)
        assert (stub.status, stub.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert b"vi/2014/01/cu.html" in stub.read()
    for path in ("/luu-tru/tin-tuc/bai-45", "/luu-tru/vi"):
        assert ask(served, path).headers["Location"] == f"{path}/"
    assert ask(served, "/luu-tru/tin").status == 404
    rules = ask(served, "/luu-tru/_redirects")
    assert (rules.headers["Content-Type"], b"id=45" in rules.read()) == ("text/plain; charset=utf-8", True)


def test_a_site_at_the_root_of_its_host(site: Site, serve: Serve) -> None:
    root = SETTINGS.replace("https://khotin.example/luu-tru/", "https://khotin.example/")
    site.write(f"-- site.toml --\n{root}")
    served = serve()
    assert ask(served, "/vi/2014/01/bai.html").status == 200
    assert ask(served, "//khotin.example/vi").status == 404
    assert ask(served, "/").status == 200


def test_content_may_be_a_link(site: Site, serve: Serve) -> None:
    content, elsewhere, other = (
        site.folder / "content",
        site.folder / "tin",
        site.folder / "k",
    )
    content.replace(elsewhere)
    content.symlink_to(elsewhere, target_is_directory=True)
    served = serve()
    _shows(served, "Một bài")
    site.article("tin-tuc/bai.md", title="Sửa qua liên kết")
    _shows(served, "Sửa qua liên kết")
    (elsewhere / "tin-tuc/moi.md").write_text((elsewhere / "tin-tuc/bai.md").read_text("utf-8"), "utf-8")
    wait_until(lambda: ask(served, "/luu-tru/vi/2014/01/moi.html").status == 200)
    shutil.copytree(elsewhere, other)
    content.unlink()
    content.symlink_to(other, target_is_directory=True)
    site.article("tin-tuc/bai.md", title="Sửa ở nơi khác")
    _shows(served, "Sửa ở nơi khác")
    site.article("tin-tuc/bai.md", title="Sửa lần nữa")
    _shows(served, "Sửa lần nữa")


def _shows(served: Served, title: str) -> None:
    wait_until(lambda: title in ask(served, "/luu-tru/vi/2014/01/bai.html").read().decode())


def test_nonsense_from_a_browser_is_passed_over(site: Site, serve: Serve) -> None:
    served = serve()
    for said in (
        "[]",
        "{",
        '{"command": "info"}',
        '{"command": "info", "plugins": [], "url": "http://["}',
        '""',
    ):
        _send(served, said)
    problems = json.loads(ask(served, "/livereload/problems?page=%00").read())
    assert problems["errors"]["problems"] == []
    assert "Traceback" not in "".join(served.said)


def _send(served: Served, text: str) -> None:
    """Sends a message as a browser's socket would."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as connection:
        lines = [f"{name}: {value}" for name, value in _UPGRADE.items()]
        start = "\r\n".join(["GET /livereload HTTP/1.1", f"Host: 127.0.0.1:{served.port}", *lines, "", ""])
        connection.sendall(start.encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 101")
        data = text.encode()
        connection.sendall(bytes((0x81, 0x80 | len(data), 0, 0, 0, 0)) + data)
        wait_until(lambda: ask(served, "/luu-tru/vi/index.html").status == 200)
