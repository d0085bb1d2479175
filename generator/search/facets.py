"""Facets: for each document its section, provinces, authors and language, and what these are called.

A column holds a number a document (two bytes, low one first), which stands for a set of labels: an article
may have several authors. The sets stand before the columns, as lists of the labels' numbers.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct, json

from generator.model.search import Corpus, DocumentMeta, FacetValue
from generator.search.packing import IndexFile, named_by_content

_FACETS: Mapping[str, Callable[[DocumentMeta], tuple[str, ...]]] = {
    "section": lambda entry: (entry.section,),
    "province": lambda entry: entry.provinces,
    "author": lambda entry: entry.authors,
    "language": lambda entry: (entry.lang,),
}


class Labels(Struct, frozen=True):
    """What the values of all facets are called, in the order of their numbers; the authors, those of most
    documents first, with their number of documents."""

    sections: tuple[FacetValue, ...]
    provinces: tuple[FacetValue, ...]
    authors: tuple[tuple[str, int], ...]
    languages: tuple[str, ...]

    def numbers(self) -> Mapping[str, Mapping[str, int]]:
        """The numbers of the values of each facet."""
        return {
            "section": _numbered(label.key for label in self.sections),
            "province": _numbered(label.key for label in self.provinces),
            "author": _numbered(name for name, _ in self.authors),
            "language": _numbered(self.languages),
        }


def labels_of(corpus: Corpus) -> Labels:
    counts = Counter([author for entry in corpus.metas for author in entry.authors])
    authors = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    languages = tuple(sorted({entry.lang for entry in corpus.metas}))
    return Labels(corpus.sections, corpus.provinces, authors, languages)


def names_file(labels: Labels) -> tuple[str, IndexFile]:
    """The name and the file of all labels."""
    content = json.encode(
        {
            "section": [_label(label) for label in labels.sections],
            "province": [_label(label) for label in labels.provinces],
            "author": labels.authors,
            "language": [(lang,) for lang in labels.languages],
        }
    )
    name = named_by_content(content)
    return name, IndexFile(name, (content,))


def facets_file(metas: Sequence[DocumentMeta | None], labels: Labels) -> tuple[str, IndexFile]:
    """The name and the file of the columns of some documents; None where a number is no document's."""
    numbers = labels.numbers()
    columns = {
        facet: _column([values(entry) if entry else None for entry in metas], numbers[facet])
        for facet, values in _FACETS.items()
    }
    content = json.encode({"sets": {facet: sets for facet, (sets, _) in columns.items()}}) + b"\0"
    content += b"".join([column for _, column in columns.values()])
    name = named_by_content(content)
    return name, IndexFile(name, (content,))


def _column(
    column: Sequence[tuple[str, ...] | None], numbers: Mapping[str, int]
) -> tuple[list[list[int]], bytes]:
    """The sets that occur, and the number of each document's set."""
    sets = sorted({each for each in column if each is not None})
    place = {each: number for number, each in enumerate(sets)}
    places = np.array([place[each] if each is not None else 0 for each in column], dtype="<u2")
    # All low bytes, then all high ones: the high ones are nearly always the same, and cost nothing.
    halves = places.view(np.uint8).reshape(-1, 2).T.tobytes()
    return [[numbers[value] for value in each] for each in sets], halves


def _numbered(values: Iterable[str]) -> Mapping[str, int]:
    return {value: number for number, value in enumerate(values)}


def _label(label: FacetValue) -> list[object]:
    return [label.key, dict(label.names), list(label.offers)]
