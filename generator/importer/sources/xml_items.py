"""Divides XML into its items, so that damage in one loses no other.

Each item is parsed by itself, with the declarations of the root element. What the head of a file defines,
entities above all, has no effect. The file is mapped into memory, not read.
"""

import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.entities import html5
from pathlib import Path

from lxml import etree
from msgspec import Struct

MOST_BYTES = 32 * 1024 * 1024  # of one item
_TAIL = 4096  # bytes, in which it ends
_HEAD = 256 * 1024  # bytes, in which the root element begins
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_NAMESPACE = re.compile(rb"\sxmlns(?::([\w.-]+))?\s*=\s*(\"[^\"<&]*\"|'[^'<&]*')")
_PREFIX = re.compile(rb"</?([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_CDATA = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_HTML_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OF_XML = frozenset({b"lt;", b"gt;", b"amp;", b"quot;", b"apos;"})
_REFERENCE = re.compile(rb"&#(?:[xX]0*([0-9a-fA-F]+)|0*(\d+));?")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_STRICT = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_LENIENT = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)


class XmlItem(Struct, frozen=True):
    """Element of a file. `line`: where it begins. `damage`: line of the first damage in it, 0 if none.

    `element` is None if nothing of it can be read.
    """

    line: int
    element: etree._Element | None
    damage: int = 0


@contextmanager
def mapped_xml(file: Path) -> Iterator["XmlText"]:
    """Opens an XML file, which is mapped into memory."""
    with file.open("rb") as stream:
        if not file.stat().st_size:
            yield XmlText(b"")
            return
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield XmlText(data)


