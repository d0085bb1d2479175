"""The files that hosts read, for those that site.toml names: types, 404 page, caching, security headers."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from generator.model.settings import Settings
from generator.text.old_address import host_key

NGINX, APACHE, HTACCESS, CADDY, IIS = "nginx", "apache", "htaccess", "caddy", "iis"
IIS_REWRITE = "iis-rewrite"  # with the module URL Rewrite, without which IIS refuses the file
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
_FOR_EVER = "public, max-age=31536000, immutable"  # a file whose name has its hash
HASHED = re.compile(r"\.[0-9a-f]{10}\.(?:css|js)$")
_HASHED = r"static/.*\.[0-9a-f]{10}\.(css|js)$"
_ENCODINGS = (("br", "br"), ("gz", "gzip"))  # the endings of compressed copies, the best first
_COPIED = "html|css|js|json|xml|txt|svg|csv|vtt"
_TEXTS = "text/css text/plain text/csv text/javascript application/javascript application/json text/xml"
_TYPES = (("vtt", "text/vtt"), ("webp", "image/webp"), ("woff2", "font/woff2"), ("csv", "text/csv"))


class _Site(Struct, frozen=True):
    """What the files depend on.

    `base` is the path of the archive on its host, `hashed` the paths of files whose name has their hash, and
    `former` are the addresses of archives that are joined in this one.
    """

    url: str
    base: str
    host: str
    compressed: tuple[str, ...]
    hashed: Sequence[str]
    former: Sequence[str]


def host_files(settings: Settings, hashed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The files for the hosts of the settings: (path, text)."""
    url, hosting = urlsplit(settings.base_url), settings.hosting
    site = _Site(
        settings.base_url, url.path, url.hostname or "", hosting.compressed, hashed, settings.former_base_urls
    )
    for host in hosting.servers:
        yield from _HOSTS[host](site)


def _kept(base: str) -> Iterator[tuple[str, str]]:
    """Patterns of the addresses that browsers may keep, with for how long."""
    for pattern, how in (("static/media/", _KEEP), (_HASHED, _FOR_EVER)):
        yield f"^{re.escape(base)}{pattern}", how


def _nginx(site: _Site) -> Iterator[tuple[str, str]]:
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
        *_nginx_copies(site.compressed),
        f"error_page 404 {site.base}404.html;",
        f'set $khotin_cache "{_ASK}";',
        *(f'if ($uri ~ "{kept}") {{ set $khotin_cache "{how}"; }}' for kept, how in _kept(site.base)),
        *headers,
        *(
            f"location ~ \\.{ending}$ {{ types {{ }} default_type {kind}; {' '.join(headers)} }}"
            for ending, kind in _TYPES
        ),
    ]
    yield "server.nginx.conf", _joined(lines)


def _nginx_copies(compressed: Sequence[str]) -> Iterator[str]:
    """Lines that send the compressed copies. The module for Brotli is not part of nginx."""
    if compressed:
        yield "gzip_vary on;"
    if "gz" in compressed:
        yield "gzip_static on;"
    if "br" in compressed:
        yield "# With the module ngx_brotli: brotli_static on;"


def _apache_lines(site: _Site, place: str) -> list[str]:
    """Lines for Apache; `place` is how a rule names the file that was asked for."""
    return [
        "DirectoryIndex index.html",
        f"ErrorDocument 404 {site.base}404.html",
        *_apache_copies(site.compressed, place),
        "<IfModule mod_mime.c>",
        *(f"AddType {kind} .{ending}" for ending, kind in _TYPES),
        "AddCharset utf-8 .html .css .js .json .txt .xml .vtt .csv .svg",
        "</IfModule>",
        "<IfModule mod_headers.c>",
        *(f'Header always set {name} "{value}"' for name, value in _SECURITY),
        f'Header set Cache-Control "{_ASK}"',
        *(
            f'Header set Cache-Control "{how}" "expr=%{{REQUEST_URI}} =~ m#{kept}#"'
            for kept, how in _kept(site.base)
        ),
        "</IfModule>",
        "<IfModule mod_deflate.c>",
        f"AddOutputFilterByType DEFLATE text/html {_TEXTS} image/svg+xml",
        "</IfModule>",
    ]


def _apache_copies(compressed: Sequence[str], place: str) -> Iterator[str]:
    """Lines that send the compressed copies to browsers that take them."""
    encodings = [each for each in _ENCODINGS if each[0] in compressed]
    if not encodings:
        return
    yield from ("<IfModule mod_rewrite.c>", "RewriteEngine On")
    for ending, name in encodings:
        yield rf"RewriteCond %{{HTTP:Accept-Encoding}} \b{name}\b"
        yield f"RewriteCond {place}.{ending} -f"
        yield rf"RewriteRule ^(.+\.(?:{_COPIED}))$ $1.{ending} [E=no-gzip:1,L]"
    yield "</IfModule>"
    yield rf'<FilesMatch "\.(?:{_COPIED})\.(?:{"|".join(ending for ending, _ in encodings)})$">'
    for ending, name in encodings:
        yield from (f"RemoveType .{ending}", f"AddEncoding {name} .{ending}")
    yield "</FilesMatch>"
    yield f'<IfModule mod_headers.c>\n<FilesMatch "\\.(?:{_COPIED})(?:\\.(?:br|gz))?$">'
    yield "Header merge Vary Accept-Encoding\n</FilesMatch>\n</IfModule>"


