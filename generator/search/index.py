"""The index: from documents to the files that a reader's search loads.

    root ─▶ nodes ─▶ leaves            which documents have the words, and how much they are about them
      ├───▶ cards ─▶ texts             what a result shows: its title at once, its snippet when it is seen
      └───▶ facets, names, words       to narrow, to suggest, to correct: when asked for

The root is the manifest: only the search page knows its name. It leads to the segments (see segments.py),
each a tree of two levels over the keys in order, as a B-tree has them. Every file bears the digest of its
content in its name, so that hosts may let browsers keep it for ever.
"""

import json
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np

from generator.documents import Collection
from generator.model import Rendered
from generator.search import facets, ranking
from generator.search.envelope import envelope, named_by_content
from generator.search.gathering import Gathered, Gatherer, Gathering, Vocabulary, scratch
from generator.search.glossary import load_glossary
from generator.search.leaves import LeafMaker, Slice
from generator.search.nodes import LeafRange, nodes_of
from generator.search.quarters import QuarterIndexer, quarters_of
from generator.search.segments import past_quarters
from generator.workers import in_parallel

_PAST_LEAF, _RECENT_LEAF = 1536, 1024  # bytes, unpacked
_SLICE = 2_000_000  # tokens that one worker takes at a time
_KNOWN_WORDS = 2500  # for corrections and completions
_MANY_QUARTERS = 24  # worth processes

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Segment:
    """Some quarters, those first to last (exclusive), and the slices in which its leaves are made."""

    quarters: tuple[Gathered, ...]
    slices: tuple[Slice, ...]

    @property
    def documents(self) -> tuple[int, int]:
        return (self.quarters[0].documents[0], self.quarters[-1].documents[1]) if self.quarters else (0, 0)


def index(collection: Collection, jobs: int, put: Callable[[Rendered], R]) -> Generator[R, None, str]:
    """Makes the files of the index and puts each where it belongs, in the process that made it; yields what
    `put` says of each, and returns the name of the root."""
    with scratch() as folder:
        gatherer = Gatherer()
        indexer = QuarterIndexer(collection.read, collection.synonyms, folder, put)
        quarters = quarters_of(collection.headings)
        for quarter in in_parallel(indexer, quarters, jobs, few=_MANY_QUARTERS, chunk=1):
            yield from quarter.made
            gatherer.take(quarter)
        gathering = gatherer.finish(load_glossary(collection.synonyms).concepts)
        return (yield from _root(collection, gathering, jobs, put))


def _root(
    collection: Collection, gathering: Gathering, jobs: int, put: Callable[[Rendered], R]
) -> Generator[R, None, str]:
    """The trees of all segments, what they have in common, and the root that leads to them."""
    names, labels = facets.names_file(collection)
    words, known = _file(_known_words(gathering.vocabulary))
    yield put(labels)
    yield put(known)
    cut = list(_segments(gathering))
    slices = [part for segment in cut for part in segment.slices]
    concepts = load_glossary(collection.synonyms).concepts
    made = in_parallel(LeafMaker(gathering, concepts, put), slices, jobs, few=2, chunk=1)
    segments: list[dict[str, object]] = []
    for segment in cut:
        leaves: list[LeafRange] = []
        for part in islice(made, len(segment.slices)):
            leaves += [leaf for leaf, _ in part]
            yield from (each for _, each in part)
        is_first = not segments  # one tree is enough to find the glossary's forms
        segments.append((yield from _tree(collection, segment, leaves, is_first, put)))
    root, file = _file(
        {
            "count": len(collection.headings),
            "ranking": ranking.constants(),
            "names": names,
            "words": words,
            "segments": segments,
        }
    )
    yield put(file)
    return root


def _segments(gathering: Gathering) -> Iterator[_Segment]:
    """The past, if there is one, and the recent quarters."""
    counts = [each.documents[1] - each.documents[0] for each in gathering.quarters]
    cut = past_quarters(counts)
    if cut:
        yield _segment(gathering, (0, cut), _PAST_LEAF)
    yield _segment(gathering, (cut, len(counts)), _RECENT_LEAF)


def _tree(
    collection: Collection,
    segment: _Segment,
    leaves: Sequence[LeafRange],
    is_first: bool,
    put: Callable[[Rendered], R],
) -> Generator[R, None, dict[str, object]]:
    """What leads to the leaves of a segment; returns what the root says of it."""
    glossary = load_glossary(collection.synonyms)
    nodes = nodes_of(leaves, glossary.forms if is_first else (), glossary.concepts)
    columns, file = facets.facets_file(collection, *segment.documents)
    yield from map(put, (*nodes.files, file))
    return {
        "facets": columns,
        "first": segment.documents[0],
        "count": segment.documents[1] - segment.documents[0],
        "quarters": [
            (*quarter.label.split("-"), quarter.documents[0], quarter.version) for quarter in segment.quarters
        ],
        "keys": nodes.keys,
        "version": nodes.version,
    }


def _segment(gathering: Gathering, quarters: tuple[int, int], leaf: int) -> _Segment:
    """The quarters, and their keys in ranges of about equal work."""
    mine = gathering.quarters[slice(*quarters)]
    frequencies = gathering.vocabulary.frequencies
    keys = len(frequencies) if mine else 0
    parts = max(1, sum(quarter.tokens for quarter in mine) // _SLICE)
    reached = frequencies.cumsum(dtype=np.int64)
    share = reached[-1] / parts if keys else 0
    limits = [int(np.searchsorted(reached, share * part)) for part in range(1, parts)]
    bounds = zip([0, *limits], [*limits, keys], strict=True)
    return _Segment(mine, tuple(Slice(quarters, (low, high), leaf) for low, high in bounds if low < high))


def _known_words(vocabulary: Vocabulary) -> list[str]:
    """The commonest words without accents, the commonest first."""
    keys = vocabulary.keys
    order = np.argsort(-vocabulary.frequencies, kind="stable").tolist()
    return [keys[place] for place in order if keys[place].isalpha()][:_KNOWN_WORDS]


def _file(content: object) -> tuple[str, Rendered]:
    """A file of the index, and its name."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    name = named_by_content(data)
    return name, envelope(name, data)