class XmlText:
    """XML of a file, of which nothing is parsed but single elements."""

    def __init__(self, data: mmap.mmap | bytes) -> None:
        self._data = data
        if self._data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = bytes(self._data).decode("utf-16", "replace")
            self._data = re.sub(r"encoding\s*=\s*[\"'][^\"']*[\"']", "", text, count=1).encode()
        head = self._data[:_HEAD]
        root = re.search(rb"<(?![?!])[^>]*>", re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
        self.root = root[0] if root else b""
        encoding = _ENCODING.search(head)
        self._encoding = _known(encoding[1].decode() if encoding else "utf-8")

    def items(self, name: str) -> Iterator[XmlItem]:
        """Yields all elements of this name (with its prefix), in their order."""
        line, counted = 1, 0
        for start, end, whole in self._spans(name.encode()):
            line, counted = line + _newlines(self._data, counted, start), start
            if end - start > MOST_BYTES:
                yield XmlItem(line, None, line)
                continue
            element, damage = self._parsed(bytes(self._data[start:end]))
            if not whole and not damage:
                damage = 1 + _newlines(self._data, start, end)
            yield XmlItem(line, element, line + damage - 1 if damage else 0)

    @property
    def last_line(self) -> int:
        """Number of the last line."""
        return 1 + _newlines(self._data, 0, len(self._data))

    @property
    def is_closed(self) -> bool:
        """Whether the root element is closed at the end."""
        name = re.match(rb"<([^\s/>]+)", self.root)
        end = bytes(self._data[max(len(self._data) - _TAIL, 0) :])
        return name is not None and b"</" + name[1] in end

    def alone(self, name: str) -> Iterator[tuple[int, bytes]]:
        """Yields each element with its line, behind the head of the file."""
        line, counted, head = 1, 0, -1
        for start, end, whole in self._spans(name.encode()):
            head = start if head < 0 else head
            line, counted = line + _newlines(self._data, counted, start), start
            if end - start <= MOST_BYTES and head <= _HEAD:
                closing = b"" if whole else b"</" + name.encode() + b">"
                yield line, self._data[:head] + self._data[start:end] + closing

    def _spans(self, name: bytes) -> Iterator[tuple[int, int, bool]]:
        """Yields start, end and completeness of each element.

        An element that is not closed ends where the next one begins.
        """
        opening = re.compile(rb"<" + re.escape(name) + rb"(?=[\s>/])")
        inner = re.compile(
            rb"<!\[CDATA\[|<" + re.escape(name) + rb"(?=[\s>])|</" + re.escape(name) + rb"\s*>"
        )
        found = opening.search(self._data)
        while found:
            start, end, whole = found.start(), len(self._data), False
            at = found.end()
            while mark := inner.search(self._data, at):
                if mark[0].startswith(b"<!"):
                    at = self._after_cdata(mark.end(), name)
                elif mark[0].startswith(b"</"):
                    end, whole = mark.end(), True
                    break
                else:
                    end = mark.start()
                    break
            yield start, end, whole
            found = opening.search(self._data, end)

    def _after_cdata(self, start: int, name: bytes) -> int:
        """Returns where a CDATA section ends. One that is not closed ends before the element does."""
        closed = self._data.find(b"]]>", start)
        if closed < 0:
            return start
        # A section that runs over the beginning of another element was not closed in its own.
        between = re.compile(rb"</" + re.escape(name) + rb">\s*<" + re.escape(name) + rb"[\s>]")
        return start if between.search(self._data, start, closed) else closed + 3

    def _parsed(self, data: bytes) -> tuple[etree._Element | None, int]:
        """Parses an element; returns it, and the line of its first damage or 0."""
        text, damage = self._decoded(data)
        before, behind = self._around(text)
        clean = with_valid_references(_CONTROLS.sub(b" ", text))
        for each in (clean, _with_characters(clean)):
            try:
                return _first_child(etree.fromstring(before + each + behind, _STRICT)), damage
            except (etree.XMLSyntaxError, ValueError) as error:
                line = max(getattr(error, "lineno", 1) or 1, 1)
        try:
            element = etree.fromstring(before + _with_characters(clean) + behind, _LENIENT)
            return _first_child(element), damage or line
        except (etree.XMLSyntaxError, ValueError):
            return None, damage or line

    def _decoded(self, data: bytes) -> tuple[bytes, int]:
        """Returns an element in UTF-8, and the line of its first broken letter or 0."""
        try:
            return data.decode(self._encoding).encode("utf-8", "replace"), 0
        except UnicodeDecodeError as error:
            return data.decode(self._encoding, "replace").encode("utf-8", "replace"), 1 + data.count(
                b"\n", 0, error.start
            )

    def _around(self, data: bytes) -> tuple[bytes, bytes]:
        """Returns a root element with all namespaces that the element uses."""
        known = {prefix or b"": value for prefix, value in _NAMESPACE.findall(self.root)}
        for one, other in _PREFIX.findall(_CDATA.sub(b"", data)):
            prefix = one or other
            if prefix not in (b"xml", b"xmlns"):
                known.setdefault(prefix, b'"' + _FORGOTTEN.get(prefix, b"urn:" + prefix) + b'"')
        spaces = b"".join(
            b" xmlns" + (b":" + prefix if prefix else b"") + b"=" + value for prefix, value in known.items()
        )
        return b'<?xml version="1.0" encoding="utf-8"?><root' + spaces + b">", b"</root>"


_FORGOTTEN = {
    b"content": b"http://purl.org/rss/1.0/modules/content/",
    b"dc": b"http://purl.org/dc/elements/1.1/",
    b"wp": b"http://wordpress.org/export/1.2/",
    b"excerpt": b"http://wordpress.org/export/1.2/excerpt/",
}


def with_valid_references(data: bytes) -> bytes:
    """Replaces references to what is no character, at which parsers fail."""
    return _REFERENCE.sub(_valid, data)


def _valid(found: re.Match[bytes]) -> bytes:
    # Ten digits are more than any character has.
    code = int(found[1][:10], 16) if found[1] else int(found[2][:10])
    character = code >= 0x20 or code in (9, 10, 13)
    known = character and code <= 0x10FFFF and not 0xD800 <= code < 0xE000 and code not in (0xFFFE, 0xFFFF)
    return found[0] if known else "\ufffd".encode()


def _known(encoding: str) -> str:
    """Returns the name of a codec for text; UTF-8 for any other name."""
    try:
        b"<ab>".decode(encoding)
    except (LookupError, ValueError):
        return "utf-8"
    return encoding


def _first_child(root: "etree._Element | None") -> "etree._Element | None":
    return next(iter(root), None) if root is not None else None


def _newlines(data: mmap.mmap | bytes, start: int, end: int) -> int:
    return sum(data[at : min(at + 1024 * 1024, end)].count(b"\n") for at in range(start, end, 1024 * 1024))


def _with_characters(data: bytes) -> bytes:
    """Replaces entities of HTML, and lone ampersands, outside CDATA sections."""
    pieces, at = [], 0
    for section in _CDATA.finditer(data):
        pieces += [_plain(data[at : section.start()]), section[0]]
        at = section.end()
    return b"".join((*pieces, _plain(data[at:])))


def _plain(data: bytes) -> bytes:
    def character(found: re.Match[bytes]) -> bytes:
        """Returns a numeric reference for a named entity."""
        text = html5.get(found[1].decode())
        if found[1] in _OF_XML or text is None:
            return found[0]
        return b"".join(b"&#%d;" % ord(each) for each in text)

    return re.sub(rb"&(?!#?\w{1,32};)", b"&amp;", _HTML_ENTITY.sub(character, data))
