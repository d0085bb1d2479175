"""Stored fields: the files of result cards and texts, from which results are shown.

The names of the files of SLOTS_PER_VERSION result cards have one version. It changes, and so these files are
rewritten, when one of their documents changes.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct, json

from generator import permalinks
from generator.model.search import ResultCard
from generator.search.analysis.fields import FieldText
from generator.search.packing import AS_IT_IS, IndexFile, IndexWriter, digest, named_by_content
from generator.text.unicode import fold

RESULT_CARDS_PER_FILE = 12  # slots; a file has the name of the file of their texts, then a row for each slot
TEXTS_PER_FILE = 12  # slots; a multiple of RESULT_CARDS_PER_FILE
SLOTS_PER_VERSION = 96  # a multiple of TEXTS_PER_FILE
VERSION_DIGITS = 6  # hexadecimal
_TEXT_EFFORT = 6  # texts are most of the bytes of an index, and only those of shown results are loaded
_ENDS = (".", "!", "?", ";", ":", ",", "…")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class StoredFields(Struct, frozen=True):
    """The files of the result cards and texts of some slots.

    `fingerprint` changes when a document or its slot changes. `texts` has the names of the files of texts by
    the fingerprints of their documents, `result_cards` the names of the files of result cards.
    """

    fingerprint: str
    version: str
    texts: Mapping[str, str]
    result_cards: tuple[str, ...]

    @property
    def files(self) -> Iterator[str]:
        """The paths of all files."""
        return map(permalinks.search_file, chain(self.texts.values(), self.result_cards))


class StoredFieldsWriter(Struct, frozen=True):
    """Writes the stored fields of a quarter.

    `document_hashes` has a hash for each slot that is taken. `result_card` and `field_texts` return the data
    of the document in a slot. `known_texts` has the names of the last build's files of texts by fingerprint.
    """

    quarter: str
    document_hashes: Mapping[int, int]
    result_card: Callable[[int], ResultCard]
    field_texts: Callable[[int], Sequence[FieldText]]
    known_texts: Mapping[str, str]
    writer: IndexWriter

    def fingerprint(self, slots: range) -> str:
        """Returns the fingerprint of the documents in these slots."""
        taken = [(slot - slots.start, self.document_hashes[slot]) for slot in slots if self._is_taken(slot)]
        return digest(repr(taken).encode(), 24)

    def write(self, slots: range) -> StoredFields:
        """Writes the files of these slots."""
        groups = [slots[at : at + TEXTS_PER_FILE] for at in range(0, len(slots), TEXTS_PER_FILE)]
        texts = [(self.fingerprint(group), self._write_texts(group)) for group in groups]
        contents = [
            json.encode([name, *map(self._row, group[at : at + RESULT_CARDS_PER_FILE])])
            for group, (_, name) in zip(groups, texts, strict=True)
            for at in range(0, len(group), RESULT_CARDS_PER_FILE)
        ]
        version = digest(b"".join(contents), VERSION_DIGITS)
        folder = self.quarter.replace("-", "")
        files = [
            IndexFile(f"{folder}/{number}-{version}", content, AS_IT_IS)
            for number, content in enumerate(contents, slots.start // RESULT_CARDS_PER_FILE)
        ]
        for file in files:
            self.writer.write(file)
        return StoredFields(self.fingerprint(slots), version, dict(texts), tuple(file.name for file in files))

    def _write_texts(self, slots: range) -> str:
        """Writes the file of the texts in these slots, or keeps it; returns its name."""
        known = self.known_texts.get(self.fingerprint(slots))
        if known is not None and self.writer.has([permalinks.search_file(known)]):
            self.writer.keep([permalinks.search_file(known)])
            return known
        texts = [_text(self.field_texts(slot)) if self._is_taken(slot) else "" for slot in slots]
        content = "\0".join(texts).encode()
        name = named_by_content(content)
        self.writer.write(IndexFile(name, content, _TEXT_EFFORT))
        return name

    def _row(self, slot: int) -> list[object] | None:
        return _row(self.result_card(slot)) if self._is_taken(slot) else None

    def _is_taken(self, slot: int) -> bool:
        return slot in self.document_hashes


def _text(field_texts: Sequence[FieldText]) -> str:
    """Returns all fields but the title: names, the character U+0001, then prose.

    A snippet shows the lines of the prose as one. A line that is no sentence (a heading, a cell) gets a dot
    after it, which sets it off.
    """
    names = "\n".join(each.text for each in field_texts[1:3] if each.text)
    lines = "\n".join(each.text for each in field_texts[3:] if each.text).split("\n")
    return f"{names}\1" + "\n".join([line if line.endswith(_ENDS) else f"{line} ·" for line in lines])


def _row(result: ResultCard) -> list[object]:
    """Returns title, language, date without the year, provinces, the path in two parts, section, thumbnail.

    Then 1 if it was withdrawn. What is empty at the end is left out.
    """
    date, (shared, rest) = result.date.iso[5:10] if result.date else "", _path(result)
    provinces = ", ".join(_province(*names) for names in result.provinces)
    row = [result.title, result.lang, date, provinces, shared, rest, result.section]
    if result.withdrawn:
        return [*row, result.thumbnail, 1]
    return [*row, result.thumbnail] if result.thumbnail else row


def _province(vietnamese: str, english: str) -> str:
    """Returns the name, and after a slash the English one.

    This is left out if it is the name without accents.
    """
    return vietnamese if fold(vietnamese) == english.lower() else f"{vietnamese}/{english}"


def _path(result: ResultCard) -> tuple[int, str]:
    """Returns the length of what the path shares with the title's slug, and the rest.

    If it shares none, the number is -1 and the rest is the whole path.
    """
    date = result.date.iso[5:10] if result.date else ""
    folder = f"{result.lang}/{result.date.iso[:7].replace('-', '/')}/" if result.date else ""
    if not date or not result.path.startswith(folder):
        return -1, result.path
    stem = result.path.removeprefix(folder).removesuffix(".html")
    shared = _shared(stem, _slug(result.title))
    return shared, stem[shared:]


def _slug(title: str) -> str:
    return "-".join(filter(None, map(_slug_of_word, title.split())))


@lru_cache(maxsize=20_000)
def _slug_of_word(text: str) -> str:
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def _shared(one: str, other: str) -> int:
    """Returns the length of the longest common prefix."""
    if one.startswith(other):
        return len(other)
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
