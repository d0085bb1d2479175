"""Decodes the bytes of a page and determines their encoding."""

import codecs
import re

from msgspec import Struct

from generator.importer.reading.legacy import table_of, validity

_DECLARED = re.compile(
    rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}?encoding=[\"']([\w-]+)"
)
_HEAD = 4096  # bytes searched for the declared encoding
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WESTERN = frozenset(
    {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252", "x-user-defined"}
)
_BROKEN = 0.02  # maximum share of invalid bytes in UTF-8, of the bytes beyond ASCII


class Decoded(Struct, frozen=True):
    """Text of a page, its encoding, and the position of the first undecodable byte."""

    text: str
    encoding: str
    broken: int = 0  # undecodable characters, each replaced by U+FFFD
    line: int = 1
    column: int = 1


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """Returns the decoded text; None if the bytes are binary.

    `declared`: charset from HTTP or the container, "" if none. In this order: byte order mark, valid UTF-8,
    declared charset, the encoding that yields most Vietnamese syllables. Bytes with a zero are binary.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _read(data[len(mark) :], name)
    if b"\0" in data:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            return _read(data, "utf-8", error.start)
    named = _declared(data, declared)
    return _western(data, named) if named in ("", "utf-8", *_WESTERN) else _named(data, named)


def _declared(data: bytes, outside: str) -> str:
    found = _DECLARED.search(data[:_HEAD])
    inside = (found[1] or found[2]).decode("ascii", "replace") if found else ""
    return (outside or inside).lower()


def _named(data: bytes, name: str) -> Decoded:
    try:
        codecs.lookup(name)
    except LookupError:
        return _western(data, "")
    return _read(data, name) or _western(data, "")


def _read(data: bytes, name: str, first: int = -1) -> Decoded | None:
    """Decodes with a known encoding; None if too many bytes are undecodable."""
    try:
        text = data.decode(name, "replace")
    except (LookupError, UnicodeError):
        return None
    broken = text.count("\ufffd")
    if "\0" in text or broken > max(20, len(text) // 50):
        return None
    line = data.count(b"\n", 0, first) + 1 if first >= 0 else 1
    return Decoded(text, name, broken, line, first - data.rfind(b"\n", 0, first) if first >= 0 else 1)


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    beyond = sum(byte > 127 for byte in data[:200_000])
    return text.count("\ufffd") <= max(4, int(beyond * _BROKEN)) and beyond > 8


def _western(data: bytes, named: str) -> Decoded:
    """Decodes single-byte text: Western letters or Windows-1258 (Vietnamese).

    TCVN3 and VNI use the codes of Western letters.
    """
    text = data.decode("latin-1") if named in _WESTERN else _windows(data)
    if table_of(text):
        return Decoded(text, "windows-1252")
    vietnamese = data.decode("cp1258", "replace")
    sample = 20_000
    if validity(vietnamese[:sample]) > validity(text[:sample]) + 0.02:
        return Decoded(vietnamese, "windows-1258", vietnamese.count("\ufffd"))
    return Decoded(_windows(data), "windows-1252")


def _windows(data: bytes) -> str:
    """Decodes as Windows-1252 as browsers do, where no byte is undefined."""
    text = data.decode("latin-1")
    return text.translate(_WINDOWS) if _C1.search(text) else text


_C1 = re.compile("[\x80-\x9f]")
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
