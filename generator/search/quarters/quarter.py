"""What one quarter of documents gives to the index: cards, texts, and what its words say.

What a quarter gives can be kept, and amended where few of its documents changed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from msgspec import Struct

from generator.model.search import Corpus, Document, ResultCard
from generator.model.values import PartialDate
from generator.search.analysis.fields import FieldText, parts_of
from generator.search.analysis.lexicon import lexicon
from generator.search.analysis.synonyms import SynonymGroups
from generator.search.analysis.token_ids import Numbers
from generator.search.packing import IndexWriter, digest
from generator.search.quarters.patch import amended
from generator.search.quarters.posting_lists import Lists, Longs
from generator.search.quarters.postings import QuarterPostings, contribution, read_lists, write_lists
from generator.search.quarters.slots import Slots, slots_of
from generator.search.quarters.stored_fields import VERSIONED, StoredFields, StoredFieldsWriter
from generator.search.quarters.term_hashes import Marks, hash_of

R = TypeVar("R")

_WORTH_AMENDING = 0.5  # of the documents that are as they were


class Quarter(Struct, frozen=True):
    """The documents of a quarter ("2014-1"), of a year alone ("2014-0"), or the undated ("0000-0"), by their
    places among all, and their slots; a hash of each, which is another one whenever the document is; and the
    fingerprint, which is another one whenever one of them is."""

    label: str
    documents: range
    slots: Slots
    members: tuple[int, ...]
    fingerprint: str

    def fresh(self, known: "QuarterIndex | None") -> int:
        """How many documents are others than when the quarter was indexed."""
        return len(frozenset(self.members).difference(known.members if known else ()))


class QuarterIndex(Struct, frozen=True):
    """A quarter as it was indexed: a hash of each document, and its slots; its cards and texts; and its
    contribution, whose longest lists are in a file, by name and digest: see `contribution`."""

    label: str
    fingerprint: str
    members: tuple[int, ...]
    slots: Slots
    drawers: tuple[StoredFields, ...]
    vocabulary: tuple[str, ...]
    weights: Numbers
    lists: str
    digest: str
    concepts: Lists
    marks: Marks

    @property
    def files(self) -> Iterator[str]:
        """The addresses of its cards and texts."""
        return (file for drawer in self.drawers for file in drawer.files)

    @property
    def versions(self) -> str:
        """The versions that the names of its cards bear, one after the other."""
        return "".join([drawer.version for drawer in self.drawers])

    def contribution(self, folder: Path) -> QuarterPostings:
        """What its words say; the folder has its lists."""
        words, pairs = read_lists(folder / self.lists, self.digest)
        return QuarterPostings(self.vocabulary, words, pairs, self.concepts, self.marks)


def quarters_of(corpus: Corpus) -> tuple[Quarter, ...]:
    """The documents, which come by date, quarter by quarter."""
    metas = corpus.metas
    site = hash_of(repr(corpus.synonyms))  # other words for the same make every document another
    members = [hash_of(f"{site} {mark}") for mark in corpus.marks]
    labels = groupby(range(len(metas)), key=lambda number: quarter_label(metas[number].date))
    ranges = ((label, list(numbers)) for label, numbers in labels)
    return tuple(
        _quarter(
            label, range(numbers[0], numbers[-1] + 1), [metas[number].date for number in numbers], members
        )
        for label, numbers in ranges
    )


def _quarter(
    label: str, documents: range, dates: Sequence[PartialDate | None], members: Sequence[int]
) -> Quarter:
    mine = tuple(members[documents.start : documents.stop])
    return Quarter(label, documents, slots_of(dates), mine, digest(repr(mine).encode(), 24))


def quarter_label(when: PartialDate | None) -> str:
    return f"{when.year:04d}-{((when.month or -2) + 2) // 3}" if when else "0000-0"


class QuarterIndexer(Struct, Generic[R], frozen=True):
    """Carries to the worker processes how a card and a document are made, the site's synonyms, the folder for
    lists, where a file is put, and the quarters as they were indexed last."""

    card: Callable[[int], ResultCard]
    read: Callable[[int], Document]
    synonyms: SynonymGroups
    folder: Path
    place: IndexWriter[R]
    before: Mapping[str, QuarterIndex]

    def __call__(self, quarter: Quarter) -> tuple[QuarterIndex, tuple[R, ...]]:
        known = self.before.get(quarter.label)

        @cache
        def parts(document: int) -> Sequence[FieldText]:
            return parts_of(self.read(document))

        drawers, files = self._filed(quarter, known, parts)
        said = self._said(quarter, known, parts)
        lists = f"{quarter.label}-{quarter.fingerprint}"
        made = QuarterIndex(
            label=quarter.label,
            fingerprint=quarter.fingerprint,
            members=quarter.members,
            slots=quarter.slots,
            drawers=drawers,
            vocabulary=said.vocabulary,
            weights=said.weights,
            lists=lists,
            digest=write_lists(self.folder / lists, said.words, said.pairs),
            concepts=said.concepts,
            marks=said.marks,
        )
        return made, files

    def _filed(
        self, quarter: Quarter, known: QuarterIndex | None, parts: Callable[[int], Sequence[FieldText]]
    ) -> tuple[tuple[StoredFields, ...], tuple[R, ...]]:
        """The drawers, kept or filled anew, and what became of their files."""
        taken = quarter.slots.taken
        document = dict(zip(taken, quarter.documents, strict=True))
        before = known.drawers if known else ()
        filer = StoredFieldsWriter(
            label=quarter.label,
            members=dict(zip(taken, quarter.members, strict=True)),
            card=lambda slot: self.card(document[slot]),
            parts=lambda slot: parts(document[slot]),
            place=self.place,
            texts={mark: name for drawer in before for mark, name in drawer.texts.items()},
        )
        drawers: list[StoredFields] = []
        files: list[R] = []
        for number, slots in enumerate(_cut(quarter.slots.count)):
            kept = self._kept(filer, slots, before[number : number + 1])
            drawer, made = kept or filer.drawer(slots)
            drawers.append(drawer)
            files += made
        return tuple(drawers), tuple(files)

    def _kept(
        self, filer: StoredFieldsWriter[R], slots: range, before: Sequence[StoredFields]
    ) -> tuple[StoredFields, tuple[R, ...]] | None:
        """The drawer of before, if it has the same documents and all its files are there."""
        there = self.place.there
        for drawer in before:
            if drawer.fingerprint == filer.fingerprint(slots) and all(file in there for file in drawer.files):
                return drawer, tuple([there[file] for file in drawer.files])
        return None

    def _said(
        self, quarter: Quarter, known: QuarterIndex | None, parts: Callable[[int], Sequence[FieldText]]
    ) -> QuarterPostings:
        lexis = lexicon(self.synonyms)
        moved = _moved(quarter, known) if known else None
        stay = frozenset(known.members) if known and moved is not None else frozenset()
        fresh = [place for place, member in enumerate(quarter.members) if member not in stay]
        slots = Slots(quarter.slots.count, tuple([quarter.slots.taken[place] for place in fresh]))
        numbered = lexis.number([parts(quarter.documents[place]) for place in fresh])
        said = contribution(lexis, numbered, slots)
        if known is None or moved is None:
            return said
        return amended(lexis, known.contribution(self.folder), moved, said)


def _cut(slots: int) -> Iterator[range]:
    return (range(at, min(at + VERSIONED, slots)) for at in range(0, slots, VERSIONED))


def _moved(quarter: Quarter, known: QuarterIndex) -> Longs | None:
    """The slots of today for the slots of before, -1 where a document is gone; None where too much changed,
    or the order did, so that all has to be read anew."""
    slot_of = dict(zip(quarter.members, quarter.slots.taken, strict=True))
    slots = [slot_of.get(member, -1) for member in known.members]
    stay = [slot for slot in slots if slot >= 0]
    if len(stay) < _WORTH_AMENDING * len(quarter.members) or stay != sorted(stay):
        return None
    moved = np.full(known.slots.count, -1, dtype=np.int64)
    moved[list(known.slots.taken)] = slots
    return moved
