"""Reads a search index as the search page does: see `generator/search/` and the theme's `search/find.js`."""

import re
import zlib
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TypeVar

import numpy as np
from msgspec import DecodeError, Struct, json
from numpy.typing import NDArray

from generator import permalinks
from generator.search.quarters.stored_fields import RESULT_CARDS_PER_FILE, SLOTS_PER_VERSION
from generator.text.unicode import fold
from generator.verify.source import DamagedMemberError, Member, Source, read

_ENVELOPE = re.compile(rb'khotin\.got\("([^"]+)","([A-Za-z0-9+/=]*)"\)\n')
_MOST = 64_000_000  # bytes of a file of the index
_VERSION = 6  # hexadecimal digits
_NODE_FOLDERS = 50
_FORM = re.compile(r"([^:!]*)(?:([:!])(\d+))?")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


V = TypeVar("V")


class IndexDamagedError(Exception):
    """A file of the index is missing or says nothing that makes sense: its path in the copy."""


class Segment(Struct, frozen=True):
    """A part of the index as the root describes it.

    `quarters` are year, number, first document and the versions of their cards. `keys` and `versions` are
    those of the nodes.
    """

    first: int
    count: int
    quarters: list[tuple[str, str, int, str]]
    keys: list[str]
    versions: str


class Root(Struct, frozen=True):
    """The root of the index."""

    segments: list[Segment]


_Row = tuple[str, str, str, str, int, str]  # see `StoredFieldsWriter`


class _Node(Struct, frozen=True):
    keys: list[str]
    names: list[str]


class Card(Struct, frozen=True):
    """What a result shows: its document's number, its title, the path of its page."""

    number: int
    title: str
    path: str


class CardFile(Struct, frozen=True):
    """A file of cards: its name, its year, the number of its first document."""

    name: str
    year: str
    first: int


class IndexReader(Struct, frozen=True):
    """Reads the files of an index. `site` is the folder of the site in the copy: "data/" or empty.

    All methods raise IndexDamagedError if a file cannot be used, OSError if the disk fails.
    """

    source: Source
    members: Mapping[str, Member]
    site: str

    def root(self, name: str) -> Root:
        """The root of the index."""
        root = self._json(name, Root)
        ends = [0, *(segment.first + segment.count for segment in root.segments)]
        follow = all(segment.first == end for segment, end in zip(root.segments, ends, strict=False))
        if not follow or ends[-1] > RESULT_CARDS_PER_FILE * len(
            self.members
        ):  # there are not as many files of cards
            raise IndexDamagedError(self._path(name))
        return root

    def cards(self, file: CardFile) -> list[Card]:
        """The cards of a file."""
        rows = self._json(file.name, list[str | _Row | None])[1:]
        return [_card(file, place, row) for place, row in enumerate(rows) if isinstance(row, tuple)]

    def forms(self, segment: Segment, key: str, number: int) -> list[str]:
        """The forms of a key that a document of a segment has; "*" stands for all forms."""
        place = max(0, bisect_right(segment.keys, key) - 1)
        version = segment.versions[_VERSION * place :][:_VERSION]
        node = self._json(f"n{place % _NODE_FOLDERS}/{place}-{version}", _Node)
        at = bisect_right(node.keys, key) - 1
        if at < 0:
            return []
        leaf = node.names[at] if at < len(node.names) else ""
        try:
            lists = _lists(self._content(leaf), key, segment.count)
        except (IndexError, ValueError) as error:
            raise IndexDamagedError(self._path(leaf)) from error
        return [form for form, documents in lists if number - segment.first in documents]

    def _json(self, name: str, kind: type[V]) -> V:
        try:
            return json.decode(self._content(name), type=kind)
        except DecodeError as error:
            raise IndexDamagedError(self._path(name)) from error

    def _content(self, name: str) -> bytes:
        path = self._path(name)
        member = self.members.get(path)
        if member is None:
            raise IndexDamagedError(path)
        try:
            script = _ENVELOPE.fullmatch(read(self.source, member, _MOST) or b"")
            if script is None or script[1].decode() != name:
                raise IndexDamagedError(path)
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            content = unpacker.decompress(b64decode(script[2], validate=True), _MOST)
        except (DamagedMemberError, ValueError, zlib.error) as error:
            raise IndexDamagedError(path) from error
        if not unpacker.eof:
            raise IndexDamagedError(path)
        return content

    def _path(self, name: str) -> str:
        return f"{self.site}{permalinks.search_file(name)}"


def card_files(root: Root) -> Iterator[CardFile]:
    """The files of all cards."""
    for segment in root.segments:
        ends = [*(first for _, _, first, _ in segment.quarters[1:]), segment.first + segment.count]
        for (year, quarter, first, versions), end in zip(
            segment.quarters, ends, strict=bool(segment.quarters)
        ):
            for place in range(0, end - first, RESULT_CARDS_PER_FILE):
                version = versions[_VERSION * (place // SLOTS_PER_VERSION) :][:_VERSION]
                yield CardFile(
                    f"{year}{quarter}/{place // RESULT_CARDS_PER_FILE}-{version}", year, first + place
                )


def _card(file: CardFile, place: int, row: _Row) -> Card:
    title, lang, date, _, shared, rest = row
    path = rest
    if shared >= 0:
        month = date.partition("-")[0]
        slug = _NOT_SLUG.sub("-", fold(title)).strip("-")[:shared] + rest
        path = f"{lang}/{file.year}/{month}/{slug}.html"
    return Card(file.first + place, title, path)


def _lists(content: bytes, key: str, count: int) -> list[tuple[str, frozenset[int]]]:
    """The lists of a key in a leaf: each form with its documents, counted from the first of the segment.

    `generator/search/tree/leaves.py` explains leaves.
    """
    header, _, data = content.partition(b"\0")
    ends = np.cumsum(np.frombuffer(data, dtype=np.uint8) < 128, dtype=np.int64)  # of the numbers in base 128
    found: list[tuple[str, frozenset[int]]] = []
    at, word = 0, ""
    for line in header.decode().split("\n"):
        name, tab, forms = line.partition("\t")
        word = word if name.startswith(" ") else name
        for each in forms.split(";") if tab else ():
            form, mark, size = _parts(each)
            begin, at = at, _end_of(mark, size, at, ends, count)
            if key == (word if name == word else word + name):
                documents = _bits(data[begin:at], count) if mark == "!" else _gaps(data[begin:at])
                found.append((form, frozenset(documents)))
    return found


def _parts(written: str) -> tuple[str, str, int]:
    """Splits a list's form, its encoding and its length. Raises ValueError."""
    found = _FORM.fullmatch(written)
    if found is None:
        raise ValueError(written)
    return found[1], found[2] or "", int(found[3] or 1)


def _end_of(mark: str, size: int, at: int, ends: NDArray[np.int64], count: int) -> int:
    """Where a list ends that begins at a place of the data."""
    if mark == "!":
        return at + (count + 7) // 8 + (size + 7) // 8
    before = int(ends[at - 1]) if at else 0
    return int(np.searchsorted(ends, before + size)) + 1


def _bits(data: bytes, count: int) -> Iterator[int]:
    """The documents of a list that has a bit for each document."""
    return iter(np.flatnonzero(np.unpackbits(np.frombuffer(data, dtype=np.uint8))[:count]).tolist())


def _gaps(data: bytes) -> Iterator[int]:
    """The documents of a list of gaps."""
    last, value, shift = -1, 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            last += 1 + (value >> 2)
            yield last
            value, shift = 0, 0
