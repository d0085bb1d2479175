"""WARC and ARC files: the pages, feeds and files that a crawler fetched.

A record is read only as far as it is needed, and a record that grows out of all proportion when inflated ends
the reading of its file.
"""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.sources.feed import read_entries
from generator.importer.sources.items import (
    MEGABYTE,
    Item,
    Moved,
    Resource,
    SavedFile,
    SourceItem,
    refused,
    too_large,
)

_ONE_STREAM = "non-chunked gzip"  # in warcio's word for a file whose records cannot be found again
_LINE = 64 * 1024  # bytes; no header is longer
_LINES = 8 * MEGABYTE  # of a record's headers and chunk marks together
_RECORD = 64 * MEGABYTE  # bytes of a record that are taken without asking how small it was
_RATIO = 200  # inflated to packed; gzip reaches 1000 with zeros, and 20 with pages
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "text/xml", "application/xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_MOVES = ("301", "302", "303", "307", "308")


class BombError(Exception):
    """A record that inflates without end."""


# What a damaged or hostile file may raise.
DAMAGE: tuple[type[Exception], ...] = (
    ArchiveLoadFailed,
    ChunkedDataException,
    BombError,
    EOFError,
    zlib.error,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
)


class _Metered(DecompressingBufferedReader):  # type: ignore[misc]  # the package has no types
    """Counts what a record gives, beside what it takes of the file."""

    _begun = _given = _lines = 0

    def begin_record(self) -> None:
        self._begun, self._given, self._lines = self.stream.tell(), self.num_read, 0

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(min(length or _LINE, _LINE))
        self._lines += len(line)
        if self._lines > _LINES:
            raise BombError
        return line

    def _process_read(self, data: bytes) -> None:
        super()._process_read(data)
        given = self.num_read - self._given
        if given > _RECORD and given > _RATIO * (self.stream.tell() - self._begun + self.block_size):
            raise BombError

    def _decompress(self, data: bytes) -> bytes:
        """Raises zlib.error where warcio would write to the terminal."""
        if data and self.decompressor and self.num_block_read:
            found: bytes = self.decompressor.decompress(data)
            return found
        first: bytes = super()._decompress(data)
        return first


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The records of a file, metered."""

    INC_RECORD = ""  # warcio's own word to the terminal; what is damaged is a problem here

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, arc2warc=True)
        self.cut = False  # a record ended before its length
        self.reader = _Metered(stream, block_size=16384)

    def read_to_end(self, record: ArcWarcRecord | None = None) -> None:
        super().read_to_end(record)
        self.cut = self.cut or _is_cut(self.record)

    def _next_record(self, next_line: bytes | None) -> ArcWarcRecord:
        self.reader.begin_record()
        return super()._next_record(next_line)


def _is_cut(record: ArcWarcRecord | None) -> bool:
    """Whether a record that was read to the end of what there is has less than it says."""
    return bool(record and getattr(record.raw_stream, "limit", 0))


def read_warc(saved: SavedFile) -> Iterator[Item]:
    """The captures, resources and moves of a WARC; what stands before a damaged place is kept."""
    number = 0
    with saved.file.open("rb") as stream:
        records = _Records(stream)
        try:
            for number, record in enumerate(records, start=1):
                yield from _items(saved, record, number, records.offset)
        except BombError:
            yield refused(saved.shown, "import-bomb", record=str(number + 1))
        except DAMAGE as error:
            code = "import-warc-gzip" if _ONE_STREAM in str(error) else "import-warc-damaged"
            yield refused(saved.shown, code, records=str(number))
        else:
            if records.cut:
                yield refused(saved.shown, "import-warc-damaged", records=str(number - 1))


def open_resource(stream: BinaryIO, offset: int) -> BinaryIO:
    """What the record at the offset shows, as a stream. Both may raise what `DAMAGE` names."""
    stream.seek(offset)
    record = next(iter(_Records(stream)), None)
    if record is None:
        raise EOFError
    content: BinaryIO = record.content_stream()
    return content


def _items(saved: SavedFile, record: ArcWarcRecord, number: int, offset: int) -> Iterator[Item]:
    if record.rec_type not in ("response", "resource"):
        return
    headers = record.http_headers if record.rec_type == "response" else None
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if not address.startswith(("http://", "https://", "file:", "ftp://")):
        return
    if headers is not None:
        status = headers.get_statuscode()
        target = headers.get_header("Location")
        if status in _MOVES and target:
            yield Moved(address, urljoin(address, target))
        if status != "200":
            return
    stated = (headers or record.rec_headers).get_header("Content-Type") or ""
    yield from _held(saved, record, _Place(f"{saved.shown}!{number}", address, stated, offset))


class _Place:
    """A record that holds something: its name for problems, address, stated type and offset."""

    def __init__(self, path: str, address: str, stated: str, offset: int) -> None:
        self.path, self.address, self.offset = path, address, offset
        self.media_type = stated.partition(";")[0].strip().lower()
        found = _CHARSET.search(stated)
        self.charset = found[1] if found else ""


def _held(saved: SavedFile, record: ArcWarcRecord, place: _Place) -> Iterator[Item]:
    yield Resource(place.address, saved.file, place.offset)
    if place.media_type not in _PAGES | _FEEDS:
        return
    data = record.content_stream().read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        yield too_large(place.path, len(data))
        return
    while record.raw_stream.read(_LINE):
        pass
    if _is_cut(record):
        return  # half a page; the file is told of as damaged
    captured = record.rec_headers.get_header("WARC-Date") or ""
    if place.media_type in _FEEDS:
        yield from read_entries(data, saved, place.path, captured)
        return
    capture = Capture(place.path, data, "text/html", place.charset, place.address, captured)
    yield SourceItem(capture, saved)
