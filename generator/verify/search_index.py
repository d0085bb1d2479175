"""Reads a search index as the search page does: see `generator/search/` and the theme's `search/find.js`."""

import re
import zlib
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import DecodeError, Struct, json

from generator import permalinks
from generator.search.quarters.stored_fields import SIZE, VERSIONED
from generator.text.unicode import fold
from generator.verify.source import DamagedMemberError, Member, Source, read

_ENVELOPE = re.compile(rb'khotin\.got\("([^"]+)","([A-Za-z0-9+/=]*)"\)\n')
_MOST = 64_000_000  # bytes of a file of the index
_VERSION = 6  # hexadecimal digits
_NODE_FOLDERS = 50
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class IndexDamagedError(Exception):
    """A file of the index is missing or says nothing that makes sense: its path in the copy."""


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


class Posting(Struct, frozen=True):
    """The documents that have a word in one form; form "*" stands for all forms."""

    form: str
    documents: frozenset[int]


class IndexReader(Struct, frozen=True):
    """Reads the files of an index. `site` is the folder of the site in the copy: "data/" or empty.

    All methods raise IndexDamagedError if a file cannot be used, OSError if the disk fails.
    """

    source: Source
    members: Mapping[str, Member]
    site: str

    def root(self, name: str) -> Mapping[str, Any]:
        """The root of the index."""
        root: Mapping[str, Any] = self._json(name)
        return root

    def cards(self, file: CardFile) -> list[Card]:
        """The cards of a file."""
        try:
            _, *rows = self._json(file.name)
            return [_card(file, place, row) for place, row in enumerate(rows) if row is not None]
        except (TypeError, ValueError) as error:
            raise IndexDamagedError(self._path(file.name)) from error

    def postings(self, segment: Mapping[str, Any], key: str) -> list[Posting]:
        """The lists of a key in a segment."""
        place = max(0, bisect_right(segment["keys"], key) - 1)
        version = segment["versions"][_VERSION * place :][:_VERSION]
        name = f"n{place % _NODE_FOLDERS}/{place}-{version}"
        node = self._json(name)
        at = bisect_right(node["keys"], key) - 1
        if at < 0:
            return []
        leaf = node["names"][at]
        try:
            lists = _leaf(self._content(leaf), segment["first"], segment["count"])
        except (IndexError, ValueError, UnicodeDecodeError) as error:
            raise IndexDamagedError(self._path(leaf)) from error
        return lists.get(key, [])

    def _json(self, name: str) -> Any:
        try:
            return json.decode(self._content(name))
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


def card_files(root: Mapping[str, Any]) -> Iterator[CardFile]:
    """The files of all cards."""
    for segment in root["segments"]:
        quarters = segment["quarters"]
        ends = [*(quarter[2] for quarter in quarters[1:]), segment["first"] + segment["count"]]
        for (year, quarter, first, versions), end in zip(quarters, ends, strict=True):
            for place in range(0, end - first, SIZE):
                version = versions[_VERSION * (place // VERSIONED) :][:_VERSION]
                yield CardFile(f"{year}{quarter}/{place // SIZE}-{version}", year, first + place)


def _card(file: CardFile, place: int, row: Sequence[Any]) -> Card:
    title, lang, date, _, shared, rest = row
    path = rest
    if shared >= 0:
        month = date.partition("-")[0]
        slug = _NOT_SLUG.sub("-", fold(title)).strip("-")[:shared] + rest
        path = f"{lang}/{file.year}/{month}/{slug}.html"
    return Card(file.first + place, title, path)


def _leaf(content: bytes, first: int, count: int) -> Mapping[str, list[Posting]]:
    """The lists of a leaf by key: `generator/search/tree/leaves.py` explains them."""
    header, _, data = content.partition(b"\0")
    found: dict[str, list[Posting]] = {}
    at, word = 0, ""
    for line in header.decode().split("\n"):
        name, tab, forms = line.partition("\t")
        word = word if name.startswith(" ") else name
        if not tab:
            continue
        lists = []
        for form in forms.split(";"):
            posting, at = _posting(form, data, at, first, count)
            lists.append(posting)
        found[word if name == word else word + name] = lists
    return found


def _posting(form: str, data: bytes, at: int, first: int, count: int) -> tuple[Posting, int]:
    """A list that begins at a place of the data, and the place after it."""
    if "!" in form:
        name, _, size = form.partition("!")
        there = int.from_bytes(data[at : at + (count + 7) // 8], "big")
        width = (count + 7) // 8 * 8
        documents = frozenset(first + n for n in range(count) if there >> (width - 1 - n) & 1)
        return Posting(name, documents), at + (count + 7) // 8 + (int(size) + 7) // 8
    name, _, size = form.partition(":")
    last, numbers = first - 1, []
    for _each in range(int(size or 1)):
        value, shift = 0, 0
        while data[at] > 127:
            value |= (data[at] & 127) << shift
            shift, at = shift + 7, at + 1
        value |= data[at] << shift
        at += 1
        last += 1 + (value >> 2)
        numbers.append(last)
    return Posting(name, frozenset(numbers)), at


def segments_are_sound(root: Mapping[str, Any]) -> bool:
    """Whether the segments follow each other, as documents are numbered."""
    segments = root["segments"]
    return all(one["first"] + one["count"] == other["first"] for one, other in pairwise(segments))
