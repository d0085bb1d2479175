"""Reads MHTML: a page and its pictures in one file."""

import email
import email.message
import email.policy
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.sources.items import (
    MEGABYTE,
    Item,
    MhtmlPart,
    SavedFile,
    SourceItem,
    import_problem,
    too_large,
)

_FILE = 256 * MEGABYTE
_PARTS = 10_000
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_WEB = ("http://", "https://")


def read_mhtml(saved: SavedFile) -> Iterator[Item]:
    """Yields the page of the file, and its other parts as resources."""
    if saved.size > _FILE:
        yield too_large(saved.shown, saved.size)
        return
    data = saved.file.read_bytes()
    message, parts = _parts(data)
    if len(parts) > _PARTS:
        yield import_problem(saved.shown, "import-costly")
        return
    page = _page_number(message, parts)
    if page is None:
        yield import_problem(saved.shown, "import-mhtml-damaged")
        return
    html = _content(parts[page])
    if len(html) > MOST_BYTES:
        yield too_large(saved.shown, len(html))
        return
    base = _address(parts[page]) or _header(message, "Snapshot-Content-Location")
    for number, part in enumerate(parts):
        references = _references(part, base)
        if number != page and references:
            yield MhtmlPart(saved.file, references, number)
    capture = Capture(
        saved.shown,
        html,
        "text/plain" if parts[page].get_content_type() == "text/plain" else "text/html",
        str(parts[page].get_content_charset() or ""),
        base if base.startswith(_WEB) else "",
        _saved_on(message),
    )
    yield SourceItem(capture, saved, hashlib.sha256(data).hexdigest())


def part_content(data: bytes, number: int) -> bytes | None:
    """Returns the bytes of a part of an MHTML file; None if there is no such part."""
    _, parts = _parts(data)
    return _content(parts[number]) if number < len(parts) else None


def _parts(data: bytes) -> tuple[email.message.Message, list[email.message.Message]]:
    # The lenient policy accepts what old programs wrote; a broken header is no reason to lose a page.
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    return message, [part for part in message.walk() if not part.is_multipart()]


def _page_number(message: email.message.Message, parts: list[email.message.Message]) -> int | None:
    """Returns the number of the part that is the page: the named one, else the first."""
    start = re.search(r"start\s*=\s*[\"']?(<[^>]*>)", _header(message, "Content-Type"))
    pages = [number for number, part in enumerate(parts) if _type(part) in _PAGES and _content(part).strip()]
    named = [number for number in pages if start and _header(parts[number], "Content-ID") == start[1]]
    html = [number for number in pages if _type(parts[number]) != "text/plain"]
    return next(iter((*named, *html, *pages)), None)


def _type(part: email.message.Message) -> str:
    return part.get_content_type().lower()


def _content(part: email.message.Message) -> bytes:
    """Returns the decoded bytes of a part; a cut base64 text gives what can be decoded."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return content if isinstance(content, bytes) else b""


def _header(part: email.message.Message, name: str) -> str:
    """Returns a header in one line; "" if it is missing."""
    return re.sub(r"\s*[\r\n]+\s*", "", str(part.get(name) or "")).strip()


def _address(part: email.message.Message) -> str:
    return _header(part, "Content-Location").strip("<>")


def _references(part: email.message.Message, base: str) -> tuple[str, ...]:
    """Returns the references by which a page means a part."""
    location, identity = _address(part), _header(part, "Content-ID").strip("<>")
    found = [location, f"cid:{identity}" if identity else ""]
    with suppress(ValueError):
        found.append(urljoin(base, location) if location else "")
    return tuple(dict.fromkeys(filter(None, found)))


def _saved_on(message: email.message.Message) -> str:
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
