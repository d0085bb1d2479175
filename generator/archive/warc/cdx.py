"""The index of a WARC in a WACZ: a line for each address (CDXJ), sorted, in compressed blocks."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, urlsplit

from msgspec import json

from generator.archive.warc.gzip_member import gzip_member
from generator.archive.warc.warc_file import PlacedRecord

NAME, BLOCKS = "index.cdx.gz", "index.idx"
_LINES = 1024  # of a block
_WWW, _SLASHES = re.compile(r"^www\d*\."), re.compile("/{2,}")
_AS_IT_IS = "".join(map(chr, range(0x21, 0x7F)))
_STATUS = {"resource": 200, "revisit": 200, "response": 301}


def cdx_lines(records: Iterable[PlacedRecord], warc: str) -> list[str]:
    """The lines of these records of the WARC of this name."""
    return sorted(_line(record, warc) for record in records if record.field("WARC-Target-URI"))


def cdx_files(lines: Sequence[str]) -> tuple[bytes, bytes]:
    """The compressed lines, and the list of their blocks."""
    content, blocks = b"", [f"!meta 0 {_json({'format': 'cdxj-gzip-1.0', 'filename': NAME})}\n"]
    for start in range(0, len(lines), _LINES):
        block = gzip_member("".join(lines[start : start + _LINES]).encode())
        facts = {
            "offset": len(content),
            "length": len(block),
            "digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
            "filename": NAME,
        }
        key = " ".join(lines[start].split(" ")[:2])
        blocks.append(f"{key} {_json(facts)}\n")
        content += block
    return content, "".join(blocks).encode()


def _line(record: PlacedRecord, warc: str) -> str:
    kind, address = record.field("WARC-Type"), record.field("WARC-Target-URI")
    media = record.field("Content-Type").partition(";")[0]
    facts = {
        "url": address,
        "mime": {"revisit": "warc/revisit", "response": "unk"}.get(kind, media),
        "status": _STATUS[kind],
        "digest": record.field("WARC-Payload-Digest"),
        "length": record.length,
        "offset": record.offset,
        "filename": warc,
    }
    stamp = "".join(char for char in record.field("WARC-Date") if char.isdigit())
    return f"{_key(address)} {stamp} {_json(facts)}\n"


def _key(address: str) -> str:
    """The address as players look it up: host from right to left, then the path, without its last slash.

    That is what the library surt makes of it, but for numbers of sessions, which it leaves out.
    """
    parts = urlsplit(quote(address, safe=_AS_IT_IS).lower())
    host = _WWW.sub("", parts.hostname or "")
    port = f":{parts.port}" if parts.port else ""
    path = _SLASHES.sub("/", parts.path).rstrip("/") or "/"
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){path}{query}"


def _json(facts: Mapping[str, object]) -> str:
    return json.encode(facts).decode()
