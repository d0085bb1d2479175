"""The files that hosts read, for those that site.toml names: types, 404 page, caching, security headers."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

NGINX, APACHE, HTACCESS, CADDY, IIS = "nginx", "apache", "htaccess", "caddy", "iis"
HEADERS, GITHUB = "headers", "github-pages"

# The content security policy of the pages does not say who may frame them, since a page itself cannot.
_SECURITY = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
# Pages and styles keep their names when they change, so that browsers ask whether they did. Pictures hardly
# ever change.
_ASK, _KEEP = "no-cache", "public, max-age=604800"
_TEXTS = "text/css text/plain text/csv text/javascript application/javascript application/json text/xml"
_TYPES = (("vtt", "text/vtt"), ("webp", "image/webp"), ("woff2", "font/woff2"), ("csv", "text/csv"))


def host_files(hosts: tuple[str, ...], base_url: str) -> Iterator[tuple[str, str]]:
    """The files for these hosts: (path, text). The archive stands at `base_url`."""
    url = urlsplit(base_url)
    for host in hosts:
        yield from _HOSTS[host](url.path, url.hostname or "")


def _kept(base: str) -> str:
    """A pattern of the addresses that browsers may keep."""
    return f"^{base.replace('.', chr(92) + '.')}static/media/"


def _nginx(base: str, _host: str) -> Iterator[tuple[str, str]]:
    headers = [f'add_header {name} "{value}" always;' for name, value in _SECURITY]
    headers.append("add_header Cache-Control $khotin_cache;")
    lines = [
        '# For nginx, in the block "server" whose root holds the archive:',
        "#     include /path/to/the/archive/server.nginx.conf;",
        "# Old addresses: see redirects.nginx.conf, if it is there.",
        "index index.html;",
        "charset utf-8;",
        f"charset_types {_TEXTS} text/vtt;",
        "gzip on;",
        f"gzip_types {_TEXTS} image/svg+xml;",
        f"error_page 404 {base}404.html;",
        f'set $khotin_cache "{_ASK}";',
        f'if ($uri ~ "{_kept(base)}") {{ set $khotin_cache "{_KEEP}"; }}',
        *headers,
        *(
            f"location ~ \\.{ending}$ {{ types {{ }} default_type {kind}; {' '.join(headers)} }}"
            for ending, kind in _TYPES
        ),
    ]
    yield "server.nginx.conf", _joined(lines)


def _apache_lines(base: str) -> list[str]:
    return [
        "DirectoryIndex index.html",
        f"ErrorDocument 404 {base}404.html",
        "<IfModule mod_mime.c>",
        *(f"AddType {kind} .{ending}" for ending, kind in _TYPES),
        "AddCharset utf-8 .html .css .js .json .txt .xml .vtt .csv .svg",
        "</IfModule>",
        "<IfModule mod_headers.c>",
        *(f'Header always set {name} "{value}"' for name, value in _SECURITY),
        f'Header set Cache-Control "{_ASK}"',
        f'Header set Cache-Control "{_KEEP}" "expr=%{{REQUEST_URI}} =~ m#{_kept(base)}#"',
        "</IfModule>",
        "<IfModule mod_deflate.c>",
        f"AddOutputFilterByType DEFLATE text/html {_TEXTS} image/svg+xml",
        "</IfModule>",
    ]


def _apache(base: str, _host: str) -> Iterator[tuple[str, str]]:
    lines = [
        "# For Apache 2.4, in the <VirtualHost> that serves the archive:",
        "#     Include /path/to/the/archive/server.apache.conf",
        "# Old addresses: see redirects.apache.conf, if it is there.",
    ]
    yield "server.apache.conf", _joined([*lines, *_apache_lines(base)])


def _htaccess(base: str, _host: str) -> Iterator[tuple[str, str]]:
    yield (
        ".htaccess",
        _joined(["# For Apache 2.4 where only this file can be changed.", *_apache_lines(base)]),
    )


def _caddy(base: str, _host: str) -> Iterator[tuple[str, str]]:
    lines = [
        "# For Caddy 2, in the block of the site, whose root holds the archive:",
        "#     import /path/to/the/archive/server.caddy",
        "# Old addresses: see redirects.caddy, if it is there.",
        "encode gzip",
        "header {",
        *(f'\t{name} "{value}"' for name, value in _SECURITY),
        f'\tCache-Control "{_ASK}"',
        "}",
        f'@khotin_kept path "{base}static/media/*"',
        f'header @khotin_kept Cache-Control "{_KEEP}"',
        *(
            line
            for ending, kind in _TYPES
            for line in (
                f"@khotin_{ending} path *.{ending}",
                f'header @khotin_{ending} Content-Type "{kind}"',
            )
        ),
        "handle_errors {",
        f"\trewrite * {base}404.html",
        "\tfile_server",
        "}",
        "file_server",
    ]
    yield "server.caddy", _joined(lines)


def _iis(base: str, _host: str) -> Iterator[tuple[str, str]]:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<configuration>",
        "<system.webServer>",
        "<staticContent>",
        *(
            line
            for ending, kind in _TYPES
            for line in (
                f'<remove fileExtension=".{ending}" />',
                f'<mimeMap fileExtension=".{ending}" mimeType="{kind}" />',
            )
        ),
        "</staticContent>",
        '<defaultDocument><files><clear /><add value="index.html" /></files></defaultDocument>',
        '<httpErrors errorMode="Custom"><remove statusCode="404" />',
        f'<error statusCode="404" path="{base}404.html" responseMode="ExecuteURL" /></httpErrors>',
        "<httpProtocol><customHeaders>",
        *(f'<add name="{name}" value="{value}" />' for name, value in _SECURITY),
        "</customHeaders></httpProtocol>",
        "</system.webServer>",
        "</configuration>",
    ]
    yield "web.config", _joined(lines)


def _hosted_headers(base: str, _host: str) -> Iterator[tuple[str, str]]:
    lines = [
        f"{base}*",
        *(f"  {name}: {value}" for name, value in _SECURITY),
        f"{base}static/media/*",
        f"  Cache-Control: {_KEEP}",
    ]
    yield "_headers", _joined(lines)


def _github(base: str, host: str) -> Iterator[tuple[str, str]]:
    yield ".nojekyll", ""
    if base == "/" and not host.endswith(".github.io"):
        yield "CNAME", f"{host}\n"


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


_HOSTS: Mapping[str, Callable[[str, str], Iterator[tuple[str, str]]]] = {
    NGINX: _nginx,
    APACHE: _apache,
    HTACCESS: _htaccess,
    CADDY: _caddy,
    IIS: _iis,
    HEADERS: _hosted_headers,
    GITHUB: _github,
}
HOSTS = tuple(_HOSTS)
