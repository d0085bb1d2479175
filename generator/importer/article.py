"""The imported article: its fields, front matter and Markdown."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from msgspec import Struct

from generator.model.values import PartialDate
from generator.permalinks import slug_of_title

UNDATED = "khong-ro-ngay"
UNKNOWN = "unknown"


class Evidence(Struct, frozen=True):
    """How a field was found ("label", "json-ld", "host") and its certainty, 0 to 1.

    `candidate`: value that was found but rejected as too uncertain, "" if none. `pages`: number of pages of
    the site that showed its place, 0 if the page was read alone.
    """

    how: str
    certainty: float
    candidate: str = ""
    pages: int = 0


class MediaReference(Struct, frozen=True):
    """Picture or attachment that a page refers to. `reference` is not resolved.

    `others`: all addresses of the picture, best first, if there are several. `role`: "cover" or "".
    """

    reference: str
    kind: Literal["image", "attachment"]
    alt: str = ""
    caption: str = ""
    credit: str = ""
    others: tuple[str, ...] = ()
    role: str = ""


class ImportedArticle(Struct, frozen=True):
    """Article made from a page.

    If date, authors or province are unknown, they are empty and named in `review`. The body refers to
    `media[n]` as `media:n`; attachments may also be listed without a reference. `section`: name of the
    section on the page, "" if none. `draft`: title or body need review. `evidence`: by field name. `marked`:
    the metadata of the page declares an article. `aliases`: old URLs that a container states. `extra`: other
    fields of front matter. `remarks`: fields of another program, kept as comments.
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
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, Any] = {}
    remarks: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Path in the section without suffix: year and slug of the title."""
        folder = f"{self.date.year:04d}" if self.date else UNDATED
        return f"{folder}/{slug_of_title(self.title)}"


def front_matter(article: ImportedArticle) -> dict[str, object]:
    """Returns the front matter in the order of fields for editors.

    A list with one author becomes a plain string.
    """
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
        **article.extra,
    }
    return {name: value for name, value in fields.items() if value}


def _date(value: PartialDate) -> object:
    """Returns a full day as a date for YAML, any other precision as text."""
    if value.time:
        return value.iso.replace("T", " ")
    if value.month and value.day:
        return date(value.year, value.month, value.day)
    return value.iso


def _one_or_all(names: tuple[str, ...]) -> object:
    return names[0] if len(names) == 1 else list(names)
