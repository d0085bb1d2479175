"""Reads RSS and Atom feeds. Items without their full text are marked as leads."""

import re
from calendar import timegm
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import feedparser

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.faults import unreadable
from generator.importer.sources.items import (
    Item,
    LeftAside,
    SavedFile,
    SourceItem,
    UnreadableRecord,
    import_problem,
    too_large,
)
from generator.importer.sources.markup import begin_of, page_around, plain
from generator.importer.sources.xml_items import XmlText, with_valid_references
from generator.text.dates import parse_date

_VIETNAM = timedelta(hours=7)
_GREENWICH = re.compile(r"(?:GMT|UTC?|Z|[+-]00:?00)\s*$")
_ZONED = re.compile(r"(?:[A-Z]{2,4}|[+-]\d\d:?\d\d)\s*$")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*>", re.IGNORECASE)
_FULL = 250  # characters of a text that is more than a lead


def read_feed(saved: SavedFile) -> Iterator[Item]:
    """Yields the items of a feed."""
    if saved.size > MOST_BYTES:
        yield too_large(saved.shown, saved.size)
        return
    yield from read_entries(saved.file.read_bytes(), saved, saved.shown, "")


def read_entries(data: bytes, saved: SavedFile, path: str, captured: str) -> Iterator[Item]:
    """Yields the items of the feed in `data`. `path`: name for problems."""
    if _ENTITY.search(data[:100_000]):
        yield import_problem(path, "import-feed-entities")  # no feed needs them; they may be an entity bomb
        return
    data = with_valid_references(_DOCTYPE.sub(b"", data, count=1))
    entries: list[Any] = []
    try:
        parsed = feedparser.parse(data, sanitize_html=False)
    except Exception:  # noqa: BLE001  (it fails at some damaged items; each is read by itself then)
        entries = yield from _single_entries(data, path)
    else:
        entries, damage = list(parsed.entries), _damage(parsed)
        if damage:
            yield import_problem(path, "import-feed-damaged", line=damage)
            single = yield from _single_entries(data, path)
            entries = single if len(single) > len(entries) else entries
        elif not entries and not parsed.get("version"):
            yield import_problem(path, "import-feed-unreadable")
    aside: Counter[str] = Counter()
    comments = _blogger_comments(entries)
    for number, entry in enumerate(entries, start=1):
        kind = _blogger_kind(entry)
        if kind not in ("", "post"):
            aside[f"blogger {kind}"] += 1
            continue
        capture = _capture(entry, f"{path}!{number}", captured, comments.get(str(entry.get("id", "")), []))
        if capture:
            yield SourceItem(capture, saved)
        else:
            aside["empty"] += 1
    for kind, count in aside.most_common():
        yield LeftAside(f"{path}!{kind}", kind, number=count)


def _blogger_kind(entry: Any) -> str:
    """Returns the kind of an entry in a backup of Blogger: post, page, comment, settings; "" elsewhere."""
    for tag in entry.get("tags", ()):
        if str(tag.get("scheme") or "").endswith("g/2005#kind"):
            return str(tag.get("term", "")).rpartition("#")[2]
    return str(entry.get("blogger_type", "")).lower()


def _blogger_comments(entries: Sequence[Any]) -> dict[str, list[dict[str, str]]]:
    """Returns the comments in a backup of Blogger by the number of their post."""
    found: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        parent = entry.get("thr_in-reply-to") or {}
        post = str(parent.get("ref", "") if isinstance(parent, dict) else "") or str(
            entry.get("blogger_parent", "")
        )
        contents = [str(content.get("value", "")) for content in entry.get("content", ())]
        text = " ".join(unescape(re.sub(r"<[^<>]*>", " ", " ".join(contents))).split())
        if _blogger_kind(entry) == "comment" and post and text:
            day = parse_date(_date(entry))
            comment = {"author": str(entry.get("author", "")), "text": text}
            comment |= {"date": day.first_day.isoformat()} if day else {}
            found.setdefault(post, []).append({name: value for name, value in comment.items() if value})
    return found


def _damage(parsed: Any) -> int:
    """Returns the line from which a feed is damaged; 0 if it is whole."""
    error = parsed.get("bozo_exception") if parsed.get("bozo") else None
    locate = getattr(error, "getLineNumber", None)
    return max(int(locate() or 1), 1) if locate else 0


def _single_entries(data: bytes, path: str) -> Generator[UnreadableRecord, None, list[Any]]:
    """Returns the items of a damaged feed, each parsed by itself. Yields those that cannot be read."""
    text = XmlText(data)
    entries: list[Any] = []
    for name in ("item", "entry"):
        for line, document in text.alone(name):
            try:
                entries += feedparser.parse(document, sanitize_html=False).entries[:1]
            except Exception as error:  # noqa: BLE001  (a damaged item must not end the reading of others)
                yield unreadable(f"{path}!{line}", error)
    return entries


def _capture(entry: Any, path: str, captured: str, comments: Sequence[dict[str, str]]) -> Capture | None:
    title, link = str(entry.get("title", "")).strip(), str(entry.get("link", ""))
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    text = max((*contents, str(entry.get("summary", ""))), key=len)
    stated = plain(title)
    title = stated or begin_of(text)
    if not title:
        return None
    known: dict[str, object] = {"title": title, "date": _date(entry), "author": str(entry.get("author", ""))}
    known["review"] = [] if stated else ["title"]
    known["tags"] = [
        str(tag.term)
        for tag in entry.get("tags", ())
        if tag.get("term") and not str(tag.get("scheme") or "").endswith("#kind")
    ]
    known["draft"] = str(entry.get("app_draft", "")).lower() == "yes"
    known["comments"] = list(comments)
    return Capture(
        path,
        page_around(title, text),
        "text/html",
        "utf-8",
        link if link.startswith(("http://", "https://")) else "",
        captured,
        {name: value for name, value in known.items() if value},
        problems=() if stated else (import_problem(path, "import-title-doubtful", value=title),),
        lead_only=not _is_full(contents),
        stated=True,
    )


def _is_full(contents: Sequence[str]) -> bool:
    """Whether an item has its full text, which feeds keep apart from the lead."""
    return any(len(re.sub(r"<[^<>]*>|\s+", "", content)) >= _FULL for content in contents)


def _date(entry: Any) -> str:
    """Returns the date in ISO, with time if the zone is trustworthy.

    ISO times are read in their zone. Many RSS feeds label local time as GMT: then a day is returned only if
    both readings agree.
    """
    for name in ("published", "created", "updated"):
        printed, moment = str(entry.get(name, "")), entry.get(f"{name}_parsed")
        stated = parse_date(printed) if re.match(r"\d{4}-", printed) else None
        if stated:
            return stated.iso
        if moment:
            utc = datetime.fromtimestamp(timegm(moment), UTC)
            local = utc + _VIETNAM
            if _ZONED.search(printed) and not _GREENWICH.search(printed):
                return local.strftime("%Y-%m-%dT%H:%M:%S")
            return local.strftime("%Y-%m-%d") if local.date() == utc.date() else ""
        if printed:
            return printed
    return ""
