"""Reads RSS and Atom feeds. Only the lead of each item is imported."""

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.sources.items import Item, SavedFile, SourceItem, import_problem, too_large
from generator.importer.sources.markup import page_around

_VIETNAM = timedelta(hours=7)
_OWN_ZONE = re.compile(r"(?:\+07:?00|ICT)\s*$")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_feed(saved: SavedFile) -> Iterator[Item]:
    """Yields the items of a feed, marked as leads."""
    if saved.size > MOST_BYTES:
        yield too_large(saved.shown, saved.size)
        return
    yield from read_entries(saved.file.read_bytes(), saved, saved.shown, "")


def read_entries(data: bytes, saved: SavedFile, path: str, captured: str) -> Iterator[Item]:
    """Yields the items of the feed in `data`. `path`: name for problems."""
    if _DECLARED.search(data[:100_000]):
        yield import_problem(
            path, "import-feed-entities"
        )  # feeds need no entities; they may be an entity bomb
        return
    parsed = feedparser.parse(data, sanitize_html=False)
    if not parsed.entries:
        if parsed.get("version"):
            return
        yield import_problem(path, "import-feed-unreadable")
    for number, entry in enumerate(parsed.entries, start=1):
        capture = _capture(entry, f"{path}!{number}", captured)
        if capture:
            yield SourceItem(capture, saved)


def _capture(entry: Any, path: str, captured: str) -> Capture | None:
    title, link = str(entry.get("title", "")).strip(), str(entry.get("link", ""))
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    text = max((*contents, str(entry.get("summary", ""))), key=len)
    if not title and not text:
        return None
    known: dict[str, object] = {"title": title, "date": _date(entry), "author": str(entry.get("author", ""))}
    known["tags"] = [str(tag.term) for tag in entry.get("tags", ()) if tag.get("term")]
    return Capture(
        path,
        page_around(title, text),
        "text/html",
        "utf-8",
        link if link.startswith(("http://", "https://")) else "",
        captured,
        {name: value for name, value in known.items() if value},
        lead_only=True,
    )


def _date(entry: Any) -> str:
    """Returns the date in ISO, with time if the feed uses the zone of Vietnam.

    Many feeds label local time as GMT. A day is returned only if both readings agree.
    """
    printed, moment = str(entry.get("published", "")), entry.get("published_parsed")
    if not moment:
        return printed
    utc = datetime.fromtimestamp(timegm(moment), UTC)
    local = utc + _VIETNAM
    if _OWN_ZONE.search(printed):
        return local.strftime("%Y-%m-%dT%H:%M:%S")
    return local.strftime("%Y-%m-%d") if local.date() == utc.date() else ""
