"""What one quarter of documents gives to the index: cards, texts, and its words as numbers."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from generator.documents import Document
from generator.model import PartialDate, Rendered
from generator.search.envelope import digest, envelope, named_by_content
from generator.search.glossary import Synonyms, concepts_in, load_glossary, numbered_units
from generator.search.numbering import Numbered, Numbers, number_words
from generator.search.texts import Field, Part, parts_of
from generator.text.unicode import fold

SIZE = 4  # documents in a file of cards: after the name of the file of their texts, a row for each
TEXTS = 8  # documents in a file of texts
_TEXT_EFFORT = 6  # they are most of all bytes, and only asked for what is seen
_ENDS = (".", "!", "?", ";", ":", ",", "…")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Quarter:
    """The documents of a quarter ("2014-1"), of a year alone ("2014-0"), or the undated ("0000-0")."""

    label: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class QuarterIndex:
    """The files of a quarter, the digest that the names of its cards bear, its words and its concepts.

    `concepts` has a row (concept of the glossary, document of the quarter, field) for each one met.
    """

    files: tuple[Rendered, ...]
    version: str
    words: Numbered
    concepts: Numbers


def quarters_of(documents: Sequence[Document]) -> tuple[Quarter, ...]:
    """The documents, which come by date, quarter by quarter."""
    quarters = groupby(documents, key=lambda document: quarter_label(document.date))
    return tuple(Quarter(label, tuple(group)) for label, group in quarters)


def quarter_label(when: PartialDate | None) -> str:
    return f"{when.year:04d}-{((when.month or -2) + 2) // 3}" if when else "0000-0"


@dataclass(frozen=True, slots=True)
class QuarterIndexer:
    """Carries the site's synonyms to the worker processes."""

    synonyms: Synonyms

    def __call__(self, quarter: Quarter) -> QuarterIndex:
        parts = [parts_of(document) for document in quarter.documents]
        texts, cards = [], []
        for at in range(0, len(parts), SIZE):
            if at % TEXTS == 0:
                text = "\0".join(map(_text, parts[at : at + TEXTS])).encode()
                texts.append((named_by_content(text), text))
            cards.append(_json([texts[-1][0], *map(_card, quarter.documents[at : at + SIZE])]))
        version = digest(b"".join(cards), 6)
        folder, number = quarter.label.split("-")
        named = [(f"{folder}/{number}-{place}-{version}", card) for place, card in enumerate(cards)]
        files = (
            *(envelope(name, text, _TEXT_EFFORT) for name, text in dict(texts).items()),
            *(envelope(name, card) for name, card in named),
        )
        words = number_words(parts)
        return QuarterIndex(files, version, words, _concepts(self.synonyms, words))


# --- cards and texts --------------------------------------------------------------------------------------


def _text(parts: Sequence[Part]) -> str:
    """What is searched beside the title: names and, after a mark, prose; a line for each sentence or more.

    In a snippet the lines are run together: what is no sentence (a heading, a cell) is set off.
    """
    names = "\n".join(part.text for part in parts[1:3] if part.text)
    lines = "\n".join(part.text for part in parts[3:] if part.text).split("\n")
    return f"{names}\1" + "\n".join([line if line.endswith(_ENDS) else f"{line} ·" for line in lines])


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _card(document: Document) -> tuple[str, str, str, str, int, str]:
    """Title, language, rest of the date after the year, place; the address as the number of characters that
    follow from the title, and the rest."""
    date = document.date.iso[5:10] if document.date else ""
    folder = f"{document.lang}/{document.date.iso[:7].replace('-', '/')}/" if document.date else ""
    if not date or not document.path.startswith(folder):
        return document.title, document.lang, date, document.place, -1, document.path
    stem = document.path.removeprefix(folder).removesuffix(".html")
    shared = _shared(stem, _NOT_SLUG.sub("-", fold(document.title)).strip("-"))
    return document.title, document.lang, date, document.place, shared, stem[shared:]


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


# --- concepts ---------------------------------------------------------------------------------------------


def _concepts(synonyms: Synonyms, numbered: Numbered) -> Numbers:
    """The concepts that the documents name: rows of (concept, document, field)."""
    owners = np.repeat(np.arange(len(numbered.lengths), dtype=np.int32), numbered.lengths)
    offered = numbered_units(synonyms, numbered.spellings)
    concepts, places = concepts_in(load_glossary(synonyms).trie, offered, numbered.tokens)
    # One number for a row: sorting rows takes ten times as long.
    fields, documents = len(Field), len(numbered.lengths)
    rows = np.unique((concepts * documents + owners[places]) * fields + numbered.fields[places])
    return np.stack((rows // fields // documents, rows // fields % documents, rows % fields), axis=1)
