"""Builds the search index of a corpus.

    root ─▶ nodes ─▶ leaves            the posting lists of the words of a query
      ├───▶ result cards ─▶ texts      the title of a result at once, its snippet when it is scrolled into
      view └───▶ facets, names, words       to narrow, to suggest, to correct; loaded when needed

Only the search page knows the name of the root, which is the manifest. It leads to the segments (see
tree/segments.py). Each is a tree of two levels over the sorted keys, like a B-tree. After the root's JSON and
a zero byte stand the kinds of all slots (see tree/places.py). The name of every file has a digest of its
content, so that hosts may let browsers cache it for ever.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec import Struct, json
from msgspec.structs import replace

from generator.model.output import Rendered
from generator.model.search import Corpus, DocumentMeta
from generator.parallel.pool import in_parallel
from generator.search import facets, ranking
from generator.search.analysis.synonyms import load_synonyms
from generator.search.packing import IndexFile, IndexWriter, StagedFile, named_by_content
from generator.search.quarters.quarter import Quarter, QuarterIndex, QuarterIndexer, quarters_of
from generator.search.tree.chunks import Chunk, chunks_of
from generator.search.tree.leaves import LeafWriter, Slice
from generator.search.tree.merge import MergedIndex, MergedQuarter, QuarterMerger, Vocabulary
from generator.search.tree.nodes import LeafRange, nodes_of
from generator.search.tree.notes import Notes, notes_of
from generator.search.tree.places import SlotKinds, packed_kinds, slot_kinds
from generator.search.tree.segments import past_quarters

FORMAT = 4  # of the files; `generator/verify/search_formats.py` reads copies with earlier ones
_LEAF_COST = 1700  # bytes times demand, for each slot: see tree/leaves.py
_FEWEST_SLOTS = 200  # of a segment, by which its leaves are cut
_SLICE = 400_000  # the weight of what a worker process takes at a time
_SUGGESTED_WORDS = 2500  # for corrections and completions
_MANY_DOCUMENTS, _MANY_TERMS = 2000, 2_400_000  # from which on worker processes save time

Chunks = Mapping[str, tuple[LeafRange, ...]]  # the leaves of chunks, by the chunks' fingerprints


class PreviousIndex(Struct, frozen=True):
    """The index of the last build: its quarters by name and its chunks.

    `files` has those of its files by path that are still in the output.
    """

    quarters: Mapping[str, QuarterIndex] = {}
    chunks: Chunks = {}
    files: Mapping[str, StagedFile] = {}


class SearchIndex(NamedTuple):
    """The name of the root, all files, and what the next build must know."""

    root: str
    files: Sequence[StagedFile]
    quarters: Mapping[str, QuarterIndex]
    chunks: Chunks


class _Segment(Struct, frozen=True):
    """The quarters first to last (exclusive) by their positions, with the chunks of their keys."""

    quarters: tuple[MergedQuarter, ...]
    positions: tuple[int, int]
    chunks: tuple[Chunk, ...] = ()

    @property
    def leaf_cost(self) -> int:
        """What a leaf should cost. A key is asked for by a share of the slots."""
        return _LEAF_COST * max(_FEWEST_SLOTS, len(self.slots))

    @property
    def slots(self) -> range:
        """The numbers of its slots in the archive."""
        quarters = self.quarters
        return range(quarters[0].slots.start, quarters[-1].slots.stop) if quarters else range(0)


def build_index(
    corpus: Corpus,
    jobs: int,
    stage: Callable[[Rendered], StagedFile],
    folder: Path,
    previous: PreviousIndex,
) -> SearchIndex:
    """Writes the files of the index, each from the process that made it, through `stage`.

    `folder` keeps posting lists from build to build. Raises ListsDamagedError if one of them is damaged, and
    OverflowError if the corpus is too large for an index.
    """
    folder.mkdir(exist_ok=True)
    writer = IndexWriter(stage, previous.files)
    merger = QuarterMerger(folder)
    quarters = {}
    all_quarters = quarters_of(corpus)
    for quarter in _quarters(corpus, all_quarters, jobs, writer, folder, previous):
        merger.add(quarter)
        quarters[quarter.name] = quarter
    notes = notes_of(corpus.names)
    concepts = load_synonyms(corpus.synonyms).concepts
    merged = merger.merged({each.partition(" ")[0] for each in concepts} | {key for key, _ in notes})
    root, chunks = _write_tree(corpus, merged, notes, _by_slot(corpus, all_quarters), jobs, writer, previous)
    # The lists of the last build stay: if this build is killed, the next one needs them.
    _remove_others(folder, {quarter.lists for quarter in (*quarters.values(), *previous.quarters.values())})
    return SearchIndex(root, writer.files, quarters, chunks)


def _quarters(
    corpus: Corpus,
    quarters: Sequence[Quarter],
    jobs: int,
    writer: IndexWriter,
    folder: Path,
    previous: PreviousIndex,
) -> Iterator[QuarterIndex]:
    """Indexes the quarters that changed, and returns all in order."""
    kept = {}
    for quarter in quarters:
        known = previous.quarters.get(quarter.name)
        if known and known.fingerprint == quarter.fingerprint and writer.has(known.files):
            kept[quarter.name] = known
    indexer = QuarterIndexer(
        corpus.result_card, corpus.document, corpus.synonyms, folder, writer, previous.quarters
    )
    changed = [quarter for quarter in quarters if quarter.name not in kept]
    documents = sum(quarter.changed(previous.quarters.get(quarter.name)) for quarter in changed)
    indexed = in_parallel(indexer, changed, jobs if documents >= _MANY_DOCUMENTS else 1, few=2, chunk=1)
    for quarter in quarters:
        if quarter.name in kept:
            writer.keep(kept[quarter.name].files)
            yield kept[quarter.name]
        else:
            made, files = next(indexed)
            writer.files += files
            yield made


def _by_slot(corpus: Corpus, quarters: Iterable[Quarter]) -> list[DocumentMeta | None]:
    """Returns the document of each slot of the archive; None for a free slot."""
    metas: list[DocumentMeta | None] = []
    for quarter in quarters:
        slots: list[DocumentMeta | None] = [None] * quarter.slots.count
        for slot, document in zip(quarter.slots.taken, quarter.documents, strict=True):
            slots[slot] = corpus.metas[document]
        metas += slots
    return metas


def _remove_others(folder: Path, lists: Set[str]) -> None:
    """Removes all files but these lists."""
    for file in folder.iterdir():
        if file.name not in lists:
            file.unlink()


def _write_tree(
    corpus: Corpus,
    merged: MergedIndex,
    notes: Notes,
    metas: Sequence[DocumentMeta | None],
    jobs: int,
    writer: IndexWriter,
    previous: PreviousIndex,
) -> tuple[str, Chunks]:
    """Writes the trees of all segments, the files common to them, and the root; returns the root's name."""
    synonyms = load_synonyms(corpus.synonyms)
    values = facets.facet_values(corpus)
    values_file = facets.values_file(values)
    words_file = _file(_suggested_words(merged.vocabulary))
    writer.write(values_file)
    writer.write(words_file)
    kinds = slot_kinds(metas)
    parts = list(_segments(merged, kinds, synonyms.concepts, notes))
    leaf_writer = LeafWriter(merged, kinds, synonyms.concepts, notes, writer)
    chunks = _write_chunks(leaf_writer, parts, jobs, previous)
    leaves = [[leaf for chunk in part.chunks for leaf in chunks[chunk.fingerprint]] for part in parts]
    nodes = nodes_of(leaves, synonyms)
    columns = [facets.columns_file([metas[slot] for slot in part.slots], values) for part in parts]
    for file in (*nodes.files, *columns):
        writer.write(file)
    root = _file(
        {
            "format": FORMAT,
            "count": parts[-1].slots.stop,
            "ranking": ranking.constants(),
            "names": values_file.name,
            "words": words_file.name,
            "languages": corpus.languages,
            "segments": [_root_entry(part, file.name) for part, file in zip(parts, columns, strict=True)],
            "keys": nodes.keys,
            "versions": nodes.versions,
        },
        b"\0" + packed_kinds(kinds),
    )
    writer.write(root)
    return root.name, chunks


