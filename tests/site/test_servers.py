"""The rules for servers, as nginx, Apache and Caddy themselves take them."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.support.site import SETTINGS, Site

ALIASES = {
    "a": [
        "/tabid/123/ArticleID/45/Default.aspx?x=1",
        "/?q=node/12",
        "/tin tức/bài số 5.html",
        '/a"b\\c.aspx',
    ],
    "b": ["/$x.php?y=$z", "/index.php?id=7&view=b", "http://mot.example/chung.aspx", "/Upload/X y.pdf"],
    "c": ["http://hai.example/chung.aspx", "https://truoc.example/kho/vi/2014/01/b.html"],
    "d": ["https://goc.example/vi/2014/01/a.html"],
} | {
    # More rules than a server reads into one buffer.
    f"c{part}": [f"/Xem.aspx?id={number}" for number in range(200 * part, 200 * (part + 1))]
    for part in range(15)
}
# Host and address as they come over the line, and the article that they mean (empty: none).
ASKED = (
    ("cu.example", "/tabid/123/ArticleID/45/Default.aspx?x=1", "a"),
    ("cu.example", "/TABID/123/articleid/45/default.aspx?x=1", "a"),
    ("cu.example", "/?q=node/12", "a"),
    ("cu.example", "/?q=node%2F12", "a"),
    ("cu.example", "/tin%20t%E1%BB%A9c/b%C3%A0i%20s%E1%BB%91%205.html", "a"),
    ("cu.example", "/tin%20t%e1%bb%a9c/b%c3%a0i%20s%e1%bb%91%205.html/", "a"),
    ("cu.example", "/a%22b%5Cc.aspx", "a"),
    ("cu.example", "/$x.php?y=$z", "b"),
    ("cu.example", "/index.php?id=7&view=b", "b"),
    ("cu.example", "/Upload/X%20y.pdf", "b"),
    ("mot.example", "/chung.aspx", "b"),
    ("www.hai.example", "/chung.aspx", "c"),
    ("ba.example", "/chung.aspx", ""),
    ("cu.example", "/Xem.aspx?id=2999", "c14"),
    ("cu.example", "/Xem.aspx?id=3000", ""),
    ("cu.example", "/index.html", ""),
    # Archives that are joined in this one: the same path, but for what one of them had at it.
    ("www.truoc.example", "/kho/vi/2014/01/a.html", "a"),
    ("truoc.example", "/kho/vi/2014/01/b.html", "c"),
    ("goc.example", "/vi/2014/01/b.html", "b"),
    ("goc.example", "/vi/2014/01/a.html", "d"),
    ("truoc.example", "/vi/2014/01/a.html", ""),
    ("truoc.example", "/kho/%0d%0aX:1", ""),
    ("khotin.example", "/vi/2014/01/a.html", ""),
)
FORMER = ("https://truoc.example/kho/", "https://www.goc.example/")
_NGINX = """
daemon off; pid {work}/pid; error_log {work}/errors; worker_processes 1; events {{}}
http {{
  access_log off; client_body_temp_path {work}/1; proxy_temp_path {work}/2; fastcgi_temp_path {work}/3;
  uwsgi_temp_path {work}/4; scgi_temp_path {work}/5;
  include {output}/redirects.nginx.conf;
  server {{
    listen 127.0.0.1:{port}; root {output};
    if ($khotin_redirect) {{ return 301 $khotin_redirect; }}
  }}
}}
"""
_APACHE = """
ServerRoot {work}
PidFile {work}/pid
ErrorLog {work}/errors
Listen 127.0.0.1:{port}
ServerName localhost
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule rewrite_module {modules}/mod_rewrite.so
DocumentRoot {output}
<VirtualHost *:{port}>
Define KHOTIN {output}
Include ${{KHOTIN}}/redirects.apache.conf
</VirtualHost>
"""


_CADDY = """
{{
  admin off
  auto_https off
  storage file_system {work}/storage
}}
http://:{port} {{
  bind 127.0.0.1
  root * {output}
  import {output}/redirects.caddy
  file_server
}}
"""


def _caddy(values: dict[str, object], program: str) -> tuple[str, list[str]]:
    return _CADDY.format(**values), [program, "run", "--adapter", "caddyfile", "--config"]


def _nginx(values: dict[str, object], program: str) -> tuple[str, list[str]]:
    return _NGINX.format(**values), [program, "-p", str(values["work"]), "-c"]


def _apache(values: dict[str, object], program: str) -> tuple[str, list[str]]:
    modules = Path(program).resolve().parents[1] / "lib/apache2/modules"
    return _APACHE.format(**values, modules=modules), [program, "-DFOREGROUND", "-f"]


PLACES = os.pathsep.join((os.environ["PATH"], "/usr/local/sbin", "/usr/sbin"))
_SERVERS: dict[str, Callable[[dict[str, object], str], tuple[str, list[str]]]] = {
    "nginx": _nginx,
    "apache2": _apache,
    "caddy": _caddy,
}


@contextmanager
def running(name: str, output: Path, work: Path) -> Iterator[int]:
    """The port of such a server of this folder, as long as the block runs."""
    program = shutil.which(name, path=PLACES)
    assert program is not None, f"no {name} found: run tests/install-system-packages.sh"
    port = free_port()
    configuration, command = _SERVERS[name]({"work": work, "output": output, "port": port}, program)
    (work / "configuration").write_text(configuration, encoding="utf-8")
    environment = os.environ | {"HOME": str(work), "XDG_CONFIG_HOME": str(work)}
    server = subprocess.Popen([*command, str(work / "configuration")], env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(port)


@pytest.mark.parametrize("name", _SERVERS)
def test_a_server_redirects_what_no_file_can_be(name: str, site: Site, tmp_path: Path) -> None:
    settings = SETTINGS.replace("/luu-tru/", "/")
    site.write(f"-- site.toml --\nformer_base_urls = {json.dumps(FORMER)}\n{settings}")
    for article, aliases in ALIASES.items():
        site.article(f"tin-tuc/{article}.md", aliases=json.dumps(aliases, ensure_ascii=False))
    assert not site.build().problems
    (tmp_path / "work").mkdir()
    with running(name, site.output, tmp_path / "work") as port:
        for host, address, article in ASKED:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", address, headers={"Host": host})
            answer = connection.getresponse()
            expected = f"https://khotin.example/vi/2014/01/{article}.html" if article else None
            assert answer.getheader("Location") == expected, (host, address)
            assert (answer.status == 301) == bool(article), (host, address)
            assert answer.getheader("X") is None
            connection.close()
