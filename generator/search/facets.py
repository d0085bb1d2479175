"""Facets: the section, provinces, authors and language of each document, and the names of these values.

A column has one number of two bytes for each document, which stands for a set of values, since an article may
have several authors. The sets stand before the columns, as lists of the values' numbers.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct, json

from generator.model.search import Corpus, DocumentMeta, FacetValue
from generator.search.packing import IndexFile, named_by_content

_FACETS: Mapping[str, Callable[[DocumentMeta], tuple[str, ...]]] = {
    "section": lambda meta: (meta.section,),
    "province": lambda meta: meta.provinces,
    "author": lambda meta: meta.authors,
    "language": lambda meta: (meta.lang,),
}
_MAX_SETS = 1 << 16  # two bytes in a column


class FacetValues(Struct, frozen=True):
    """The values of all facets in the order of their numbers.

    Authors have their number of documents; the author of most documents comes first.
    """

    sections: tuple[FacetValue, ...]
    provinces: tuple[FacetValue, ...]
    authors: tuple[tuple[str, int], ...]
    languages: tuple[str, ...]

    def numbers(self) -> Mapping[str, Mapping[str, int]]:
        """Returns the numbers of the values of each facet."""
        return {
            "section": _numbered(section.key for section in self.sections),
            "province": _numbered(province.key for province in self.provinces),
            "author": _numbered(name for name, _ in self.authors),
            "language": _numbered(self.languages),
        }


def facet_values(corpus: Corpus) -> FacetValues:
    """Returns the values of all facets in a corpus."""
    counts = Counter([author for meta in corpus.metas for author in meta.authors])
    authors = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    languages = tuple(sorted({meta.lang for meta in corpus.metas}))
    return FacetValues(corpus.sections, corpus.provinces, authors, languages)


def values_file(values: FacetValues) -> IndexFile:
    """Returns the file with the names of all values."""
    content = json.encode(
        {
            "section": [_row(section) for section in values.sections],
            "province": [_row(province) for province in values.provinces],
            "author": values.authors,
            "language": [(lang,) for lang in values.languages],
        }
    )
    return IndexFile(named_by_content(content), content)


def columns_file(metas: Sequence[DocumentMeta | None], values: FacetValues) -> IndexFile:
    """Returns the file with the columns of some documents; None stands for an empty slot.

    Raises OverflowError if a facet has more sets of values than a column can tell apart.
    """
    numbers = values.numbers()
    columns = {
        facet: _column([values_of(meta) if meta else None for meta in metas], numbers[facet])
        for facet, values_of in _FACETS.items()
    }
    content = json.encode({"sets": {facet: sets for facet, (sets, _) in columns.items()}}) + b"\0"
    content += b"".join(column for _, column in columns.values())
    return IndexFile(named_by_content(content), content)


def _column(
    values: Sequence[tuple[str, ...] | None], numbers: Mapping[str, int]
) -> tuple[list[list[int]], bytes]:
    """Returns the distinct sets of values, and the number of each document's set as bytes."""
    sets = sorted({each for each in values if each is not None})
    if len(sets) > _MAX_SETS:
        raise OverflowError(f"a facet has {len(sets)} sets of values; the search index holds {_MAX_SETS}")
    set_numbers = {each: number for number, each in enumerate(sets)}
    column = np.array([set_numbers[each] if each is not None else 0 for each in values], dtype="<u2")
    # All low bytes, then all high bytes: the high ones are nearly all equal and compress to nothing.
    halves = column.view(np.uint8).reshape(-1, 2).T.tobytes()
    return [[numbers[value] for value in each] for each in sets], halves


def _numbered(keys: Iterable[str]) -> Mapping[str, int]:
    return {key: number for number, key in enumerate(keys)}


def _row(value: FacetValue) -> list[object]:
    return [value.key, dict(value.names), list(value.predecessors)]
