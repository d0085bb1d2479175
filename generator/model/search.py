"""The corpus of the search: records between planning and indexing."""

from collections.abc import Callable

from msgspec import Struct

from generator.model.values import PartialDate


class DocumentMeta(Struct, frozen=True):
    """The date and the facets of a document. `provinces` are slugs."""

    lang: str
    date: PartialDate | None
    section: str
    provinces: tuple[str, ...]
    authors: tuple[str, ...]


class ResultCard(Struct, frozen=True):
    """The data of a search result but its snippet. `provinces` are their names, joined by commas."""

    path: str
    lang: str
    title: str
    date: PartialDate | None
    provinces: str


class Document(Struct, frozen=True):
    """The searchable texts of one translation of an article.

    `names`: authors, tags, and provinces in both languages. `successor_names`: for provinces that have ended,
    the names of the provinces that succeeded them. `lead`: the summary and the captions. `body`: sanitised
    HTML. `attached`: the text of attached files.
    """

    title: str
    names: tuple[str, ...]
    successor_names: tuple[str, ...]
    lead: tuple[str, ...]
    body: str
    attached: str


class FacetValue(Struct, frozen=True):
    """A value of a facet, with its name in each language.

    `predecessors` are the keys of provinces that became part of this one; the facet lists them under it.
    """

    key: str
    names: tuple[tuple[str, str], ...]  # (language, name)
    predecessors: tuple[str, ...] = ()


class Corpus(Struct, frozen=True):
    """All documents that are searched: undated ones first, then the oldest first.

    `fingerprints[n]` changes when the result card or the texts of document n change. `result_card(n)` and
    `document(n)` return the result card and the texts of document n, in worker processes too.
    """

    metas: tuple[DocumentMeta, ...]
    fingerprints: tuple[str, ...]
    result_card: Callable[[int], ResultCard]
    document: Callable[[int], Document]
    sections: tuple[FacetValue, ...]
    provinces: tuple[FacetValue, ...]
    synonyms: tuple[tuple[str, ...], ...]
