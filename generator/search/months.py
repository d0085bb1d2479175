"""What one month of documents gives to the index: cards, texts, and its words as numbers."""

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
from generator.search.texts import Part, parts_of
from generator.text.unicode import fold

CARDS = 16  # in a file: ten results are in ten of them at worst
TEXTS = 4
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Month:
    """The documents of a month ("2014-01"), of a year alone ("2014-00"), or the undated ("0000-00")."""

    label: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class MonthIndex:
    """The files of a month, the digest that the names of its cards bear, its words and its concepts.

    `concepts` has a row (concept of the glossary, document of the month, field) for each one met.
    """

    files: tuple[Rendered, ...]
    version: str
    words: Numbered
    concepts: Numbers


def months_of(documents: Sequence[Document]) -> tuple[Month, ...]:
    """The documents, which come by date, month by month."""
    months = groupby(documents, key=lambda document: month_label(document.date))
    return tuple(Month(label, tuple(group)) for label, group in months)


def month_label(when: PartialDate | None) -> str:
    return f"{when.year:04d}-{when.month or 0:02d}" if when else "0000-00"


@dataclass(frozen=True, slots=True)
class MonthIndexer:
    """Carries the site's synonyms to the worker processes."""

    synonyms: Synonyms

    def __call__(self, month: Month) -> MonthIndex:
        parts = [parts_of(document) for document in month.documents]
        contents = [_texts(parts[at : at + TEXTS]) for at in range(0, len(parts), TEXTS)]
        texts = {named_by_content(content): content for content in contents}
        cards = _cards(month, [named_by_content(content) for content in contents])
        version = digest(b"".join(cards), 6)
        names = [f"{month.label[:4]}/{month.label[5:]}-{number}-{version}" for number in range(len(cards))]
        contents_by_name = texts | dict(zip(names, cards, strict=True))
        files = tuple(envelope(name, content) for name, content in contents_by_name.items())
        words = number_words(parts)
        return MonthIndex(files, version, words, _concepts(self.synonyms, words))


# --- cards and texts --------------------------------------------------------------------------------------


def _texts(documents: Sequence[Sequence[Part]]) -> bytes:
    """The texts of some documents: [number of leading lines that are names and not prose, text]."""
    return _json([_text(parts) for parts in documents])


def _text(parts: Sequence[Part]) -> tuple[int, str]:
    names = "\n".join(part.text for part in parts[1:3] if part.text)
    prose = "\n".join(part.text for part in parts[3:] if part.text)
    return (names.count("\n") + 1 if names else 0), "\n".join(text for text in (names, prose) if text)


def _cards(month: Month, texts: Sequence[str]) -> list[bytes]:
    """The cards of a month: each file names the texts of its documents, then has a row for each."""
    files = []
    for at in range(0, len(month.documents), CARDS):
        names = texts[at // TEXTS :][: CARDS // TEXTS]
        rows = [_card(document, month.label) for document in month.documents[at : at + CARDS]]
        files.append(_json([names, rows]))
    return files


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _card(document: Document, month: str) -> tuple[str, str, str, str, int, str]:
    """Title, language, rest of the date after the month, place; the address as the number of characters that
    follow from the title, and the rest."""
    date = document.date.iso[7:] if document.date and document.date.month else ""
    folder = f"{document.lang}/{month.replace('-', '/')}/"
    if not document.path.startswith(folder):
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
    rows = np.stack((concepts, owners[places], numbered.fields[places].astype(np.int32)), axis=1)
    return np.unique(rows, axis=0)
