"""What hosts are given, as nginx, Apache and Caddy themselves take it."""

import gzip
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import brotli
import pytest
from PIL import Image

from generator.model.output import MANIFEST
from tests.site.test_servers import PLACES, free_port, wait_for
from tests.support.copies import make_copy
from tests.support.site import SETTINGS, Site, where

_HOSTS = """[hosting]
servers = ["nginx", "apache", "htaccess", "caddy", "iis", "headers", "github-pages"]
compressed = ["gz", "br"]
hashed_names = true
"""
_NGINX = """
{user} daemon off; pid {work}/pid; error_log {work}/errors; worker_processes 1; events {{}}
http {{
  access_log off; client_body_temp_path {work}/1; proxy_temp_path {work}/2; fastcgi_temp_path {work}/3;
  uwsgi_temp_path {work}/4; scgi_temp_path {work}/5;
  types {{ text/html html; text/css css; application/javascript js; }}
  server {{ listen 127.0.0.1:{port}; root {output}; include {output}/server.nginx.conf; }}
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
LoadModule dir_module {modules}/mod_dir.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule filter_module {modules}/mod_filter.so
LoadModule deflate_module {modules}/mod_deflate.so
LoadModule rewrite_module {modules}/mod_rewrite.so
TypesConfig /dev/null
AddType text/html .html
DocumentRoot {output}
<Directory {output}>
AllowOverride {override}
</Directory>
<VirtualHost *:{port}>
{include}
</VirtualHost>
"""
_CADDY = """
{{
  admin off
  auto_https off
  storage file_system {work}/storage
}}
http://127.0.0.1:{port} {{
  root * {output}
  import {output}/server.caddy
}}
"""
_PROGRAMS = {"nginx": "nginx", "apache": "apache2", "htaccess": "apache2", "caddy": "caddy"}


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site at the root of its host, with all that hosts are given."""
    site = Site(tmp_path_factory.mktemp("hosted"))
    site.write(f"-- site.toml --\n{SETTINGS.replace('/luu-tru/', '/')}{_HOSTS}")
    site.write(
        "-- content/_root/xac-minh.html --\nmã\n-- content/_root/.well-known/security.txt --\nContact: x"
    )
    site.write("-- content/_root/phu-de.vtt --\nWEBVTT")
    site.article("tin-tuc/a.md", "![Ảnh](a.jpg)")
    Image.new("RGB", (40, 30)).save(site.folder / "content/tin-tuc/a.jpg")
    assert not site.build().problems
    return site


@contextmanager
def running(name: str, output: Path, work: Path) -> Iterator[int]:
    """The port of such a server of this folder, as long as the block runs."""
    program = shutil.which(_PROGRAMS[name], path=PLACES)
    assert program is not None, f"no {_PROGRAMS[name]} found: run tests/install-system-packages.sh"
    port, file = free_port(), work / "configuration"
    modules = Path(program).resolve().parents[1] / "lib/apache2/modules"
    values = {"work": work, "output": output, "port": port, "modules": modules}
    include = f"Include {output}/server.apache.conf" if name == "apache" else ""
    user = "user root;" if os.getuid() == 0 else ""  # whose folder no other user may read
    override = "All" if name == "htaccess" else "None"
    text, command = {
        "nginx": (_NGINX, ["-p", str(work), "-c", str(file)]),
        "apache": (_APACHE, ["-DFOREGROUND", "-f", str(file)]),
        "htaccess": (_APACHE, ["-DFOREGROUND", "-f", str(file)]),
        "caddy": (_CADDY, ["run", "--adapter", "caddyfile", "--config", str(file)]),
    }[name]
    file.write_text(text.format(**values, user=user, include=include, override=override), encoding="utf-8")
    environment = os.environ | {"HOME": str(work), "XDG_CONFIG_HOME": str(work)}
    server = subprocess.Popen([program, *command], env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def asked(port: int, path: str, encodings: str = "") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": encodings} if encodings else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


@pytest.mark.parametrize("name", _PROGRAMS)
def test_a_server_does_what_the_site_needs(name: str, hosted: Site, tmp_path: Path) -> None:
    with running(name, hosted.output, tmp_path) as port:
        page, content = asked(port, "/vi/2014/01/a.html")
        assert (page.status, content) == (200, hosted.files()["vi/2014/01/a.html"])
        assert page.getheader("Content-Type", "").lower() == "text/html; charset=utf-8"
        assert page.getheader("X-Content-Type-Options") == "nosniff"
        assert page.getheader("Content-Security-Policy") == "frame-ancestors 'self'"
        assert page.getheader("Cache-Control") == "no-cache"
        assert asked(port, "/")[1] == hosted.files()["index.html"]
        missing, content = asked(port, "/vi/khong-co.html")
        assert (missing.status, content) == (404, hosted.files()["404.html"])
        assert missing.getheader("X-Content-Type-Options") == "nosniff"
        captions, _ = asked(port, "/phu-de.vtt")
        assert captions.getheader("Content-Type", "").startswith("text/vtt")
        assert asked(port, "/.well-known/security.txt")[0].status == 200


@pytest.mark.parametrize("name", _PROGRAMS)
def test_a_server_sends_the_compressed_copies(name: str, hosted: Site, tmp_path: Path) -> None:
    files = hosted.files()
    with running(name, hosted.output, tmp_path) as port:
        for encodings, ending, encoding in (("gzip", "gz", "gzip"), ("gzip, br", "br", "br")):
            if name == "nginx" and ending == "br":  # which needs a module that is not part of it
                continue
            for address, path in (("/vi/2014/01/a.html", "vi/2014/01/a.html"), ("/", "index.html")):
                page, content = asked(port, address, encodings)
                assert (page.status, page.getheader("Content-Encoding")) == (200, encoding)
                assert content == files[f"{path}.{ending}"]
                assert page.getheader("Content-Type", "").lower() == "text/html; charset=utf-8"
                assert "Accept-Encoding" in page.getheader("Vary", "")
                assert page.getheader("Cache-Control") == "no-cache"
        assert asked(port, "/vi/2014/01/a.html")[1] == files["vi/2014/01/a.html"]


@pytest.mark.parametrize("name", _PROGRAMS)
def test_styles_with_their_hash_are_kept_for_ever(name: str, hosted: Site, tmp_path: Path) -> None:
    path = re.findall(r'href="(?:../)+(static/style[^"]*)"', hosted.page("vi/2014/01/a.html"))[0]
    assert re.fullmatch(r"static/style\.[0-9a-f]{10}\.css", path)
    assert hosted.files()[path] == hosted.files()["static/style.css"]
    with running(name, hosted.output, tmp_path) as port:
        style, content = asked(port, f"/{path}")
        assert content == hosted.files()[path]
        assert style.getheader("Cache-Control") == "public, max-age=31536000, immutable"
        picture, _ = asked(port, "/static/media/tin-tuc/a.jpg")
        assert picture.getheader("Cache-Control") == "public, max-age=604800"
        assert asked(port, "/static/style.css")[0].getheader("Cache-Control") == "no-cache"
    assert f"/{path}\n  Cache-Control: public, max-age=31536000, immutable\n" in hosted.page("_headers")


def test_copies_are_their_texts_packed_and_stay_as_they_are(hosted: Site) -> None:
    files = hosted.files()
    copies = {path: path.rpartition(".")[0] for path in files if path.endswith((".gz", ".br"))}
    assert {"vi/2014/01/a.html", "static/style.css"} <= set(copies.values())
    for path, text in copies.items():
        unpack = gzip.decompress if path.endswith(".gz") else brotli.decompress
        assert unpack(files[path]) == files[text]
    impact = hosted.build().impact
    assert impact
    assert not impact.written
    hosted.article("tin-tuc/a.md", "Một nội dung khác.")
    assert not hosted.build().problems
    clean = hosted.folder / "clean"
    assert hosted.build(output=clean).impact
    assert {path: content for path, content in hosted.files().items() if path != MANIFEST} == {
        path.relative_to(clean).as_posix(): path.read_bytes()
        for path in clean.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_iis_gets_old_addresses_if_it_has_url_rewrite(site: Site) -> None:
    hosting = '[hosting]\nservers = ["iis-rewrite"]\n'
    former = 'former_base_urls = ["https://truoc.example/kho/"]\n'
    site.write(f"-- site.toml --\n{former}{SETTINGS.replace('/luu-tru/', '/')}{hosting}")
    site.article("tin-tuc/a.md", aliases='["/Tin tức/bài.aspx?id=1&x=2", "http://mot.example/chung.aspx"]')
    site.article("tin-tuc/b.md", aliases='["http://hai.example/chung.aspx"]')
    assert not site.build().problems
    pairs = {
        each.get("key", ""): each.get("value", "").removeprefix("https://khotin.example/vi/2014/01/")
        for each in ElementTree.fromstring(site.page("redirects.iis.config")).iter("add")
    }
    assert pairs["/Tin%20t%E1%BB%A9c/b%C3%A0i.aspx?id=1&x=2"] == "a.html"
    assert (pairs["mot.example/chung.aspx"], pairs["www.hai.example/chung.aspx"]) == ("a.html", "b.html")
    assert len({key.lower() for key in pairs}) == len(pairs)
    rewrite = ElementTree.fromstring(site.page("web.config")).find("system.webServer/rewrite")
    assert rewrite is not None
    assert [each.get("configSource") for each in rewrite.iter("rewriteMaps")] == ["redirects.iis.config"]
    assert [each.get("url") for each in rewrite.iter("match")][-1] == r"^kho/([a-z0-9._/-]*)$"


def test_an_offline_copy_has_no_compressed_copies(hosted: Site, tmp_path: Path) -> None:
    assert not make_copy(hosted, tmp_path / "kho.zip").problems
    with ZipFile(tmp_path / "kho.zip") as packed:
        assert not [name for name in packed.namelist() if name.endswith((".gz", ".br"))]


def test_files_of_the_root_stand_there_and_hosts_have_theirs(hosted: Site) -> None:
    assert hosted.page("xac-minh.html") == "mã\n"
    assert hosted.page("CNAME") == "khotin.example\n"
    assert hosted.page(".nojekyll") == ""
    assert hosted.page("_headers").startswith("/*\n  X-Content-Type-Options: nosniff\n")
    assert ElementTree.fromstring(hosted.page("web.config")).tag == "configuration"


@pytest.mark.parametrize(("base", "path"), [("/", "404.html"), ("/luu-tru/", "luu-tru\\404.html")])
def test_iis_serves_the_404_page_as_a_file_so_that_its_code_stays(site: Site, base: str, path: str) -> None:
    site.write(f"-- site.toml --\n{SETTINGS.replace('/luu-tru/', base)}[hosting]\nservers = ['iis']\n")
    site.article("tin-tuc/a.md")
    assert not site.build().problems
    error = ElementTree.fromstring(site.page("web.config")).find("system.webServer/httpErrors/error")
    assert error is not None
    assert (error.get("path"), error.get("responseMode")) == (path, "File")


def test_without_a_word_of_hosts_there_is_no_such_file(site: Site) -> None:
    site.article("tin-tuc/a.md")
    assert not site.build().problems
    assert not {"_headers", ".nojekyll", "web.config", "server.caddy"} & site.files().keys()


@pytest.mark.parametrize("name", ["index.html", "vi/a.html", "static/style.css", "manifest-sha256.txt"])
def test_a_file_of_the_root_cannot_take_the_place_of_the_sites_own(name: str, site: Site) -> None:
    site.write(f"-- content/_root/{name} --\nx")
    assert (f"content/_root/{name}", 1, "root-file-taken") in [where(each) for each in site.build().problems]
