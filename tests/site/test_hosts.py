"""What hosts are given, as nginx, Apache and Caddy themselves take it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.site.test_servers import PLACES, free_port, wait_for
from tests.support.site import SETTINGS, Site, where

_HOSTS = '[hosting]\nservers = ["nginx", "apache", "htaccess", "caddy", "iis", "headers", "github-pages"]\n'
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
    site.article("tin-tuc/a.md")
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


def asked(port: int, path: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
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


def test_files_of_the_root_stand_there_and_hosts_have_theirs(hosted: Site) -> None:
    assert hosted.page("xac-minh.html") == "mã\n"
    assert hosted.page("CNAME") == "khotin.example\n"
    assert hosted.page(".nojekyll") == ""
    assert hosted.page("_headers").startswith("/*\n  X-Content-Type-Options: nosniff\n")
    assert ElementTree.fromstring(hosted.page("web.config")).tag == "configuration"


def test_without_a_word_of_hosts_there_is_no_such_file(site: Site) -> None:
    site.article("tin-tuc/a.md")
    assert not site.build().problems
    assert not {"_headers", ".nojekyll", "web.config", "server.caddy"} & site.files().keys()


@pytest.mark.parametrize("name", ["index.html", "vi/a.html", "static/style.css", "manifest-sha256.txt"])
def test_a_file_of_the_root_cannot_take_the_place_of_the_sites_own(name: str, site: Site) -> None:
    site.write(f"-- content/_root/{name} --\nx")
    assert (f"content/_root/{name}", 1, "root-file-taken") in [where(each) for each in site.build().problems]
