"""Determines the kind of a source by its name and first bytes."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from generator.importer.sources.items import SavedFile


class SourceKind(StrEnum):
    """Kind of a file. `ASSET`: picture or attachment of a page."""

    PAGE = "page"
    TEXT = "text"
    WARC = "warc"
    WXR = "wxr"
    FEED = "feed"
    TABLE = "table"
    DOCX = "docx"
    MHTML = "mhtml"
    MARKDOWN = "markdown"
    OFFICE = "office"
    ZIP = "zip"
    ASSET = "asset"
    UNKNOWN = "unknown"


# Packages needed for each kind; `khotin[import]` installs all.
_PAGES = ("selectolax", "ftfy")
NEEDS: Mapping[SourceKind, tuple[str, ...]] = {
    SourceKind.PAGE: _PAGES,
    SourceKind.TEXT: _PAGES,
    SourceKind.WARC: ("warcio", *_PAGES),
    SourceKind.WXR: ("lxml", *_PAGES),
    SourceKind.FEED: ("feedparser", *_PAGES),
    SourceKind.DOCX: ("mammoth", *_PAGES),
    SourceKind.TABLE: _PAGES,
    SourceKind.MHTML: _PAGES,
    SourceKind.MARKDOWN: _PAGES,
    SourceKind.OFFICE: ("mammoth", *_PAGES),
}
_HEAD = 16384  # bytes
_SUFFIXES: Mapping[str, SourceKind] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), SourceKind.PAGE),
    **dict.fromkeys((".warc", ".arc"), SourceKind.WARC),
    **dict.fromkeys((".csv", ".tsv", ".jsonl", ".ndjson", ".json"), SourceKind.TABLE),
    ".txt": SourceKind.TEXT,
    ".docx": SourceKind.DOCX,
    **dict.fromkeys((".zip", ".wacz", ".maff"), SourceKind.ZIP),
    **dict.fromkeys((".mht", ".mhtml"), SourceKind.MHTML),
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), SourceKind.MARKDOWN),
    **dict.fromkeys((".doc", ".rtf", ".odt", ".fodt", ".dot"), SourceKind.OFFICE),
}
_MARKUP = frozenset({".xml", ".rss", ".atom", ".rdf", ".wxr"})
_OF_SERVERS = frozenset({"", ".aspx", ".asp", ".php", ".jsp", ".jspx", ".do", ".cfm", ".ashx"})
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|title|meta)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed)\b|<rdf:RDF\b[^>]*(?:purl\.org/rss|netscape\.com/rdf/simple)")
_MHTML = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE
)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*\r?\n")
_WXR = re.compile(rb"xmlns:wp\s*=|<wp:wxr_version")
_SNAPSHOT = re.compile(r"(?:^|/)([^/]+)(?:_files|_tep|\.files|\.fld)/", re.IGNORECASE)


def kind_of(saved: SavedFile) -> SourceKind:
    """Returns the kind of a file."""
    name = saved.inside.lower()
    if _is_saved_page_asset(saved):
        return SourceKind.ASSET
    if name.endswith((".warc.gz", ".arc.gz")):
        return SourceKind.WARC
    suffix = PurePosixPath(name).suffix
    if suffix in _MARKUP:
        return _kind_of_markup(_head(saved), saved.named)
    kind = _SUFFIXES.get(suffix)
    if kind in (SourceKind.PAGE, SourceKind.OFFICE):
        return _kind_by_content(_head(saved), kind)
    if kind is None and (suffix in _OF_SERVERS or "?" in name or saved.named):
        return _kind_of_unnamed(_head(saved), saved.named)
    return kind or SourceKind.ASSET


def suffix_of(saved: SavedFile) -> str:
    """Returns the suffix of a file for reports, "?" if it has none."""
    suffix = PurePosixPath(saved.inside.lower()).suffix
    return suffix if re.fullmatch(r"\.\w{1,10}", suffix) else "?"


def _kind_by_content(head: bytes, stated: SourceKind) -> SourceKind:
    """Returns the kind of a page or document by its first bytes; other programs reuse these suffixes.

    Word saves HTML, RTF and MHTML as ".doc". Jekyll has pages with front matter.
    """
    if _MHTML.match(head.lstrip()):
        return SourceKind.MHTML
    if stated is SourceKind.PAGE:
        return SourceKind.MARKDOWN if _FRONT_MATTER.match(head) else stated
    if head.startswith(b"PK") and b"mimetypeapplication/vnd.oasis" not in head:
        return SourceKind.DOCX
    return SourceKind.PAGE if is_page(head) else stated


def is_page(head: bytes) -> bool:
    """Whether bytes begin as an HTML page."""
    return bool(_HTML.search(head[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")))


def _kind_of_markup(head: bytes, named: bool) -> SourceKind:
    head = head.replace(b"\0", b"")  # UTF-16
    if _WXR.search(head):
        return SourceKind.WXR
    if _FEED.search(head):
        return SourceKind.FEED
    if is_page(head):
        return SourceKind.PAGE
    return SourceKind.UNKNOWN if named else SourceKind.ASSET


def _kind_of_unnamed(head: bytes, named: bool) -> SourceKind:
    if is_page(head):
        return SourceKind.PAGE
    if head.startswith(b"WARC/"):
        return SourceKind.WARC
    if not named:
        return SourceKind.ASSET
    return SourceKind.UNKNOWN if b"\0" in head else SourceKind.TEXT


def _is_saved_page_asset(saved: SavedFile) -> bool:
    """Whether a file is in the folder that a browser saves with a page.

    Example: "bai_files" beside "bai.html".
    """
    found = _SNAPSHOT.search(saved.inside)
    if not found:
        return False
    page = saved.root / saved.inside[: found.end(1)]
    return any(page.with_name(page.name + suffix).is_file() for suffix in (".html", ".htm"))


def _head(saved: SavedFile) -> bytes:
    with saved.file.open("rb") as file:
        return file.read(_HEAD)
