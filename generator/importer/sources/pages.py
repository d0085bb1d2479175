"""Reads pages saved one by one, as HTML or plain text."""

import re
from collections.abc import Iterator

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.sources.items import Item, SavedFile, SourceItem, too_large

# Folders that wget names after a host.
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|edu|gov)(?::\d+)?", re.IGNORECASE)


def read_page(saved: SavedFile) -> Iterator[Item]:
    """Yields the page of an HTML file."""
    yield from _read(saved, "text/html")


def read_text(saved: SavedFile) -> Iterator[Item]:
    """Yields the page of a text file."""
    yield from _read(saved, "text/plain")


def _read(saved: SavedFile, media_type: str) -> Iterator[Item]:
    if saved.size > MOST_BYTES:
        yield too_large(saved.shown, saved.size)
        return
    data = saved.file.read_bytes()
    yield SourceItem(Capture(saved.shown, data, media_type, address=mirrored_address(saved.inside)), saved)


def mirrored_address(inside: str) -> str:
    """Returns the URL of a page saved by wget under its host name; else ""."""
    parts = inside.split("/")
    for number, part in enumerate(parts[:-1]):
        if _HOST.fullmatch(part):
            path = "/".join(parts[number + 1 :])
            if "?" in path:  # wget appends .html to a query
                path = re.sub(r"(?<=.)\.html?$", "", path)
            return f"http://{part}/{re.sub(r'(?:^|(?<=/))index[.]html?$', '', path)}"
    return ""
