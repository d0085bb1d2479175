"""Reads pages, feeds and files from WARC and ARC files.

A record is read only as far as needed. If a record inflates out of proportion, reading its file ends.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from generator.importer.capture import MOST_BYTES, Capture
from generator.importer.faults import unreadable
from generator.importer.sources.feed import read_entries
from generator.importer.sources.items import (
    MEGABYTE,
    CapturedRedirect,
    Item,
    LeftAside,
    Resource,
    SavedFile,
    SourceItem,
    import_problem,
    too_large,
)
from generator.model.problem import Problem

_ONE_STREAM = "non-chunked gzip"  # part of the message of warcio for files without record offsets
_LINE = 64 * 1024  # bytes; maximum length of a line
_LINES = 8 * MEGABYTE  # of headers and chunk sizes of a record
_RECORD = 64 * MEGABYTE  # bytes; up to this size any ratio is accepted
_RATIO = 200  # maximum compression ratio; pages reach 20, zeros 1000
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "text/xml", "application/xml"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z]+/[\w.+-]{1,60}")
_RECORD_KINDS = frozenset({"warcinfo", "request", "metadata", "revisit", "conversion", "continuation"})
_RECORD_BEGIN = re.compile(rb"WARC/\d\.\d\r?\n|\x1f\x8b\x08")
_RECORD_MARK = 16  # bytes; no mark of a beginning is longer
_DAMAGES = 1000  # in one file, after which it is not read on
_REDIRECTS = ("301", "302", "303", "307", "308")


class BombError(Exception):
    """Raised if a record inflates without end."""


# Exceptions for a damaged or hostile file.
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


class _MeteredReader(DecompressingBufferedReader):  # type: ignore[misc]  # the package has no types
    """Counts the bytes that a record yields and the bytes it takes of the file."""

    _begun = _wait_for = _lines = 0

    def begin_record(self) -> None:
        """Resets the counts at the beginning of a record."""
        self._begun, self._wait_for, self._lines = self.stream.tell(), self.num_read, 0

    def readline(self, length: int | None = None) -> bytes:
        """Reads a line of limited length. Raises BombError."""
        line: bytes = super().readline(min(length or _LINE, _LINE))
        self._lines += len(line)
        if self._lines > _LINES:
            raise BombError
        return line

    def _process_read(self, data: bytes) -> None:
        super()._process_read(data)
        given = self.num_read - self._wait_for
        if given > _RECORD and given > _RATIO * (self.stream.tell() - self._begun + self.block_size):
            raise BombError

    def _decompress(self, data: bytes) -> bytes:
        """Raises zlib.error; warcio would print to the terminal."""
        if data and self.decompressor and self.num_block_read:
            found: bytes = self.decompressor.decompress(data)
            return found
        first: bytes = super()._decompress(data)
        return first


class _RecordIterator(ArchiveIterator):  # type: ignore[misc]
    """Iterates over the records of a file, with limits."""

    INC_RECORD = ""  # warcio would print this; damage is reported as a problem

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, arc2warc=True)
        self.cut = False  # a record is truncated
        self.reader = _MeteredReader(stream, block_size=16384)

    def read_to_end(self, record: ArcWarcRecord | None = None) -> None:
        """Reads a record to its end, and notes whether it is truncated."""
        super().read_to_end(record)
        self.cut = self.cut or _is_cut(self.record)

    def _next_record(self, next_line: bytes | None) -> ArcWarcRecord:
        self.reader.begin_record()
        return super()._next_record(next_line)


def _is_cut(record: ArcWarcRecord | None) -> bool:
    """Whether a record that was read has fewer bytes than stated."""
    return bool(record and getattr(record.raw_stream, "limit", 0))


def read_warc(saved: SavedFile) -> Iterator[Item]:
    """Yields the captures, resources and redirects of a WARC, before and after damaged records."""
    number, begin = 0, 0
    aside: Counter[str] = Counter()
    with saved.file.open("rb") as stream:
        for _ in range(_DAMAGES):
            stream.seek(begin)
            records = _RecordIterator(stream)
            try:
                for record in records:
                    number += 1
                    begin = records.offset
                    yield from _read_items(saved, record, number, records.offset, aside)
            except BombError:
                yield import_problem(saved.shown, "import-bomb", record=str(number + 1))
                break
            except DAMAGE as error:
                if _ONE_STREAM in str(error):
                    yield import_problem(saved.shown, "import-warc-gzip", records=str(number))
                    break
                yield _damaged(saved, begin, number)
            else:
                if records.cut:
                    yield _damaged(saved, begin, number - 1)
                break
            found = _next_record(stream, begin + 1)
            if found < 0:
                break
            begin = found
    for kind, count in aside.most_common():
        yield LeftAside(f"{saved.shown}!{kind}", kind, number=count)


def _damaged(saved: SavedFile, at: int, records: int) -> Problem:
    return import_problem(saved.shown, "import-warc-damaged", records=str(records), at=str(at))


def _next_record(stream: BinaryIO, begin: int) -> int:
    """Returns the offset of the next record from an offset on; -1 if there is none."""
    stream.seek(begin)
    kept, at = b"", begin
    while block := stream.read(MEGABYTE):
        found = _RECORD_BEGIN.search(kept + block)
        if found:
            return at - len(kept) + found.start()
        at += len(block)
        kept = (kept + block)[-_RECORD_MARK:]
    return -1


def open_record(stream: BinaryIO, offset: int) -> BinaryIO:
    """Opens the content of the record at an offset.

    Opening and reading may raise the exceptions in `DAMAGE`.
    """
    stream.seek(offset)
    record = next(iter(_RecordIterator(stream)), None)
    if record is None:
        raise EOFError
    content: BinaryIO = record.content_stream()
    return content


def _read_items(
    saved: SavedFile, record: ArcWarcRecord, number: int, offset: int, aside: Counter[str]
) -> Iterator[Item]:
    """Yields the items of a record.

    If a library fails at it, that is named instead.
    """
    try:
        yield from _items(saved, record, number, offset, aside)
    except DAMAGE:
        raise
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001  (a damaged record must not end the reading of others)
        yield unreadable(f"{saved.shown}!{number}", error)


def _items(
    saved: SavedFile, record: ArcWarcRecord, number: int, offset: int, aside: Counter[str]
) -> Iterator[Item]:
    """Yields the items of a record. Records that hold no file are counted by kind."""
    if record.rec_type not in ("response", "resource"):
        aside[record.rec_type if record.rec_type in _RECORD_KINDS else "record"] += 1
        return
    headers = record.http_headers if record.rec_type == "response" else None
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if not address.startswith(("http://", "https://", "file:", "ftp://")):
        aside["record"] += 1
        return
    if headers is not None:
        status = headers.get_statuscode()
        target = headers.get_header("Location")
        if status in _REDIRECTS and target:
            aside["redirect"] += 1
            yield from _redirect(address, target)
            return
        if status != "200":
            aside[f"HTTP {status}" if re.fullmatch(r"\d{3}", str(status)) else "HTTP"] += 1
            return
    stated = (headers or record.rec_headers).get_header("Content-Type") or ""
    location = WarcLocation(f"{saved.shown}!{number}", address, stated, offset)
    if location.media_type not in _PAGES | _FEEDS:
        aside[location.media_type if _MEDIA_TYPE.fullmatch(location.media_type) else "?"] += 1
    yield from _record_items(saved, record, location)


def _redirect(address: str, target: str) -> Iterator[CapturedRedirect]:
    try:
        yield CapturedRedirect(address, urljoin(address, target))
    except ValueError:  # a target that is no address
        return


class WarcLocation:
    """Location of a record: name for problems, URL, media type, charset, offset."""

    def __init__(self, path: str, address: str, stated: str, offset: int) -> None:
        self.path, self.address, self.offset = path, address, offset
        self.media_type = stated.partition(";")[0].strip().lower()
        found = _CHARSET.search(stated)
        self.charset = found[1] if found else ""


def _record_items(saved: SavedFile, record: ArcWarcRecord, location: WarcLocation) -> Iterator[Item]:
    yield Resource(location.address, saved.file, location.offset)
    if location.media_type not in _PAGES | _FEEDS:
        return
    data = record.content_stream().read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        yield too_large(location.path, len(data))
        return
    while record.raw_stream.read(_LINE):
        pass
    if _is_cut(record):
        return  # truncated; read_warc reports the file as damaged
    captured = record.rec_headers.get_header("WARC-Date") or ""
    if location.media_type in _FEEDS:
        yield from read_entries(data, saved, location.path, captured)
        return
    capture = Capture(location.path, data, "text/html", location.charset, location.address, captured)
    yield SourceItem(capture, saved)
