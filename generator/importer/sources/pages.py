"""Pages saved one by one, as HTML or as plain text."""

import re
from collections.abc import Iterator

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.sources.items import Item, SavedFile, SourceItem, too_large

# The folders in which wget and its like keep the pages of a host.
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|edu|gov)(?::\d+)?", re.IGNORECASE)


def read_page(saved: SavedFile) -> Iterator[Item]:
    """The one page of a file of HTML."""
    yield from _read(saved, "text/html")


def read_text(saved: SavedFile) -> Iterator[Item]:
    """The one page of a file of plain text."""
    yield from _read(saved, "text/plain")


def _read(saved: SavedFile, media_type: str) -> Iterator[Item]:
    if saved.size > MOST_BYTES:
        yield too_large(saved.shown, saved.size)
        return
    data = saved.file.read_bytes()
    yield SourceItem(Capture(saved.shown, data, media_type, address=mirrored_address(saved.inside)), saved)


def mirrored_address(inside: str) -> str:
    """The address of a page that a mirroring program keeps under its host's name; "" elsewhere."""
    parts = inside.split("/")
    for number, part in enumerate(parts[:-1]):
        if _HOST.fullmatch(part):
            path = "/".join(parts[number + 1 :])
            if "?" in path:  # wget puts .html behind a query that has none
                path = re.sub(r"(?<=.)\.html?$", "", path)
            return f"http://{part}/{re.sub(r'(?:^|(?<=/))index[.]html?$', '', path)}"
    return ""
