"""The corpus of the search: records between planning and indexing."""

from collections.abc import Callable

from msgspec import Struct

from generator.model.values import PartialDate


class DocumentMeta(Struct, frozen=True):
    """The date and the facets of a document. `provinces` are slugs.

    `translates` tells whether the document before is the same article in another language.
    """

    lang: str
    date: PartialDate | None
    section: str
    provinces: tuple[str, ...]
    authors: tuple[str, ...]
    translates: bool = False


class ResultCard(Struct, frozen=True):
    """The data of a search result but its snippet.

    `provinces` are their names in Vietnamese and English. `section` is its key. `thumbnail` is the path of a
    picture within the folder of media, empty if there is none.
    """

    path: str
    lang: str
    title: str
    date: PartialDate | None
    provinces: tuple[tuple[str, str], ...]
    section: str
    thumbnail: str
    withdrawn: bool


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


class NamedPage(Struct, frozen=True):
    """A list of articles that has a name: of a province, an author, a tag, a section or a year.

    `kind` is the word for it. `spellings` are all ways to write the name. `names` has the name by language,
    `paths` the path of the page by language (none: there is no page), `count` the number of its articles.
    `facts` is what else the search page may say, as JSON takes it: of a year the articles of each month, of a
    province its periods and its successors of today.
    """

    kind: str
    spellings: tuple[str, ...]
    names: tuple[tuple[str, str], ...]  # (language, name)
    paths: tuple[tuple[str, str], ...]  # (language, path)
    count: int
    facts: tuple[object, ...] = ()


class Corpus(Struct, frozen=True):
    """All documents that are searched: undated ones first, then the oldest first.

    `fingerprints[n]` changes when the result card or the texts of document n change. `result_card(n)` and
    `document(n)` return the result card and the texts of document n, in worker processes too. `names` are
    what a query may name. Translations of an article stand together, in the order of `languages`.
    """

    metas: tuple[DocumentMeta, ...]
    fingerprints: tuple[str, ...]
    result_card: Callable[[int], ResultCard]
    document: Callable[[int], Document]
    sections: tuple[FacetValue, ...]
    provinces: tuple[FacetValue, ...]
    synonyms: tuple[tuple[str, ...], ...]
    names: tuple[NamedPage, ...]
    languages: tuple[str, ...]
