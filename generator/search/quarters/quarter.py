"""Quarters: the documents of three months, indexed together.

The index of a quarter is cached, and patched if few of its documents changed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
from msgspec import Struct

from generator.model.search import Corpus, Document, ResultCard
from generator.model.values import PartialDate
from generator.search.analysis.fields import FieldText, field_texts
from generator.search.analysis.hashes import Hashes, text_hash
from generator.search.analysis.lexicon import lexicon_of
from generator.search.analysis.synonyms import SynonymGroups
from generator.search.analysis.token_ids import Int32s, Int64s
from generator.search.packing import IndexWriter, StagedFile, digest
from generator.search.quarters.patch import patched
from generator.search.quarters.posting_lists import PostingLists
from generator.search.quarters.postings import QuarterPostings, quarter_postings, read_lists, write_lists
from generator.search.quarters.slots import MAX_SLOTS, Slots, slots_of
from generator.search.quarters.stored_fields import SLOTS_PER_VERSION, StoredFields, StoredFieldsWriter

_WORTH_PATCHING = 0.5  # the share of unchanged documents


class Quarter(Struct, frozen=True):
    """The documents of a quarter, of a year alone, or without a date.

    `name` is "2014-1", "2014-0" or "0000-0". `documents` are their numbers in the corpus, `document_hashes`
    their hashes. `fingerprint` changes when one of the hashes changes.
    """

    name: str
    documents: range
    slots: Slots
    document_hashes: tuple[int, ...]
    fingerprint: str

    def changed(self, known: "QuarterIndex | None") -> int:
        """Returns how many documents were changed or added since the quarter was indexed."""
        return len(frozenset(self.document_hashes).difference(known.document_hashes if known else ()))


class QuarterIndex(Struct, frozen=True):
    """The index of a quarter: its stored fields and its postings.

    The lists of terms and pairs are in a file with the name `lists` and this checksum. For the other fields
    see `Quarter` and `QuarterPostings`.
    """

    name: str
    fingerprint: str
    document_hashes: tuple[int, ...]
    slots: Slots
    stored_fields: tuple[StoredFields, ...]
    vocabulary: tuple[str, ...]
    weights: Int32s
    lists: str
    checksum: str
    concepts: PostingLists
    term_hashes: Hashes

    @property
    def files(self) -> Iterator[str]:
        """The paths of its stored fields."""
        return (file for stored in self.stored_fields for file in stored.files)

    @property
    def versions(self) -> str:
        """The versions of its result cards, one after the other."""
        return "".join([stored.version for stored in self.stored_fields])

    def postings(self, folder: Path) -> QuarterPostings:
        """Returns its postings. Raises ListsDamagedError if the file in the folder is damaged."""
        terms, pairs = read_lists(folder / self.lists, self.checksum)
        return QuarterPostings(self.vocabulary, terms, pairs, self.concepts, self.term_hashes)


def quarters_of(corpus: Corpus) -> tuple[Quarter, ...]:
    """Returns the documents of the corpus, which are sorted by date, by quarter.

    Raises OverflowError if there are too many documents for an index.
    """
    metas = corpus.metas
    synonyms = text_hash(repr(corpus.synonyms))  # if they change, so do the hashes of all documents
    hashes = [text_hash(f"{synonyms} {fingerprint}") for fingerprint in corpus.fingerprints]
    by_name = groupby(range(len(metas)), key=lambda number: quarter_name(metas[number].date))
    quarters = []
    for name, numbers in ((name, list(numbers)) for name, numbers in by_name):
        documents = range(numbers[0], numbers[-1] + 1)
        dates = [metas[number].date for number in numbers]
        quarters.append(_quarter(name, documents, slots_of(dates), hashes))
    slots = sum(quarter.slots.count for quarter in quarters)
    if slots > MAX_SLOTS:
        raise OverflowError(f"{len(metas)} documents take {slots} slots; the search index holds {MAX_SLOTS}")
    return tuple(quarters)


def _quarter(name: str, documents: range, slots: Slots, hashes: Sequence[int]) -> Quarter:
    own = tuple(hashes[documents.start : documents.stop])
    return Quarter(name, documents, slots, own, digest(repr(own).encode(), 24))


def quarter_name(date: PartialDate | None) -> str:
    """Returns the name of a date's quarter.

    It is "2014-1" for a day in January 2014, "2014-0" for the year 2014, "0000-0" for None.
    """
    return f"{date.year:04d}-{((date.month or -2) + 2) // 3}" if date else "0000-0"


class QuarterIndexer(Struct, frozen=True):
    """Indexes quarters, in worker processes too.

    `result_card` and `document` return the data of a document of the corpus. `folder` is that of the lists.
    `previous` has the last build's quarters by name.
    """

    result_card: Callable[[int], ResultCard]
    document: Callable[[int], Document]
    synonyms: SynonymGroups
    folder: Path
    writer: IndexWriter
    previous: Mapping[str, QuarterIndex]

    def __call__(self, quarter: Quarter) -> tuple[QuarterIndex, list[StagedFile]]:
        """Returns the index of a quarter, and its files."""
        known = self.previous.get(quarter.name)

        @cache
        def texts(document: int) -> Sequence[FieldText]:
            return field_texts(self.document(document))

        writer = self.writer.empty()
        stored_fields = self._stored_fields(quarter, known, texts, writer)
        postings = self._postings(quarter, known, texts)
        lists = f"{quarter.name}-{quarter.fingerprint}"
        index = QuarterIndex(
            name=quarter.name,
            fingerprint=quarter.fingerprint,
            document_hashes=quarter.document_hashes,
            slots=quarter.slots,
            stored_fields=stored_fields,
            vocabulary=postings.vocabulary,
            weights=postings.weights,
            lists=lists,
            checksum=write_lists(self.folder / lists, postings.terms, postings.pairs),
            concepts=postings.concepts,
            term_hashes=postings.term_hashes,
        )
        return index, writer.files

    def _stored_fields(
        self,
        quarter: Quarter,
        known: QuarterIndex | None,
        texts: Callable[[int], Sequence[FieldText]],
        writer: IndexWriter,
    ) -> tuple[StoredFields, ...]:
        """Returns the stored fields of a quarter, kept or written."""
        taken = quarter.slots.taken
        document_in = dict(zip(taken, quarter.documents, strict=True))
        previous = known.stored_fields if known else ()
        fields_writer = StoredFieldsWriter(
            quarter=quarter.name,
            document_hashes=dict(zip(taken, quarter.document_hashes, strict=True)),
            result_card=lambda slot: self.result_card(document_in[slot]),
            field_texts=lambda slot: texts(document_in[slot]),
            known_texts={key: name for stored in previous for key, name in stored.texts.items()},
            writer=writer,
        )
        made: list[StoredFields] = []
        for number, slots in enumerate(_slot_groups(quarter.slots.count)):
            before = previous[number] if number < len(previous) else None
            if before and before.fingerprint == fields_writer.fingerprint(slots) and writer.has(before.files):
                writer.keep(before.files)
                made.append(before)
            else:
                made.append(fields_writer.write(slots))
        return tuple(made)

    def _postings(
        self, quarter: Quarter, known: QuarterIndex | None, texts: Callable[[int], Sequence[FieldText]]
    ) -> QuarterPostings:
        """Returns the postings of a quarter, patched or from all documents."""
        lexicon = lexicon_of(self.synonyms)
        new_slots = _new_slots(quarter, known) if known else None
        unchanged = frozenset(known.document_hashes) if known and new_slots is not None else frozenset()
        added = [number for number, each in enumerate(quarter.document_hashes) if each not in unchanged]
        slots = Slots(quarter.slots.count, tuple([quarter.slots.taken[number] for number in added]))
        tokenized = lexicon.tokenize([texts(quarter.documents[number]) for number in added])
        postings = quarter_postings(lexicon, tokenized, slots)
        if known is None or new_slots is None:
            return postings
        return patched(lexicon, known.postings(self.folder), new_slots, postings)


def _slot_groups(slots: int) -> Iterator[range]:
    """Cuts a number of slots into groups whose result cards have one version."""
    return (range(at, min(at + SLOTS_PER_VERSION, slots)) for at in range(0, slots, SLOTS_PER_VERSION))


def _new_slots(quarter: Quarter, known: QuarterIndex) -> Int64s | None:
    """Returns the new slot of each slot of the last build.

    The new slot is -1 if the document is gone.

    Returns None if too many documents or their order changed: then the quarter is not patched.
    """
    slot_of = dict(zip(quarter.document_hashes, quarter.slots.taken, strict=True))
    slots = [slot_of.get(each, -1) for each in known.document_hashes]
    unchanged = [slot for slot in slots if slot >= 0]
    if len(unchanged) < _WORTH_PATCHING * len(quarter.document_hashes) or unchanged != sorted(unchanged):
        return None
    new_slots = np.full(known.slots.count, -1, dtype=np.int64)
    new_slots[list(known.slots.taken)] = slots
    return new_slots
