"""What the search knows of an article: the records between planning and indexing."""

from collections.abc import Callable

from msgspec import Struct

from generator.model.values import PartialDate


class DocumentMeta(Struct, frozen=True):
    """When a document is from, and under which headings it stands.

    `provinces` are slugs.
    """

    lang: str
    date: PartialDate | None
    section: str
    provinces: tuple[str, ...]
    authors: tuple[str, ...]


class ResultCard(Struct, frozen=True):
    """What a result shows of a translation at once. `place` are its provinces as a list shows them."""

    path: str
    lang: str
    title: str
    date: PartialDate | None
    place: str


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
    """What a facet calls one of its values: its key, its name in each language, and the keys of the values
    that it offers along (a province: those that became part of it)."""

    key: str
    names: tuple[tuple[str, str], ...]  # (language, name)
    offers: tuple[str, ...] = ()


class Corpus(Struct, frozen=True):
    """Everything that is searched: the headings of all documents, the oldest first (the undated before them),
    the labels of their sections and provinces, and the words that the site's settings call the same.

    `card` and `read` make the card and the document with this number, wherever they are wanted: in a worker
    process too. `marks` has for each document another one whenever one of them is another.
    """

    metas: tuple[DocumentMeta, ...]
    marks: tuple[str, ...]
    card: Callable[[int], ResultCard]
    read: Callable[[int], Document]
    sections: tuple[FacetValue, ...]
    provinces: tuple[FacetValue, ...]
    synonyms: tuple[tuple[str, ...], ...]
