"""Reads a search index as the search page does: see `generator/search/` and the theme's `search/find.js`."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeVar

import numpy as np
from msgspec import DecodeError, Struct, json
from numpy.typing import NDArray

from generator.search.packing import NAME_DIGITS
from generator.search.tree.nodes import BETWEEN
from generator.text.unicode import fold
from generator.verify.index_files import IndexFiles
from generator.verify.search_formats import FORMATS, SearchFormat

_VERSION = 6  # hexadecimal digits
_NODE_FOLDERS = 50
_FORM = re.compile(r"([^:!]*)(?:([:!])(\d+))?")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")

V = TypeVar("V")


class Segment(Struct, frozen=True):
    """A part of the index as the root describes it.

    `quarters` are year, number, first document and the versions of their cards. `keys` and `versions` are
    those of the nodes. `facets` is the name of a file.
    """

    facets: str
    first: int
    count: int
    quarters: list[tuple[str, str, int, str]]
    keys: list[str]
    versions: str

    def node(self, place: int) -> str:
        """The name of a node."""
        return f"n{place % _NODE_FOLDERS}/{place}-{self.versions[_VERSION * place :][:_VERSION]}"


class Root(Struct, frozen=True):
    """The root of the index. `names` and `words` are names of files.

    Before format 3 the root does not say its `format`; since format 2 it has `languages`.
    """

    names: str
    words: str
    segments: list[Segment]
    format: int = 0
    languages: list[str] | None = None

    @property
    def layout(self) -> SearchFormat:
        """The layout of the files. Raises UnknownFormatError for one of the future."""
        number = self.format or (1 if self.languages is None else 2)
        if number not in FORMATS:
            raise UnknownFormatError(number)
        return FORMATS[number]


class UnknownFormatError(Exception):
    """The index has a format that this version does not know: its number."""


class _Row(Struct, frozen=True, array_like=True):
    """A card as its file has it (see `StoredFieldsWriter`). What is empty at the end is left out."""

    title: str
    lang: str
    date: str
    provinces: str
    shared: int
    rest: str
    section: str = ""
    thumbnail: str = ""
    withdrawn: int = 0


class _Node(Struct, frozen=True):
    """A node as its file has it: lists, or texts from format 3 on."""

    keys: list[str] | str
    names: list[str] | str

    def split(self) -> tuple[list[str], list[str]]:
        """The keys and the names of the leaves."""
        keys, names = self.keys, self.names
        if isinstance(names, str):
            names = [f"{each[:2]}/{each[2:]}" for each in re.findall(rf".{{{NAME_DIGITS}}}", names)]
        return keys.split(BETWEEN) if isinstance(keys, str) else keys, names


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


class Cards(Struct, frozen=True):
    """What a file of cards says: the name of the file of their texts, and the cards."""

    texts: str
    cards: tuple[Card, ...]


class IndexReader(Struct, frozen=True):
    """Reads what the files of an index say.

    All methods raise IndexDamagedError if a file cannot be used, OSError if the disk fails.
    """

    files: IndexFiles

    def root(self, files: int) -> Root:
        """The root of the index, which has so many files at most."""
        root = self._json(self.files.root, Root)
        most = root.layout.cards * files
        ends = [0, *(segment.first + segment.count for segment in root.segments)]
        follow = all(segment.first == end for segment, end in zip(root.segments, ends, strict=False))
        if not follow or ends[-1] > most:
            raise self.files.damage(self.files.root)
        return root

    def cards(self, file: CardFile) -> Cards:
        """The cards of a file."""
        texts, *rows = self._json(file.name, list[str | _Row | None]) or (None,)
        if not isinstance(texts, str):
            raise self.files.damage(file.name)
        cards = (_card(file, place, row) for place, row in enumerate(rows) if isinstance(row, _Row))
        return Cards(texts, tuple(cards))

    def tree(self, root: Root) -> Iterator[str]:
        """The names of all files but those of cards and texts."""
        yield from (self.files.root, root.names, root.words)
        for segment in root.segments:
            yield segment.facets
            for node in map(segment.node, range(len(segment.keys))):
                yield node
                yield from self._json(node, _Node).split()[1]

    def forms(self, segment: Segment, key: str, number: int) -> list[str]:
        """The forms of a key that a document of a segment has; "*" stands for all forms."""
        place = max(0, bisect_right(segment.keys, key) - 1)
        keys, names = self._json(segment.node(place), _Node).split()
        at = bisect_right(keys, key) - 1
        if at < 0:
            return []
        leaf = names[at] if at < len(names) else ""
        try:
            lists = _lists(self.files.content(leaf), key, segment.count)
        except (IndexError, ValueError) as error:
            raise self.files.damage(leaf) from error
        return [form for form, documents in lists if number - segment.first in documents]

    def _json(self, name: str, kind: type[V]) -> V:
        try:
            return json.decode(self.files.content(name).partition(b"\0")[0], type=kind)
        except (DecodeError, UnicodeDecodeError) as error:
            raise self.files.damage(name) from error


def card_files(root: Root) -> Iterator[CardFile]:
    """The files of all cards."""
    layout = root.layout
    for segment in root.segments:
        ends = [*(first for _, _, first, _ in segment.quarters[1:]), segment.first + segment.count]
        for (year, quarter, first, versions), end in zip(
            segment.quarters, ends, strict=bool(segment.quarters)
        ):
            for place in range(0, end - first, layout.cards):
                version = versions[_VERSION * (place // layout.versioned) :][:_VERSION]
                yield CardFile(f"{year}{quarter}/{place // layout.cards}-{version}", year, first + place)


def _card(file: CardFile, place: int, row: _Row) -> Card:
    path = row.rest
    if row.shared >= 0:
        month = row.date.partition("-")[0]
        slug = _slug(row.title)[: row.shared] + row.rest
        path = f"{row.lang}/{file.year}/{month}/{slug}.html"
    return Card(file.first + place, row.title, path)


def _slug(title: str) -> str:
    words = (_NOT_SLUG.sub("-", fold(word)).strip("-") for word in title.split())
    return "-".join(filter(None, words))


def _lists(content: bytes, key: str, count: int) -> list[tuple[str, frozenset[int]]]:
    """The lists of a key in a leaf: each form with its documents, counted from the first of the segment.

    `generator/search/tree/leaves.py` explains leaves.
    """
    header, _, data = content.partition(b"\0")
    ends = np.cumsum(np.frombuffer(data, dtype=np.uint8) < 128, dtype=np.int64)  # of the numbers in base 128
    found: list[tuple[str, frozenset[int]]] = []
    at, word = 0, ""
    for line in header.decode().split("\n"):
        name, *columns = line.split("\t")
        word = word if name.startswith(" ") else name
        for each in columns[0].split(";") if columns else ():
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
    if not size:
        return at
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
