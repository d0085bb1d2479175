"""Drawers: the files of cards and texts, which results are shown from, slot by slot.

A drawer is some slots whose cards bear one version; it is made anew when one of its documents is another.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

from msgspec import Struct, json

from generator import permalinks
from generator.model.search import ResultCard
from generator.search.analysis.fields import FieldText
from generator.search.packing import IndexFile, IndexWriter, digest, named_by_content
from generator.text.unicode import fold

R = TypeVar("R")

SIZE = 4  # slots in a file of cards: after the name of the file of their texts, a row for each
TEXTS = 12  # slots in a file of texts, a multiple of SIZE
VERSIONED = 48  # slots whose cards bear one version, a multiple of TEXTS
_VERSION = 6  # hexadecimal digits
_TEXT_EFFORT = 6  # they are most of all bytes, and only asked for what is seen
_ENDS = (".", "!", "?", ";", ":", ",", "…")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class StoredFields(Struct, frozen=True):
    """A fingerprint of the documents and their slots; the version of the cards; the names of the files of
    texts, by the fingerprints of theirs, and of cards."""

    fingerprint: str
    version: str
    texts: Mapping[str, str]
    cards: tuple[str, ...]

    @property
    def files(self) -> Iterator[str]:
        """The addresses of all files."""
        return map(permalinks.search_file, chain(self.texts.values(), self.cards))


class StoredFieldsWriter(Struct, Generic[R], frozen=True):
    """Fills the drawers of a quarter, whose documents are known by their slots: a hash of each, what makes
    its card and its parts; with the files of texts that are there."""

    label: str
    members: Mapping[int, int]
    card: Callable[[int], ResultCard]
    parts: Callable[[int], Sequence[FieldText]]
    place: IndexWriter[R]
    texts: Mapping[str, str]

    def fingerprint(self, slots: range) -> str:
        mine = [(slot - slots.start, self.members[slot]) for slot in slots if slot in self.members]
        return digest(repr(mine).encode(), 24)

    def drawer(self, slots: range) -> tuple[StoredFields, tuple[R, ...]]:
        """The drawer for these slots, and what became of its files."""
        groups = [slots[at : at + TEXTS] for at in range(0, len(slots), TEXTS)]
        named = [(self.fingerprint(group), *self._text(group)) for group in groups]
        contents = [
            json.encode([name, *map(self._row, group[at : at + SIZE])])
            for group, (_, name, _) in zip(groups, named, strict=True)
            for at in range(0, len(group), SIZE)
        ]
        version = digest(b"".join(contents), _VERSION)
        folder = self.label.replace("-", "")
        cards = [
            IndexFile(f"{folder}/{place}-{version}", (content,))
            for place, content in enumerate(contents, slots.start // SIZE)
        ]
        drawer = StoredFields(
            fingerprint=self.fingerprint(slots),
            version=version,
            texts={mark: name for mark, name, _ in named},
            cards=tuple(card.name for card in cards),
        )
        return drawer, (*(made for _, _, made in named), *map(self.place, cards))

    def _text(self, slots: range) -> tuple[str, R]:
        """The name of the file of these texts, and what became of it."""
        known = self.texts.get(self.fingerprint(slots))
        there = self.place.there.get(permalinks.search_file(known)) if known else None
        if known is not None and there is not None:
            return known, there
        texts = [_text(self.parts(slot)) if slot in self.members else "" for slot in slots]
        content = "\0".join(texts).encode()
        name = named_by_content(content)
        return name, self.place(IndexFile(name, (content,), _TEXT_EFFORT))

    def _row(self, slot: int) -> tuple[str, str, str, str, int, str] | None:
        return _row(self.card(slot)) if slot in self.members else None


def _text(parts: Sequence[FieldText]) -> str:
    """What is searched beside the title: names and, after a mark, prose; a line for each sentence or more.

    In a snippet the lines are run together: what is no sentence (a heading, a cell) is set off.
    """
    names = "\n".join(part.text for part in parts[1:3] if part.text)
    lines = "\n".join(part.text for part in parts[3:] if part.text).split("\n")
    return f"{names}\1" + "\n".join([line if line.endswith(_ENDS) else f"{line} ·" for line in lines])


def _row(card: ResultCard) -> tuple[str, str, str, str, int, str]:
    """Title, language, rest of the date after the year, place; the address as the number of characters that
    follow from the title, and the rest."""
    date = card.date.iso[5:10] if card.date else ""
    folder = f"{card.lang}/{card.date.iso[:7].replace('-', '/')}/" if card.date else ""
    if not date or not card.path.startswith(folder):
        return card.title, card.lang, date, card.place, -1, card.path
    stem = card.path.removeprefix(folder).removesuffix(".html")
    shared = _shared(stem, _slug(card.title))
    return card.title, card.lang, date, card.place, shared, stem[shared:]


def _slug(title: str) -> str:
    return "-".join(filter(None, map(_slug_of_word, title.split())))


@lru_cache(maxsize=20_000)
def _slug_of_word(text: str) -> str:
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    if one.startswith(other):
        return len(other)
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