def _apache(site: _Site) -> Iterator[tuple[str, str]]:
    lines = [
        "# For Apache 2.4, in the <VirtualHost> that serves the archive:",
        "#     Include /path/to/the/archive/server.apache.conf",
        "# Old addresses: see redirects.apache.conf, if it is there.",
    ]
    yield "server.apache.conf", _joined([*lines, *_apache_lines(site, "%{DOCUMENT_ROOT}%{REQUEST_URI}")])


def _htaccess(site: _Site) -> Iterator[tuple[str, str]]:
    lines = ["# For Apache 2.4 where only this file can be changed."]
    yield ".htaccess", _joined([*lines, *_apache_lines(site, "%{REQUEST_FILENAME}")])


def _caddy(site: _Site) -> Iterator[tuple[str, str]]:
    names = " ".join(name for ending, name in _ENCODINGS if ending in site.compressed)
    copies = f" {{\n\tprecompressed {names}\n}}" if names else ""
    lines = [
        "# For Caddy 2, in the block of the site, whose root holds the archive:",
        "#     import /path/to/the/archive/server.caddy",
        "# Old addresses: see redirects.caddy, if it is there.",
        "encode gzip",
        "header {",
        *(f'\t{name} "{value}"' for name, value in _SECURITY),
        "}",
        # Of two rules for one header, Caddy takes the one without a condition; so each has one.
        f"@khotin_asked not path_regexp `{'|'.join(kept for kept, _ in _kept(site.base))}`",
        f'header @khotin_asked Cache-Control "{_ASK}"',
        *(
            line
            for number, (kept, how) in enumerate(_kept(site.base))
            for line in (
                f"@khotin_kept{number} path_regexp `{kept}`",
                f'header @khotin_kept{number} Cache-Control "{how}"',
            )
        ),
        *(
            line
            for ending, kind in _TYPES
            for line in (
                f"@khotin_{ending} path *.{ending}",
                f'header @khotin_{ending} Content-Type "{kind}"',
            )
        ),
        "handle_errors {",
        f"\trewrite * {site.base}404.html",
        "\tfile_server",
        "}",
        f"file_server{copies}",
    ]
    yield "server.caddy", _joined(lines)


def _iis(site: _Site, redirects: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    not_found = f"{site.base}404.html".lstrip("/").replace("/", "\\")
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
        # Executed as a URL, it would be answered with 200. A file is named by its path from the site's root.
        f'<error statusCode="404" path="{not_found}" responseMode="File" /></httpErrors>',
        "<httpProtocol><customHeaders>",
        *(f'<add name="{name}" value="{value}" />' for name, value in _SECURITY),
        "</customHeaders></httpProtocol>",
        *redirects,
        "</system.webServer>",
        "</configuration>",
    ]
    yield "web.config", _joined(lines)


def _iis_rewrite(site: _Site) -> Iterator[tuple[str, str]]:
    """The same, with old addresses: those of one host first. Their map is a file of its own."""
    rules = (
        (f"khotin-{number}", "^" + re.escape(parts.path.lstrip("/")) + r"([a-z0-9._/-]*)$", parts.netloc)
        for number, parts in enumerate(map(urlsplit, site.former))
    )
    yield from _iis(
        site,
        [
            "<rewrite>",
            '<rewriteMaps configSource="redirects.iis.config" />',
            "<rules>",
            *(
                line
                for number, key in enumerate(("{HTTP_HOST}{UNENCODED_URL}", "{UNENCODED_URL}"))
                for line in (
                    f'<rule name="khotin-map-{number}" stopProcessing="true"><match url=".*" />',
                    f'<conditions><add input="{{khotin:{key}}}" pattern="(.+)" /></conditions>',
                    '<action type="Redirect" url="{C:1}" redirectType="Permanent" '
                    'appendQueryString="false" />',
                    "</rule>",
                )
            ),
            *(
                line
                for name, pattern, host in rules
                for line in (
                    f'<rule name="{name}" stopProcessing="true"><match url="{pattern}" />',
                    '<conditions><add input="{HTTP_HOST}" '
                    f'pattern="^(?:www\\.)?{re.escape(host_key(host))}(?::\\d+)?$" /></conditions>',
                    f'<action type="Redirect" url="{site.url}{{R:1}}" redirectType="Permanent" '
                    'appendQueryString="false" /></rule>',
                )
            ),
            "</rules>",
            "</rewrite>",
        ],
    )


def _hosted_headers(site: _Site) -> Iterator[tuple[str, str]]:
    lines = [
        f"{site.base}*",
        *(f"  {name}: {value}" for name, value in _SECURITY),
        f"{site.base}static/media/*",
        f"  Cache-Control: {_KEEP}",
        *(line for path in site.hashed for line in (f"{site.base}{path}", f"  Cache-Control: {_FOR_EVER}")),
    ]
    yield "_headers", _joined(lines)


def _github(site: _Site) -> Iterator[tuple[str, str]]:
    yield ".nojekyll", ""
    if site.base == "/" and not site.host.endswith(".github.io"):
        yield "CNAME", f"{site.host}\n"


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


_HOSTS: Mapping[str, Callable[[_Site], Iterator[tuple[str, str]]]] = {
    NGINX: _nginx,
    APACHE: _apache,
    HTACCESS: _htaccess,
    CADDY: _caddy,
    IIS: _iis,
    IIS_REWRITE: _iis_rewrite,
    HEADERS: _hosted_headers,
    GITHUB: _github,
}
HOSTS = tuple(_HOSTS)
