"""What one quarter of documents gives to the index: cards, texts, and what its words say."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct, json

from generator.documents import Collection, Document
from generator.model import PartialDate
from generator.search.contribution import contribution, write_lists
from generator.search.envelope import IndexFile, Placing, digest, named_by_content
from generator.search.glossary import Synonyms
from generator.search.lexicon import lexicon
from generator.search.lists import Lists
from generator.search.marks import Marks
from generator.search.numbering import Numbers
from generator.search.texts import Part, parts_of
from generator.text.unicode import fold

R = TypeVar("R")

SIZE = 3  # documents in a file of cards: after the name of the file of their texts, a row for each
TEXTS = 9  # documents in a file of texts, a multiple of SIZE
VERSIONED = 36  # documents whose cards bear one version, a multiple of TEXTS
_VERSION = 6  # hexadecimal digits
_TEXT_EFFORT = 6  # they are most of all bytes, and only asked for what is seen
_ENDS = (".", "!", "?", ";", ":", ",", "…")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class Quarter(Struct, frozen=True):
    """The documents of a quarter ("2014-1"), of a year alone ("2014-0"), or the undated ("0000-0"), by their
    numbers; the fingerprint is another one whenever one of them is."""

    label: str
    documents: range
    fingerprint: str


class QuarterIndex(Struct, frozen=True):
    """The addresses of the files of a quarter; the versions that the names of its cards bear, one after the
    other; and its contribution, whose longest lists are in a file, by name and digest: see `contribution`."""

    label: str
    fingerprint: str
    documents: int
    tokens: int
    files: tuple[str, ...]
    versions: str
    vocabulary: tuple[str, ...]
    occurrences: Numbers
    lists: str
    digest: str
    concepts: Lists
    marks: Marks


def quarters_of(collection: Collection) -> tuple[Quarter, ...]:
    """The documents, which come by date, quarter by quarter."""
    headings = collection.headings
    labels = groupby(range(len(headings)), key=lambda number: quarter_label(headings[number].date))
    ranges = ((label, list(numbers)) for label, numbers in labels)
    return tuple(_quarter(collection, label, range(each[0], each[-1] + 1)) for label, each in ranges)


def _quarter(collection: Collection, label: str, documents: range) -> Quarter:
    content = repr((collection.synonyms, collection.marks[documents.start : documents.stop]))
    return Quarter(label, documents, digest(content.encode(), 24))


def quarter_label(when: PartialDate | None) -> str:
    return f"{when.year:04d}-{((when.month or -2) + 2) // 3}" if when else "0000-0"


class QuarterIndexer(Struct, Generic[R], frozen=True):
    """Carries to the worker processes how a document is read, the site's synonyms, the folder for lists, and
    where a file is put."""

    read: Callable[[int], Document]
    synonyms: Synonyms
    folder: Path
    place: Placing[R]

    def __call__(self, quarter: Quarter) -> tuple[QuarterIndex, tuple[R, ...]]:
        documents = list(map(self.read, quarter.documents))
        parts = [parts_of(document) for document in documents]
        versions, contents = _files(quarter.label, documents, parts)
        files = list(contents)
        made = tuple(map(self.place, files))
        known = lexicon(self.synonyms)
        numbered = known.number(parts)
        said = contribution(known, numbered)
        lists = f"{quarter.label}-{quarter.fingerprint}"
        made_index = QuarterIndex(
            label=quarter.label,
            fingerprint=quarter.fingerprint,
            documents=len(documents),
            tokens=len(numbered.tokens),
            files=tuple(file.address for file in files),
            versions=versions,
            vocabulary=said.vocabulary,
            occurrences=said.occurrences,
            lists=lists,
            digest=write_lists(self.folder / lists, said.words, said.pairs),
            concepts=said.concepts,
            marks=said.marks,
        )
        return made_index, made


# --- cards and texts --------------------------------------------------------------------------------------


def _files(
    label: str, documents: Sequence[Document], parts: Sequence[Sequence[Part]]
) -> tuple[str, Iterator[IndexFile]]:
    """The versions of the cards, and all files of cards and texts."""
    texts: dict[str, bytes] = {}
    cards: list[bytes] = []
    for at in range(0, len(parts), SIZE):
        if at % TEXTS == 0:
            text = "\0".join(map(_text, parts[at : at + TEXTS])).encode()
            name = named_by_content(text)
            texts[name] = text
        cards.append(json.encode([name, *map(_card, documents[at : at + SIZE])]))
    files = VERSIONED // SIZE
    groups = (cards[at : at + files] for at in range(0, len(cards), files))
    versions = [digest(b"".join(group), _VERSION) for group in groups]
    folder = label.replace("-", "")
    named = ((f"{folder}/{place}-{versions[place // files]}", card) for place, card in enumerate(cards))
    files_of_texts = (IndexFile(name, (text,), _TEXT_EFFORT) for name, text in texts.items())
    return "".join(versions), chain(files_of_texts, (IndexFile(name, (card,)) for name, card in named))


def _text(parts: Sequence[Part]) -> str:
    """What is searched beside the title: names and, after a mark, prose; a line for each sentence or more.

    In a snippet the lines are run together: what is no sentence (a heading, a cell) is set off.
    """
    names = "\n".join(part.text for part in parts[1:3] if part.text)
    lines = "\n".join(part.text for part in parts[3:] if part.text).split("\n")
    return f"{names}\1" + "\n".join([line if line.endswith(_ENDS) else f"{line} ·" for line in lines])


def _card(document: Document) -> tuple[str, str, str, str, int, str]:
    """Title, language, rest of the date after the year, place; the address as the number of characters that
    follow from the title, and the rest."""
    date = document.date.iso[5:10] if document.date else ""
    folder = f"{document.lang}/{document.date.iso[:7].replace('-', '/')}/" if document.date else ""
    if not date or not document.path.startswith(folder):
        return document.title, document.lang, date, document.place, -1, document.path
    stem = document.path.removeprefix(folder).removesuffix(".html")
    shared = _shared(stem, _slug(document.title))
    return document.title, document.lang, date, document.place, shared, stem[shared:]


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
