"""Facets: for each document its section, provinces, authors and language, and what these are called.

A column holds a number a document (two bytes, low one first), which stands for a set of labels: an article
may have several authors. The sets stand before the columns, as lists of the labels' numbers.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from generator.documents import Collection, Headings, Label
from generator.search.envelope import IndexFile, named_by_content

_Sets = Callable[[Headings], tuple[str, ...]]


def names_file(collection: Collection) -> tuple[str, IndexFile]:
    """The labels of all facets, in the order of their numbers; the authors with their number of documents."""
    content = _json(
        {
            "section": [_label(label) for label in collection.sections],
            "province": [_label(label) for label in collection.provinces],
            "author": author_counts(collection),
            "language": [(lang,) for lang in languages_of(collection)],
        }
    )
    name = named_by_content(content)
    return name, IndexFile(name, (content,))


def author_counts(collection: Collection) -> list[tuple[str, int]]:
    """All authors, those of most documents first."""
    counts = Counter(author for entry in collection.headings for author in entry.authors)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def languages_of(collection: Collection) -> list[str]:
    return sorted({entry.lang for entry in collection.headings})


def facets_file(collection: Collection, first: int, last: int) -> tuple[str, IndexFile]:
    """The columns of the documents first to last (exclusive)."""
    entries = collection.headings[first:last]
    numbers = {
        "section": _numbered(label.key for label in collection.sections),
        "province": _numbered(label.key for label in collection.provinces),
        "author": _numbered(name for name, _ in author_counts(collection)),
        "language": _numbered(languages_of(collection)),
    }
    values: Mapping[str, _Sets] = {
        "section": lambda entry: (entry.section,),
        "province": lambda entry: entry.provinces,
        "author": lambda entry: entry.authors,
        "language": lambda entry: (entry.lang,),
    }
    columns = {name: _column(entries, values[name], numbers[name]) for name in values}
    sets = {name: column[0] for name, column in columns.items()}
    content = _json({"sets": sets}) + b"\0"
    content += b"".join(column[1] for column in columns.values())
    name = named_by_content(content)
    return name, IndexFile(name, (content,))


def _column(
    entries: Sequence[Headings], values: _Sets, numbers: Mapping[str, int]
) -> tuple[list[list[int]], bytes]:
    """The sets that occur, and the number of each document's set."""
    column = list(map(values, entries))
    sets = sorted(set(column))
    place = {each: number for number, each in enumerate(sets)}
    places = np.array([place[each] for each in column], dtype="<u2")
    # All low bytes, then all high ones: the high ones are nearly always the same, and cost nothing.
    halves = places.view(np.uint8).reshape(-1, 2).T.tobytes()
    return [[numbers[value] for value in each] for each in sets], halves


def _numbered(values: Iterable[str]) -> Mapping[str, int]:
    return {value: number for number, value in enumerate(values)}


def _label(label: Label) -> list[object]:
    return [label.key, dict(label.names), list(label.offers)]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
