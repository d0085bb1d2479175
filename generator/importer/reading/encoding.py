"""The text of a page's bytes: which encoding they are in, and how sure that is."""

import codecs
import re

from msgspec import Struct

from generator.importer.reading.legacy import table_of, validity

_DECLARED = re.compile(
    rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}?encoding=[\"']([\w-]+)"
)
_HEAD = 4096  # bytes in which a page declares its encoding
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WESTERN = frozenset(
    {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252", "x-user-defined"}
)
_BROKEN = 0.02  # of the bytes beyond ASCII that may be no UTF-8 before the page is taken for another encoding


class Decoded(Struct, frozen=True):
    """A page's text, the encoding that it was read in, and the place of the first byte that could not be."""

    text: str
    encoding: str
    broken: int = 0  # characters that could not be read, each shown as U+FFFD
    line: int = 1
    column: int = 1


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """The text; None where the bytes are no text. `declared`: the charset that HTTP or a container named.

    A byte order mark decides, then UTF-8 if the bytes are UTF-8, then what is declared, then the reading that
    gives the most Vietnamese syllables. Zero bytes are no text.
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
    """The text in a known encoding; None where most of it cannot be read or it is not one for text."""
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
    """One byte a letter: Western letters (TCVN3 and VNI stand on their places), or Windows' Vietnamese."""
    text = data.decode("latin-1") if named in _WESTERN else _windows(data)
    if table_of(text):
        return Decoded(text, "windows-1252")
    vietnamese = data.decode("cp1258", "replace")
    sample = 20_000
    if validity(vietnamese[:sample]) > validity(text[:sample]) + 0.02:
        return Decoded(vietnamese, "windows-1258", vietnamese.count("\ufffd"))
    return Decoded(_windows(data), "windows-1252")


def _windows(data: bytes) -> str:
    """The text in Windows' Western encoding, in which no byte is undefined on the web."""
    text = data.decode("latin-1")
    return text.translate(_WINDOWS) if _C1.search(text) else text


_C1 = re.compile("[\x80-\x9f]")
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
