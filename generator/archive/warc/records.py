"""Records of a WARC: a header of lines, and a block. Equal contents make equal records.

Dates are the day of the copy, identifiers are hashes. A file is a `resource` record: the publisher put it
there, and no crawler captured it.
"""

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from generator import permalinks
from generator.archive.copy_file import CopyFile
from generator.archive.media_types import is_text, media_type
from generator.archive.provenance import Provenance

VERSION = "WARC/1.1"
END = b"\r\n\r\n"  # of a header, and of a record
FIELDS = "application/warc-fields; charset=utf-8"
SEAL = "khotin-sha256"  # the field of the last record: the SHA-256 of all bytes before it
_REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_DESCRIPTION = "Written by the publisher of the site from its own files, not captured by a crawler."
_PAYLOADS, _BLOCKS = ("resource", "revisit", "response"), ("warcinfo", "resource", "metadata")
_EMPTY = hashlib.sha256(b"").hexdigest()


class Record(Struct, frozen=True):
    """A record: its header by field in their order, its block as bytes or a file."""

    fields: tuple[tuple[str, str], ...]
    block: bytes | CopyFile

    @property
    def header(self) -> bytes:
        """The bytes of the header with the empty line after it."""
        lines = (VERSION, *(f"{name}: {value}" for name, value in self.fields))
        return "\r\n".join(lines).encode() + END


class RecordWriter(Struct, frozen=True):
    """Makes the records of a copy of this day; `base_url` is the address of the site."""

    base_url: str
    day: date

    def info(self, provenance: Provenance) -> Record:
        """The first record: who made the WARC, from what, and that it is no capture."""
        said: Mapping[str, str] = {
            "software": provenance.generator,
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf": self.base_url,
            "publisher": " / ".join(dict.fromkeys(filter(None, provenance.publisher.values()))),
            "title": " / ".join(dict.fromkeys(filter(None, provenance.name.values()))),
            "license": " / ".join(dict.fromkeys(filter(None, provenance.licence.values()))),
            "description": _DESCRIPTION,
        }
        block = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in said.items() if value)
        return self._record("warcinfo", "", FIELDS, block.encode())

    def resource(self, file: CopyFile) -> Record:
        """The record of a file of the site."""
        return self.resource_at(file.path, file.sha256, file.size, file)

    def resource_at(self, path: str, sha256: str, size: int, block: bytes | CopyFile = b"") -> Record:
        """The record of a file with this hash and size at a path."""
        media = media_type(path)
        # What editors attached came in whatever encoding it has.
        is_utf8 = is_text(media) and not path.startswith(f"{permalinks.MEDIA}/")
        kind = f"{media}; charset=utf-8" if is_utf8 else media
        return self._made("resource", self.base_url + path, kind, sha256, size, block)

    def revisit(self, address: str, file: CopyFile) -> Record:
        """The record of an address at which servers show this file, too."""
        refers = (
            ("WARC-Profile", _REVISIT),
            ("WARC-Refers-To-Target-URI", self.base_url + file.path),
            ("WARC-Refers-To-Date", self._date),
        )
        return self._made("revisit", address, "", file.sha256, 0, b"", refers)

    def redirect(self, address: str, target: str) -> Record:
        """The record of an old address, from which servers lead to a page."""
        lines = ("HTTP/1.1 301 Moved Permanently", f"Location: {self.base_url}{target}", "Content-Length: 0")
        block = "\r\n".join(lines).encode() + END
        kind = "application/http; msgtype=response"
        return self._made("response", address, kind, _EMPTY, len(block), block)

    def seal(self, sha256: str) -> Record:
        """The last record: the SHA-256 of all bytes before it."""
        return self._record("metadata", "", FIELDS, f"{SEAL}: {sha256}\r\n".encode())

    @property
    def _date(self) -> str:
        return f"{self.day.isoformat()}T00:00:00Z"

    def _record(self, kind: str, address: str, media: str, block: bytes) -> Record:
        return self._made(kind, address, media, hashlib.sha256(block).hexdigest(), len(block), block)

    def _made(
        self,
        kind: str,
        address: str,
        media: str,
        sha256: str,
        size: int,
        block: bytes | CopyFile,
        refers: tuple[tuple[str, str], ...] = (),
    ) -> Record:
        seed = "\n".join((kind, address, self._date, sha256))
        fields = (
            ("WARC-Type", kind),
            ("WARC-Record-ID", f"<urn:uuid:{_identifier(seed)}>"),
            ("WARC-Date", self._date),
            ("WARC-Target-URI", address),
            *refers,
            (
                "WARC-Payload-Digest",
                f"sha256:{sha256}" if kind in _PAYLOADS else "",
            ),
            ("WARC-Block-Digest", f"sha256:{sha256}" if kind in _BLOCKS else ""),
            ("Content-Type", media),
            ("Content-Length", str(size)),
        )
        return Record(tuple((name, value) for name, value in fields if value), block)


def _identifier(seed: str) -> uuid.UUID:
    return uuid.UUID(bytes=hashlib.sha256(seed.encode()).digest()[:16], version=4)


def pieces_of(record: Record, size: int) -> Iterator[bytes]:
    """The bytes of a record in pieces. Raises OSError if the disk fails."""
    yield record.header
    if isinstance(record.block, bytes):
        yield record.block
    else:
        yield from record.block.pieces(size)
    yield END
