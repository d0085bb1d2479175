"""The index: from documents to the files that a reader's search loads.

    root ─▶ nodes ─▶ leaves            which documents have the words, and how much they are about them
      ├───▶ cards ─▶ texts             what a result shows: its title at once, its snippet when it is seen
      └───▶ facets, names, words       to narrow, to suggest, to correct: when asked for

The root is the manifest: only the search page knows its name. It leads to the segments (see segments.py),
each a tree of two levels over the keys in order, as a B-tree has them. Every file bears the digest of its
content in its name, so that hosts may let browsers keep it for ever.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from msgspec import Struct, json

from generator.model.output import Rendered
from generator.model.search import Corpus, DocumentMeta
from generator.parallel.pool import in_parallel
from generator.search import facets, ranking
from generator.search.analysis.synonyms import load_glossary
from generator.search.packing import IndexFile, IndexWriter, named_by_content
from generator.search.quarters.quarter import Quarter, QuarterIndex, QuarterIndexer, quarters_of
from generator.search.tree.chunks import Chunk, blocks_of
from generator.search.tree.leaves import LeafMaker, Slice
from generator.search.tree.merge import MergedIndex, MergedQuarter, QuarterMerger, Vocabulary
from generator.search.tree.nodes import LeafRange, Nodes, nodes_of
from generator.search.tree.segments import past_quarters

_PAST_LEAF, _RECENT_LEAF = 2048, 1536  # bytes, unpacked
_SLICE = 400_000  # the weight of what one worker takes at a time
_KNOWN_WORDS = 2500  # for corrections and completions
_MANY_DOCUMENTS, _MANY_WORDS = 2000, 2_400_000  # worth processes

R = TypeVar("R")


class PreviousIndex(Struct, Generic[R], frozen=True):
    """What the last index was made of: its quarters by label, the leaves of its blocks by fingerprint; and
    what `put` said of those of its files that are still there, by address."""

    quarters: Mapping[str, QuarterIndex] = {}
    blocks: Mapping[str, tuple[LeafRange, ...]] = {}
    files: Mapping[str, R] = {}

    def has(self, files: Iterable[str]) -> bool:
        return all(file in self.files for file in files)


class Indexed(NamedTuple):
    """The name of the root, and what to remember of the index."""

    root: str
    quarters: Mapping[str, QuarterIndex]
    blocks: Mapping[str, tuple[LeafRange, ...]]


class _Segment(Struct, frozen=True):
    """Some quarters, those first to last (exclusive), and the blocks of their keys."""

    quarters: tuple[MergedQuarter, ...]
    place: tuple[int, int]
    blocks: tuple[Chunk, ...]
    leaf: int

    @property
    def numbers(self) -> range:
        """The numbers of its slots."""
        quarters = self.quarters
        return range(quarters[0].numbers.start, quarters[-1].numbers.stop) if quarters else range(0)


def index(
    corpus: Corpus,
    jobs: int,
    put: Callable[[Rendered], R],
    folder: Path,
    before: PreviousIndex[R],
) -> Generator[R, None, Indexed]:
    """Makes the files of the index and puts each where it belongs, in the process that made it; yields what
    `put` says of each. In the folder it keeps lists for the next time."""
    folder.mkdir(exist_ok=True)
    gatherer = QuarterMerger(folder)
    place = IndexWriter(put, before.files)
    quarters = {}
    parted = quarters_of(corpus)
    for quarter, files in _quarters(corpus, parted, jobs, place, folder, before):
        yield from files
        gatherer.take(quarter)
        quarters[quarter.label] = quarter
    gathering = gatherer.finish(load_glossary(corpus.synonyms).concepts)
    root, blocks = yield from _root(corpus, gathering, _slotted(corpus, parted), jobs, place, before)
    # Those of before too are kept: a build that is killed before it ends leaves them to the next one.
    _forget(folder, {quarter.lists for quarter in (*quarters.values(), *before.quarters.values())})
    return Indexed(root, quarters, blocks)


def _quarters(
    corpus: Corpus,
    quarters: Sequence[Quarter],
    jobs: int,
    place: IndexWriter[R],
    folder: Path,
    before: PreviousIndex[R],
) -> Iterator[tuple[QuarterIndex, tuple[R, ...]]]:
    """The quarters in their order with what became of their files, made anew where a document changed."""
    kept = {}
    for quarter in quarters:
        known = before.quarters.get(quarter.label)
        if known and known.fingerprint == quarter.fingerprint and before.has(known.files):
            kept[quarter.label] = known, tuple(before.files[file] for file in known.files)
    indexer = QuarterIndexer(corpus.card, corpus.read, corpus.synonyms, folder, place, before.quarters)
    changed = [quarter for quarter in quarters if quarter.label not in kept]
    fresh = sum([quarter.fresh(before.quarters.get(quarter.label)) for quarter in changed])
    made = in_parallel(indexer, changed, jobs if fresh >= _MANY_DOCUMENTS else 1, few=2, chunk=1)
    for quarter in quarters:
        yield kept[quarter.label] if quarter.label in kept else next(made)


def _slotted(corpus: Corpus, quarters: Iterable[Quarter]) -> list[DocumentMeta | None]:
    """The headings of all documents, each at its number; None in the slots that are free."""
    metas: list[DocumentMeta | None] = []
    for quarter in quarters:
        slots: list[DocumentMeta | None] = [None] * quarter.slots.count
        for slot, document in zip(quarter.slots.taken, quarter.documents, strict=True):
            slots[slot] = corpus.metas[document]
        metas += slots
    return metas


def _forget(folder: Path, lists: Set[str]) -> None:
    """Removes all lists but these."""
    for file in folder.iterdir():
        if file.name not in lists:
            file.unlink()


def _root(
    corpus: Corpus,
    gathering: MergedIndex,
    metas: Sequence[DocumentMeta | None],
    jobs: int,
    place: IndexWriter[R],
    before: PreviousIndex[R],
) -> Generator[R, None, tuple[str, dict[str, tuple[LeafRange, ...]]]]:
    """The trees of all segments, what they have in common, and the root that leads to them."""
    labels = facets.labels_of(corpus)
    names, labels_file = facets.names_file(labels)
    words, known = _file(_known_words(gathering.vocabulary))
    yield place(labels_file)
    yield place(known)
    concepts = load_glossary(corpus.synonyms).concepts
    cut = list(_segments(gathering, concepts))
    blocks = yield from _blocks(gathering, concepts, cut, jobs, place, before)
    segments: list[dict[str, object]] = []
    for segment in cut:
        leaves = [leaf for block in segment.blocks for leaf in blocks[block.fingerprint]]
        # One tree is enough to find the glossary's forms.
        nodes = nodes_of(leaves, None if segments else load_glossary(corpus.synonyms))
        columns, file = facets.facets_file([metas[number] for number in segment.numbers], labels)
        yield from map(place, (*nodes.files, file))
        segments.append(_told(segment, columns, nodes))
    root, file = _file(
        {
            "count": cut[-1].numbers.stop,
            "ranking": ranking.constants(),
            "names": names,
            "words": words,
            "segments": segments,
        }
    )
    yield place(file)
    return root, blocks


def _blocks(
    gathering: MergedIndex,
    concepts: tuple[str, ...],
    segments: Sequence[_Segment],
    jobs: int,
    place: IndexWriter[R],
    before: PreviousIndex[R],
) -> Generator[R, None, dict[str, tuple[LeafRange, ...]]]:
    """The leaves of all blocks, made anew where what they are made of changed."""
    found: dict[str, tuple[LeafRange, ...]] = {}
    for segment in segments:
        for block in segment.blocks:
            known = before.blocks.get(block.fingerprint)
            if known is not None and before.has(leaf.path for leaf in known):
                found[block.fingerprint] = known
                yield from (before.files[leaf.path] for leaf in known)
    slices = _slices(gathering.vocabulary, segments, found.keys(), jobs)
    worth = sum(part.weight for part in slices) > _MANY_WORDS
    made = in_parallel(LeafMaker(gathering, concepts, place), slices, jobs if worth else 1, few=2, chunk=1)
    for part, leaves_of_blocks in zip(slices, made, strict=True):
        for block, leaves in zip(part.blocks, leaves_of_blocks, strict=True):
            found[block.fingerprint] = tuple(leaf for leaf, _ in leaves)
            yield from (each for _, each in leaves)
    return found


def _slices(vocabulary: Vocabulary, segments: Sequence[_Segment], known: Set[str], jobs: int) -> list[Slice]:
    """The blocks that are to be made, in their order, in parts of about equal work."""
    changed = [
        (segment, block, int(vocabulary.weights[slice(*block.keys)].sum()))
        for segment in segments
        for block in segment.blocks
        if block.fingerprint not in known
    ]
    size = min(_SLICE, sum(weight for _, _, weight in changed) // jobs + 1)
    parts: list[Slice] = []
    for segment, several in groupby(changed, key=itemgetter(0)):
        part: list[Chunk] = []
        held = 0
        for _, block, weight in several:
            part.append(block)
            held += weight
            if held >= size:
                parts.append(Slice(segment.place, tuple(part), segment.leaf, held))
                part, held = [], 0
        if part:
            parts.append(Slice(segment.place, tuple(part), segment.leaf, held))
    return parts


def _segments(gathering: MergedIndex, concepts: Sequence[str]) -> Iterator[_Segment]:
    """The past, if there is one, and the recent quarters."""
    counts = [each.documents for each in gathering.quarters]
    cut = past_quarters(counts)
    if cut:
        yield _segment(gathering, concepts, (0, cut), _PAST_LEAF)
    yield _segment(gathering, concepts, (cut, len(counts)), _RECENT_LEAF)


def _segment(gathering: MergedIndex, concepts: Sequence[str], place: tuple[int, int], leaf: int) -> _Segment:
    quarters = gathering.quarters[slice(*place)]
    blocks = blocks_of(gathering.vocabulary, quarters, concepts, leaf) if quarters else ()
    return _Segment(quarters, place, blocks, leaf)


def _told(segment: _Segment, columns: str, nodes: Nodes) -> dict[str, object]:
    """What the root says of a segment."""
    return {
        "facets": columns,
        "first": segment.numbers.start,
        "count": len(segment.numbers),
        "quarters": [
            (*quarter.label.split("-"), quarter.numbers.start, quarter.versions)
            for quarter in segment.quarters
        ],
        "keys": nodes.keys,
        "versions": nodes.versions,
    }


def _known_words(vocabulary: Vocabulary) -> list[str]:
    """The commonest words without accents, the commonest first; of equally common ones the shortest, which is
    the nearest to what was typed."""
    keys = vocabulary.keys
    lengths = np.fromiter(map(len, keys), dtype=np.int32, count=len(keys))
    order = np.lexsort((lengths, -vocabulary.weights)).tolist()
    return [keys[place] for place in order if keys[place].isalpha()][:_KNOWN_WORDS]


def _file(content: object) -> tuple[str, IndexFile]:
    """A file of the index, and its name."""
    data = json.encode(content)
    name = named_by_content(data)
    return name, IndexFile(name, (data,))
