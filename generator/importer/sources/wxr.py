"""Reads WXR, the export of WordPress.

Posts become captures. Pictures are found in the attachment list of the export. Records of other kinds are
left aside and counted, unless they are asked for.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from html import escape, unescape

from lxml import etree

from generator.importer.capture import Capture
from generator.importer.faults import unreadable
from generator.importer.sources.items import Item, LeftAside, SavedFile, SourceItem, import_problem
from generator.importer.sources.markup import begin_of, page_around, plain
from generator.importer.sources.shortcodes import resolve_shortcodes
from generator.importer.sources.xml_items import XmlItem, XmlText, mapped_xml
from generator.model.problem import Problem
from generator.text.dates import parse_date
from generator.text.unicode import one_line

_CONTENT, _EXCERPT, _CREATOR = "encoded", "excerpt:encoded", "creator"
_EMPTY = "empty"
_NO_DATE = "0000-00-00"
_LEFT_OUT = frozenset({"trash", "auto-draft", "inherit"})
_SHOWN = "publish"
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_STATED_CAPTION = re.compile(r"\bcaption=([\"'])(.*?)\1", re.DOTALL)  # as WordPress wrote it before 3.4
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_GALLERY = re.compile(r"\[gallery\b([^\]]*)\]")
_IDS = re.compile(r"\b(?:ids|include)=[\"'“”″]?([\d,\s]+)")
_COMMENTS = frozenset({"", "comment"})
_REUSED = re.compile(r"<!--\s*wp:(?:core/)?block\s+\{[^{}]*\"ref\":\s*\"?(\d+)[^{}]*\}\s*/?-->")
_BREAK = re.compile(r"<!--\s*(?:more|nextpage|noteaser)\b.*?-->", re.DOTALL)
_BLOCK_MARK = re.compile(r"<!--\s*/?wp:.*?-->", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|pre|figure|figcaption|hr|section"
    r"|article|dl|dt|dd|iframe|address|form|fieldset|video|audio)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _ExportIndex:
    """Author names by login, and what posts refer to by number.

    `pictures`, `children`: URL and title by number and by post. `blocks`: reusable HTML."""

    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)
    children: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)


def read_wxr(saved: SavedFile, post_types: tuple[str, ...] = ()) -> Iterator[Item]:
    """Yields the posts of an export, and records of these types.

    The file is read twice, because pictures may follow the posts that show them.
    """
    aside: Counter[str] = Counter()
    with mapped_xml(saved.file) as xml:
        export = _index(xml)
        number, damaged = 0, False
        for number, item in enumerate(xml.items("item"), start=1):
            if item.damage:
                damaged = True
                yield import_problem(saved.shown, "import-xml-item", line=item.damage, record=str(number))
            if item.element is None:
                continue
            path = f"{saved.shown}!{number}"
            try:
                values = _values(item.element)
                kind = _kind(values, post_types)
                posts = [] if kind else list(_post(item.element, values, path, export, saved, aside))
            except Exception as error:  # noqa: BLE001  (a damaged post must not end the reading of others)
                yield unreadable(path, error)
                continue
            aside.update([kind] if kind else [])
            yield from posts
        if not xml.is_closed and not damaged:
            yield import_problem(saved.shown, "import-xml-damaged", line=xml.last_line)
    for kind, count in aside.most_common():
        yield LeftAside(f"{saved.shown}!{kind}", kind, number=count)


def _index(xml: XmlText) -> _ExportIndex:
    """Returns the authors, pictures and reusable blocks of the export."""
    export = _ExportIndex()
    for author in xml.items("wp:author"):
        values = _read_values(author)
        name = values.get("author_display_name") or " ".join(
            filter(None, (values.get("author_first_name"), values.get("author_last_name")))
        )
        for key in ("author_login", "author_email", "author_id"):
            if values.get(key) and name:
                export.authors.setdefault(values[key].casefold(), name)
    for item in xml.items("item"):
        values = _read_values(item)
        if values.get("post_type") == "attachment" and values.get("attachment_url"):
            picture = (values["attachment_url"], values.get("title", ""))
            export.pictures[values.get("post_id", "")] = picture
            export.children.setdefault(values.get("post_parent", ""), []).append(picture)
        elif values.get("post_type") == "wp_block":
            export.blocks[values.get("post_id", "")] = values.get(_CONTENT, "")
    return export


def _read_values(item: XmlItem) -> dict[str, str]:
    """Returns the texts of an item; {} if it cannot be read, which the second reading reports."""
    try:
        return _values(item.element) if item.element is not None else {}
    except (ValueError, etree.LxmlError):  # a damaged record must not end the reading of others
        return {}


def _values(element: etree._Element) -> dict[str, str]:
    """Returns the texts of an item by local name; excerpts as "excerpt:encoded".

    Exports declare their namespaces in many ways, so only the names count.
    """
    found: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        space, _, name = child.tag.rpartition("}")
        text = "".join(map(str, child.itertext())).strip()
        key = f"excerpt:{name}" if "excerpt" in space else name
        found[key] = found.get(key) or text
    return found


def _kind(values: Mapping[str, str], post_types: tuple[str, ...]) -> str:
    """Returns what a record is if it is not to be imported; "" if it is."""
    kind = values.get("post_type") or "post"
    if kind != "post" and kind not in post_types:
        return kind
    status = values.get("status", _SHOWN)
    return status if status in _LEFT_OUT else ""


def _post(
    item: etree._Element,
    values: Mapping[str, str],
    path: str,
    export: _ExportIndex,
    saved: SavedFile,
    aside: Counter[str],
) -> Iterator[Item]:
    body, unknown = _body(values.get(_CONTENT, ""), export, values.get("post_id", ""))
    stated = plain(values.get("title", ""))
    title = stated or begin_of(body)
    cover = export.pictures.get(_thumbnail(item))
    if cover and cover[0].rpartition("/")[2] not in body:
        body = f"{_figure(*cover)}\n{body}"
    if not title or not (plain(body) or "<img" in body):
        aside[_EMPTY] += 1
        return
    creator = values.get(_CREATOR, "")
    status = values.get("status", _SHOWN)
    locked = bool(values.get("post_password"))
    known: dict[str, object] = {
        "title": title,
        "date": _date(values),
        "author": export.authors.get(creator.casefold()) or creator,
        "summary": plain(values.get(_EXCERPT, "")),
        "tags": _terms(item, "post_tag"),
        "section": next(iter(_terms(item, "category")), ""),
        "draft": status != _SHOWN or locked,
        "comments": _comments(item, aside),
        "review": ["title"] * (not stated) + ["body"] * bool(unknown),
    }
    known = {name: value for name, value in known.items() if value}
    problems = tuple(_problems(path, "" if stated else title, locked, unknown))
    data = page_around(title, body)
    capture = Capture(
        path, data, "text/html", "utf-8", values.get("link", ""), known=known, problems=problems, stated=True
    )
    yield SourceItem(capture, saved)


def _problems(path: str, begun: str, locked: bool, unknown: tuple[str, ...]) -> Iterator[Problem]:
    if begun:
        yield import_problem(path, "import-title-doubtful", value=begun)
    if locked:
        yield import_problem(path, "import-password")
    if unknown:
        yield import_problem(path, "import-shortcode", value=", ".join(unknown))


def _date(values: Mapping[str, str]) -> str:
    """Returns the first valid date: local time, then that of Greenwich, then that of the feed."""
    local, greenwich = values.get("post_date", ""), values.get("post_date_gmt", "")
    for stated in (local.replace(" ", "T"), f"{greenwich.replace(' ', 'T')}Z"):
        if not stated.startswith(_NO_DATE) and parse_date(stated):
            return stated
    try:
        moment = parsedate_to_datetime(values.get("pubDate", ""))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _comments(item: etree._Element, aside: Counter[str]) -> list[dict[str, str]]:
    """Returns the approved comments in their order. Others are counted."""
    found: list[dict[str, str]] = []
    for element in item.iterfind("{*}comment"):
        values = _values(element)
        kind = values.get("comment_type", "")
        text = _comment_text(values.get("comment_content", ""))
        if kind not in _COMMENTS or values.get("comment_approved") != "1" or not text:
            aside[kind if kind not in _COMMENTS else "comment"] += 1
            continue
        day = parse_date(values.get("comment_date", "").replace(" ", "T"))
        comment = {"author": plain(values.get("comment_author", "")), "text": text}
        if day:
            comment["date"] = day.first_day.isoformat()
        found.append({name: value for name, value in comment.items() if value})
    return found


def _comment_text(content: str) -> str:
    text = re.sub(r"<(?:br|/p)\b[^<>]*>", "\n", content)
    lines = (one_line(unescape(line)) for line in re.sub(r"<[^<>]*>", "", text).splitlines())
    return "\n".join(filter(None, lines))


def _terms(item: etree._Element, domain: str) -> list[str]:
    return [(term.text or "").strip() for term in item.iterfind("category") if term.get("domain") == domain]


def _thumbnail(item: etree._Element) -> str:
    for meta in item.iterfind("{*}postmeta"):
        if meta.findtext("{*}meta_key") == "_thumbnail_id":
            return meta.findtext("{*}meta_value") or ""
    return ""


# --- the text as WordPress shows it -----------------------------------------------------------------------


def _body(content: str, export: _ExportIndex, post: str) -> tuple[str, tuple[str, ...]]:
    """Returns the content as HTML, and the names of unknown short codes.

    Captions and galleries become figures, blank lines become paragraph borders.
    """
    text = _REUSED.sub(lambda found: export.blocks.get(found[1], ""), content.replace("\r\n", "\n"))
    text = _BREAK.sub("", _BLOCK_MARK.sub("", text))
    text = _CAPTION.sub(_captioned, text)
    text = _GALLERY.sub(lambda found: _gallery(found[1], export, post), text)
    text, unknown = resolve_shortcodes(text)
    parts = [part.strip() for part in re.split(r"\n\s*\n", text)]
    return "\n".join(part if _BLOCK.match(part) else _paragraph(part) for part in parts if part), unknown


def _paragraph(text: str) -> str:
    return "<p>" + text.replace("\n", "<br>\n") + "</p>"


def _captioned(found: re.Match[str]) -> str:
    picture = _PICTURE.fullmatch(found[2])
    if not picture:
        return found[2]
    stated = _STATED_CAPTION.search(found[1])
    caption = picture[2].strip() or (stated[2] if stated else "")
    return f"\n\n<figure>{picture[1]}<figcaption>{caption}</figcaption></figure>\n\n"


def _gallery(attributes: str, export: _ExportIndex, post: str) -> str:
    """Returns the pictures of a gallery. Without numbers it shows all pictures of its post."""
    ids = _IDS.search(attributes)
    numbers = [number.strip() for number in ids[1].split(",")] if ids else []
    figures = [_figure(*export.pictures[number]) for number in numbers if number in export.pictures]
    if not ids:
        figures = [_figure(*picture) for picture in export.children.get(post, ())]
    return "\n\n" + "\n".join(figures) + "\n\n"


def _figure(address: str, title: str) -> str:
    return f'<figure><img src="{escape(address)}" alt="{escape(title)}"></figure>'