def _write_chunks(
    leaf_writer: LeafWriter,
    segments: Sequence[_Segment],
    jobs: int,
    previous: PreviousIndex,
) -> dict[str, tuple[LeafRange, ...]]:
    """Writes the leaves of the chunks that changed, and returns the leaves of all chunks."""
    writer = leaf_writer.writer
    found: dict[str, tuple[LeafRange, ...]] = {}
    for segment in segments:
        for chunk in segment.chunks:
            known = previous.chunks.get(chunk.fingerprint)
            if known is not None and writer.has(leaf.path for leaf in known):
                found[chunk.fingerprint] = known
                writer.keep(leaf.path for leaf in known)
    slices = _slices(leaf_writer.merged.vocabulary, segments, found.keys(), jobs)
    worth_processes = sum(part.weight for part in slices) > _MANY_TERMS
    written = in_parallel(leaf_writer, slices, jobs if worth_processes else 1, few=2, chunk=1)
    for part, result in zip(slices, written, strict=True):
        writer.files += result.files
        for chunk, leaves in zip(part.chunks, result.leaves, strict=True):
            found[chunk.fingerprint] = leaves
    return found


def _slices(
    vocabulary: Vocabulary, segments: Sequence[_Segment], unchanged: Set[str], jobs: int
) -> list[Slice]:
    """Returns the chunks that changed, in order, in slices of about equal weight."""
    changed = [
        (segment, chunk, int(vocabulary.weights[slice(*chunk.keys)].sum()))
        for segment in segments
        for chunk in segment.chunks
        if chunk.fingerprint not in unchanged
    ]
    size = min(_SLICE, sum(weight for _, _, weight in changed) // jobs + 1)
    slices: list[Slice] = []
    for segment, several in groupby(changed, key=itemgetter(0)):
        part: list[Chunk] = []
        held = 0
        for _, chunk, weight in several:
            part.append(chunk)
            held += weight
            if held >= size:
                slices.append(Slice(segment.positions, tuple(part), segment.leaf_cost, held))
                part, held = [], 0
        if part:
            slices.append(Slice(segment.positions, tuple(part), segment.leaf_cost, held))
    return slices


def _segments(
    merged: MergedIndex, kinds: SlotKinds, concepts: Sequence[str], notes: Notes
) -> Iterator[_Segment]:
    """Returns the past, if there is one, and the recent quarters, which have the notes."""
    counts = [quarter.documents for quarter in merged.quarters]
    cut = past_quarters(counts)
    if cut:
        yield _segment(merged, kinds, concepts, {}, (0, cut))
    yield _segment(merged, kinds, concepts, notes, (cut, len(counts)))


def _segment(
    merged: MergedIndex,
    kinds: SlotKinds,
    concepts: Sequence[str],
    notes: Notes,
    positions: tuple[int, int],
) -> _Segment:
    segment = _Segment(merged.quarters[slice(*positions)], positions)
    if not segment.quarters:
        return segment
    own_kinds = kinds[segment.slots.start : segment.slots.stop]
    chunks = chunks_of(merged.vocabulary, segment.quarters, own_kinds, concepts, notes, segment.leaf_cost)
    return replace(segment, chunks=chunks)


def _root_entry(segment: _Segment, columns: str) -> dict[str, object]:
    """Returns the entry of a segment in the root; `columns` is the name of its facets' file."""
    return {
        "facets": columns,
        "first": segment.slots.start,
        "count": len(segment.slots),
        "quarters": [
            (*quarter.name.split("-"), quarter.slots.start, quarter.versions) for quarter in segment.quarters
        ],
    }


def _suggested_words(vocabulary: Vocabulary) -> list[str]:
    """Returns the commonest folded words, the commonest first.

    Among equally common ones the shortest comes first, because it is nearest to what was typed.
    """
    keys = vocabulary.keys
    lengths = np.fromiter(map(len, keys), dtype=np.int32, count=len(keys))
    order = np.lexsort((lengths, -vocabulary.weights)).tolist()
    return [keys[position] for position in order if keys[position].isalpha()][:_SUGGESTED_WORDS]


def _file(content: object, numbers: bytes = b"") -> IndexFile:
    data = json.encode(content) + numbers
    return IndexFile(named_by_content(data), data)
