"""The article that a page becomes: its fields, its Markdown, and its file."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from generator.model.values import PartialDate
from generator.permalinks import slug_of_title

UNDATED = "khong-ro-ngay"
UNKNOWN = "unknown"


class Evidence(Struct, frozen=True):
    """How a field was found (a short word: "label", "json-ld", "host"), and how sure that is, 0 to 1.

    `candidate`: what was found for a field that is left unknown, because it was not sure enough.
    """

    how: str
    certainty: float
    candidate: str = ""


class MediaReference(Struct, frozen=True):
    """A picture or an attachment as the page names it; `reference` is resolved against nothing."""

    reference: str
    kind: Literal["image", "attachment"]
    alt: str = ""
    caption: str = ""
    credit: str = ""


class ImportedArticle(Struct, frozen=True):
    """What a page says, ready to be written. No date, authors or province: not known, named in `review`.

    The n-th of `media` is addressed in `body` as `media:n`; an attachment may be listed only. `section`: the
    page's own word for its section, "" if none. `draft`: title or body are in doubt. `evidence`: by field.
    `marked`: the page tells machines that it is an article.
    """

    title: str
    date: PartialDate | None
    updated: PartialDate | None
    authors: tuple[str, ...]
    province: str
    review: tuple[str, ...]
    publisher: str
    translator: str
    source: Mapping[str, str]
    language: str
    body: str
    summary: str = ""
    tags: tuple[str, ...] = ()
    section: str = ""
    draft: bool = False
    evidence: Mapping[str, Evidence] = {}
    media: tuple[MediaReference, ...] = ()
    marked: bool = False

    @property
    def path(self) -> str:
        """Where it belongs in its section, without suffix: year and slug of the title."""
        folder = f"{self.date.year:04d}" if self.date else UNDATED
        return f"{folder}/{slug_of_title(self.title)}"


def front_matter(article: ImportedArticle) -> dict[str, object]:
    """The fields in the order in which an editor reads them; plain scalars where one value stands."""
    fields: dict[str, object] = {
        "title": article.title,
        "date": _date(article.date) if article.date else UNKNOWN,
        "updated": _date(article.updated) if article.updated else None,
        "author": _one_or_all(article.authors) or UNKNOWN,
        "province": article.province or UNKNOWN,
        "review": list(article.review),
        "summary": article.summary,
        "tags": list(article.tags),
        "draft": article.draft,
        "publisher": article.publisher,
        "translator": article.translator,
        "source": dict(article.source),
    }
    return {name: value for name, value in fields.items() if value}


def _date(value: PartialDate) -> object:
    """A day as YAML's own date; another precision as text."""
    if value.time:
        return value.iso.replace("T", " ")
    if value.month and value.day:
        return date(value.year, value.month, value.day)
    return value.iso


def _one_or_all(names: tuple[str, ...]) -> object:
    return names[0] if len(names) == 1 else list(names)
