"""The index: from documents to the files that a reader's search loads.

    root ─▶ nodes ─▶ leaves            which documents have the words, and how much they are about them
      ├───▶ cards ─▶ texts             what a result shows: its title at once, its snippet when it is seen
      └───▶ facets, names, words       to narrow, to suggest, to correct: when asked for

The root is the manifest: only the search page knows its name. It leads to the segments (see segments.py),
each a tree of two levels over the keys in order, as a B-tree has them. Every file bears the digest of its
content in its name, so that hosts may let browsers keep it for ever.
"""

import json
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from generator.documents import Collection
from generator.model import Rendered
from generator.search import facets, ranking
from generator.search.envelope import envelope, named_by_content
from generator.search.glossary import Form, load_glossary
from generator.search.leaves import LeafMaker
from generator.search.nodes import LeafRange, nodes_of
from generator.search.numbering import Numbers
from generator.search.postings import Slice
from generator.search.quarters import QuarterIndexer, quarters_of
from generator.search.segments import past_quarters
from generator.search.stream import Stream, StreamWriter, scratch
from generator.workers import in_parallel

_PAST_LEAF, _RECENT_LEAF = 1536, 1024  # bytes, unpacked
_SLICE = 2_000_000  # tokens that one worker takes at a time
_KNOWN_WORDS = 2500  # for corrections and completions
_MANY_QUARTERS = 24  # worth processes

_Made = Generator[Rendered, None, str]  # files, then the name of the last one


@dataclass(frozen=True, slots=True)
class _Segment:
    """Some quarters: (label, documents, version); the place of their first document and of the one after
    their last; the size of their leaves."""

    quarters: tuple[tuple[str, int, str], ...]
    documents: tuple[int, int]
    leaf: int


def index(collection: Collection, jobs: int) -> _Made:
    """The files of the index; returns the name of its root."""
    with scratch() as folder:
        writer = StreamWriter(folder)
        quarters: list[tuple[str, int, str]] = []
        batches = quarters_of(collection.documents)
        indexer = QuarterIndexer(collection.synonyms)
        made = in_parallel(indexer, batches, jobs, few=_MANY_QUARTERS, chunk=2)
        for quarter, result in zip(batches, made, strict=True):
            yield from result.files
            writer.take(result)
            quarters.append((quarter.label, len(quarter.documents), result.version))
        return (
            yield from _root(
                collection, writer.finish(load_glossary(collection.synonyms).concepts), quarters, jobs
            )
        )


def _root(
    collection: Collection, stream: Stream, quarters: Sequence[tuple[str, int, str]], jobs: int
) -> _Made:
    """The trees of all segments, what they have in common, and the root that leads to them."""
    frequencies = _frequencies(stream)
    names, file = facets.names_file(collection)
    yield file
    words = yield from _known_words(stream, frequencies)
    glossary = load_glossary(collection.synonyms)
    segments: list[dict[str, object]] = []
    for segment in _segments(quarters):
        forms = () if segments else glossary.forms  # one tree is enough to find them
        slices = tuple(_slices(stream, segment, frequencies))
        segments.append((yield from _tree(collection, stream, segment, slices, forms, jobs)))
    content = {
        "count": len(collection.documents),
        "ranking": ranking.constants(),
        "names": names,
        "words": words,
        "segments": segments,
    }
    return (yield from _file(content))


def _segments(quarters: Sequence[tuple[str, int, str]]) -> Iterator[_Segment]:
    """The past, if there is one, and the recent quarters."""
    counts = [count for _, count, _ in quarters]
    cut, totals = past_quarters(counts), list(accumulate(counts, initial=0))
    if cut:
        yield _Segment(tuple(quarters[:cut]), (0, totals[cut]), _PAST_LEAF)
    yield _Segment(tuple(quarters[cut:]), (totals[cut], totals[-1]), _RECENT_LEAF)


def _tree(
    collection: Collection,
    stream: Stream,
    segment: _Segment,
    slices: Sequence[Slice],
    forms: Sequence[Form],
    jobs: int,
) -> Generator[Rendered, None, dict[str, object]]:
    """The files of a segment; returns what the root says of it."""
    leaves = []
    concepts = load_glossary(collection.synonyms).concepts
    for made in in_parallel(LeafMaker(stream, concepts, segment.leaf), slices, jobs, few=2, chunk=1):
        for leaf in made:
            yield leaf.file
            leaves.append(LeafRange(leaf.first_key, leaf.last_key, leaf.name))
    nodes = nodes_of(leaves, forms, concepts)
    yield from nodes.files
    columns, file = facets.facets_file(collection, *segment.documents)
    yield file
    return {
        "facets": columns,
        "first": segment.documents[0],
        "count": segment.documents[1] - segment.documents[0],
        "quarters": list(_starts(segment)),
        "keys": nodes.keys,
        "version": nodes.version,
    }


def _starts(segment: _Segment) -> Iterator[tuple[str, str, int, str]]:
    """For each quarter its year and number, its first document, and the version of its cards."""
    first = segment.documents[0]
    for label, count, version in segment.quarters:
        year, number = label.split("-")
        yield year, number, first, version
        first += count


def _slices(stream: Stream, segment: _Segment, frequencies: Numbers) -> Iterator[Slice]:
    """The keys of a segment in ranges of about equal work."""
    keys = len(stream.vocabulary.keys)
    begin, end = (int(stream.starts[document]) for document in segment.documents)
    parts = max(1, (end - begin) // _SLICE)
    reached = frequencies.cumsum(dtype=np.int64)
    share = reached[-1] / parts if keys else 0
    limits = [int(np.searchsorted(reached, share * part)) for part in range(1, parts)]
    for low, high in zip([0, *limits], [*limits, keys], strict=True):
        if low < high:
            yield Slice(segment.documents, (low, high))


def _frequencies(stream: Stream) -> Numbers:
    """How often each key occurs."""
    words = np.bincount(stream.ranks(), minlength=len(stream.vocabulary.key_of))[1:]
    counted = np.bincount(stream.vocabulary.key_of[1:], words, minlength=len(stream.vocabulary.keys))
    return counted.astype(np.int32)


def _known_words(stream: Stream, frequencies: Numbers) -> _Made:
    """The commonest words without accents, the commonest first."""
    keys = stream.vocabulary.keys
    order = np.argsort(-frequencies, kind="stable").tolist()
    words = [keys[place] for place in order if keys[place].isalpha()][:_KNOWN_WORDS]
    return (yield from _file(words))


def _file(content: object) -> _Made:
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    name = named_by_content(data)
    yield envelope(name, data)
    return name
