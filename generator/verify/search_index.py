"""Reads a search index as the search page does: see `generator/search/` and the theme's `search/index.js`."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeVar

import numpy as np
from msgspec import Struct

from generator.archive.foreign_json import decoded
from generator.search.analysis.token_ids import Int64s
from generator.search.packing import NAME_DIGITS
from generator.search.tree.nodes import BETWEEN
from generator.search.tree.places import placed_slots, unpacked_kinds
from generator.text.unicode import fold
from generator.verify.index_files import IndexFiles
from generator.verify.search_formats import FORMATS, SearchFormat

_VERSION = 6  # hexadecimal digits
_NODE_FOLDERS = 50
_FORM = re.compile(r"([^:!]*)(?:([:!])(\d{1,9}))?")  # more would be no number of documents
_NOT_SLUG = re.compile(r"[^a-z0-9]+")

V = TypeVar("V")


class Segment(Struct, frozen=True):
    """A part of the index as the root describes it.

    `quarters` are year, number, first document and the versions of their cards. `keys` and `versions` are
    those of the nodes, before format 4. `facets` is the name of a file.
    """

    facets: str
    first: int
    count: int
    quarters: list[tuple[str, str, int, str]]
    keys: list[str] = []
    versions: str = ""


class NodeNames(Struct, frozen=True):
    """The nodes of a segment, whose leaves are the part with this number in each."""

    keys: list[str]
    versions: str
    part: int = 0

    def name(self, place: int) -> str:
        """The name of a node."""
        return f"n{place % _NODE_FOLDERS}/{place}-{self.versions[_VERSION * place :][:_VERSION]}"


class Root(Struct, frozen=True):
    """The root of the index. `names` and `words` are names of files, `keys` and `versions` those of nodes.

    Before format 3 the root does not say its `format`; since format 2 it has `languages`.
    """

    names: str
    words: str
    segments: list[Segment]
    format: int = 0
    languages: list[str] | None = None
    keys: list[str] = []
    versions: str = ""

    def nodes(self, segment: Segment) -> NodeNames:
        """The nodes of a segment."""
        place = self.segments.index(segment)
        return (
            NodeNames(self.keys, self.versions, place)
            if self.layout.placed
            else NodeNames(segment.keys, segment.versions)
        )

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
    """A node as its file has it: lists, or texts from format 3 on, or these for each segment."""

    keys: list[str] | str = []
    names: list[str] | str = []
    leaves: list[tuple[str, str]] | None = None

    def split(self, part: int) -> tuple[list[str], list[str]]:
        """The keys and the names of the leaves of a part."""
        keys, names = self.keys, self.names
        if self.leaves is not None:
            keys, names = self.leaves[part] if part < len(self.leaves) and self.leaves[part][1] else ([], [])
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
        if not follow or ends[-1] > most or not all(map(_is_sound, root.segments)):
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
            nodes = root.nodes(segment)
            for node in map(nodes.name, range(len(nodes.keys))):
                yield node
                yield from self._json(node, _Node).split(nodes.part)[1]

    def forms(self, root: Root, segment: Segment, word: str, number: int) -> list[str]:
        """The forms of a word that a document of a segment has; "*" stands for all forms."""
        nodes = root.nodes(segment)
        place = max(0, bisect_right(nodes.keys, word) - 1)
        keys, names = self._json(nodes.name(place), _Node).split(nodes.part)
        at = bisect_right(keys, word) - 1
        if at < 0:
            return []
        leaf = names[at] if at < len(names) else ""
        places = self._places(root, segment) if root.layout.placed else None
        try:
            lists = _lists(self.files.content(leaf), word, segment.count, places)
        except (IndexError, ValueError) as error:
            raise self.files.damage(leaf) from error
        return [form for form, documents in lists if number - segment.first in documents]

    def _places(self, root: Root, segment: Segment) -> Int64s:
        """The documents of a segment, counted from its first, in the order of their places."""
        slots = root.segments[-1].first + root.segments[-1].count
        try:
            kinds = unpacked_kinds(self.files.content(self.files.root).partition(b"\0")[2], slots)
        except ValueError as error:
            raise self.files.damage(self.files.root) from error
        return placed_slots(kinds[segment.first : segment.first + segment.count])

    def _json(self, name: str, kind: type[V]) -> V:
        found = decoded(self.files.content(name).partition(b"\0")[0], kind)
        if found is None:
            raise self.files.damage(name)
        return found


def _is_sound(segment: Segment) -> bool:
    """Whether the quarters of a segment follow one another within it."""
    firsts = [segment.first, *(first for _, _, first, _ in segment.quarters), segment.first + segment.count]
    return firsts == sorted(firsts)


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


def _lists(content: bytes, word: str, count: int, places: Int64s | None) -> list[tuple[str, frozenset[int]]]:
    """The lists of a word in a leaf: each form with its documents, counted from the first of the segment.

    `generator/search/tree/leaves.py` explains leaves; before format 4 there were no `places`.
    """
    header, _, data = content.partition(b"\0")
    ends = np.cumsum(np.frombuffer(data, dtype=np.uint8) < 128, dtype=np.int64)  # of the numbers in base 128
    found: list[tuple[str, frozenset[int]]] = []
    at = 0
    for line in header.decode().split("\n"):
        name, *columns = line.split("\t")
        for each in columns[0].split(";") if columns else ():
            form, mark, size = _parts(each)
            bits, start = count, at
            if mark == "!" and places is not None:
                start = _after_numbers(1, at, ends)
                bits = _number(data[at:start])
            end = start + _bytes(bits) + _bytes(size) if mark == "!" else _after_numbers(size, at, ends)
            if name == word:
                documents = _bits(data[start:end], bits, places) if mark == "!" else _gaps(data[at:end])
                found.append((form, frozenset(documents)))
            at = end
    return found


def _parts(written: str) -> tuple[str, str, int]:
    """Splits a list's form, its encoding and its length. Raises ValueError."""
    found = _FORM.fullmatch(written)
    if found is None:
        raise ValueError(written)
    return found[1], found[2] or "", int(found[3] or 1)


def _bytes(bits: int) -> int:
    return (bits + 7) // 8


def _after_numbers(count: int, at: int, ends: Int64s) -> int:
    """Where so many numbers in base 128 end that begin here."""
    if not count:
        return at
    before = int(ends[at - 1]) if at else 0
    return int(np.searchsorted(ends, before + count)) + 1


def _bits(data: bytes, count: int, places: Int64s | None) -> Iterator[int]:
    """The documents of a list of bits for documents or places."""
    found = np.flatnonzero(np.unpackbits(np.frombuffer(data, dtype=np.uint8))[:count])
    return iter((found if places is None else places[found]).tolist())


def _gaps(data: bytes) -> Iterator[int]:
    """The documents of a list of gaps."""
    last = -1
    for value in _numbers(data):
        last += 1 + (value >> 2)
        yield last


def _number(data: bytes) -> int:
    """The number that data begin with. Raises ValueError if there is none."""
    for number in _numbers(data):
        return number
    raise ValueError("no number")


def _numbers(data: bytes) -> Iterator[int]:
    """The numbers in base 128."""
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
