"""Reads WXR, the export of WordPress.

Posts become captures. Pictures are found in the attachment list of the export.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import BinaryIO, cast

from lxml import etree

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.sources.items import Item, SavedFile, SourceItem, import_problem
from generator.importer.sources.markup import page_around

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_NAMESPACE = re.compile(r"\{http://wordpress\.org/export/[\d.]+/(excerpt/)?\}")
_ITEM = 2 * MOST_BYTES  # bytes of the file for one item
_NO_DATE = "0000-00-00"
_LEFT_OUT = frozenset({"trash", "auto-draft", "inherit"})
_SHOWN = "publish"
_CAPTION = re.compile(r"\[(?:wp_)?caption[^\]]*\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_GALLERY = re.compile(r"\[gallery\b([^\]]*)\]")
_IDS = re.compile(r"\bids=[\"'“”]?([\d,\s]+)")
_BLOCK_MARK = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|pre|figure|figcaption|hr|section"
    r"|article|dl|dt|dd|iframe|address|form|fieldset|video|audio)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _ExportIndex:
    """Author names by login, and pictures (URL, title) by number."""

    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_wxr(saved: SavedFile) -> Iterator[Item]:
    """Yields the posts of an export.

    The file is read twice, because pictures may follow the posts that show them.
    """
    export = _ExportIndex()
    try:
        for _, element in _elements(saved):
            _index_element(element, export)
        for number, (_, element) in enumerate(_elements(saved, "item"), start=1):
            capture = _capture(element, f"{saved.shown}!{number}", export)
            if capture:
                yield SourceItem(capture, saved)
    except etree.XMLSyntaxError as error:
        yield import_problem(saved.shown, "import-xml-damaged", line=error.lineno or 1)
    except EndlessItemError:
        yield import_problem(saved.shown, "import-xml-damaged")


def _elements(saved: SavedFile, *tags: str) -> Iterator[tuple[str, etree._Element]]:
    """Yields the elements, each cleared afterwards. Control characters are skipped."""
    with saved.file.open("rb") as stream:
        limited = _LimitedFile(stream)
        events = etree.iterparse(
            limited,
            events=("end",),
            tag=tags or ("item", "{*}author"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=True,
        )
        for event, element in events:
            limited.start_item()
            yield cast(str, event), element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]


class EndlessItemError(Exception):
    """Raised if an item exceeds its size limit."""


class _LimitedFile:
    """File whose items have limited size. Raises EndlessItemError."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._begun = stream, 0

    def start_item(self) -> None:
        """Marks the beginning of an item."""
        self._begun = self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        """Reads bytes as a file does."""
        if self._stream.tell() - self._begun > _ITEM:
            raise EndlessItemError
        return self._stream.read(size)


def _index_element(element: etree._Element, export: _ExportIndex) -> None:
    """Adds an author or attachment to the index."""
    values = _values(element)
    if element.tag != "item":
        if "author_login" in values:
            export.authors[values["author_login"]] = values.get("author_display_name") or ""
    elif values.get("post_type") == "attachment" and values.get("attachment_url"):
        export.pictures[values.get("post_id", "")] = (values["attachment_url"], values.get("title", ""))


def _values(element: etree._Element) -> dict[str, str]:
    """Returns the texts of an item by name; excerpts as "excerpt:encoded"."""
    found: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = _NAMESPACE.sub(lambda match: "excerpt:" if match[1] else "", child.tag)
        found.setdefault(name, (child.text or "").strip())
    return found


def _capture(item: etree._Element, path: str, export: _ExportIndex) -> Capture | None:
    values = _values(item)
    if values.get("post_type", "post") != "post" or values.get("status", _SHOWN) in _LEFT_OUT:
        return None
    known: dict[str, object] = {
        "title": values.get("title", ""),
        "date": _date(values),
        "author": export.authors.get(values.get(_CREATOR, "")) or values.get(_CREATOR, ""),
        "summary": values.get("excerpt:encoded", ""),
        "tags": _terms(item, "post_tag"),
        "section": next(iter(_terms(item, "category")), ""),
        "draft": values.get("status", _SHOWN) != _SHOWN,
    }
    body = _body(values.get(_CONTENT, ""), export)
    cover = export.pictures.get(_thumbnail(item))
    if cover and cover[0].rpartition("/")[2] not in body:
        body = f"{_figure(*cover)}\n{body}"
    return Capture(
        path,
        page_around(values.get("title", ""), body),
        "text/html",
        "utf-8",
        values.get("link", ""),
        known={name: value for name, value in known.items() if value},
    )


def _date(values: Mapping[str, str]) -> str:
    when = values.get("post_date", "")
    return "" if when.startswith(_NO_DATE) else when.replace(" ", "T")


def _terms(item: etree._Element, domain: str) -> list[str]:
    return [(term.text or "").strip() for term in item.iterfind("category") if term.get("domain") == domain]


def _thumbnail(item: etree._Element) -> str:
    for meta in item.iterfind("{*}postmeta"):
        if meta.findtext("{*}meta_key") == "_thumbnail_id":
            return meta.findtext("{*}meta_value") or ""
    return ""


# --- the text as WordPress shows it -----------------------------------------------------------------------


def _body(content: str, export: _ExportIndex) -> str:
    """Returns the content as HTML.

    Captions and galleries become figures, blank lines become paragraph borders.
    """
    text = _BLOCK_MARK.sub("", content.replace("\r\n", "\n"))
    text = _CAPTION.sub(_captioned, text)
    text = _GALLERY.sub(lambda found: _gallery(found[1], export), text)
    parts = [part.strip() for part in re.split(r"\n\s*\n", text)]
    return "\n".join(part if _BLOCK.match(part) else _paragraph(part) for part in parts if part)


def _paragraph(text: str) -> str:
    return "<p>" + text.replace("\n", "<br>\n") + "</p>"


def _captioned(found: re.Match[str]) -> str:
    picture = _PICTURE.fullmatch(found[1])
    if not picture:
        return found[1]
    return f"\n\n<figure>{picture[1]}<figcaption>{picture[2].strip()}</figcaption></figure>\n\n"


def _gallery(attributes: str, export: _ExportIndex) -> str:
    ids = _IDS.search(attributes)
    numbers = [number.strip() for number in ids[1].split(",")] if ids else []
    figures = [_figure(*export.pictures[number]) for number in numbers if number in export.pictures]
    return "\n\n" + "\n".join(figures) + "\n\n"


def _figure(address: str, title: str) -> str:
    return f'<figure><img src="{escape(address)}" alt="{escape(title)}"></figure>'
