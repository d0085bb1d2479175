"""Cuts an article's values to the numbers that front matter allows.

The fields that were cut are named under `review`.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from generator.importer.article import ImportedArticle
from generator.schema.field_forms import LONGEST_NAME
from generator.schema.front_matter import BY_NAME


def bounded(
    article: ImportedArticle, aliases: Sequence[str]
) -> tuple[ImportedArticle, Sequence[str], tuple[str, ...]]:
    """The article and its aliases without values beyond the allowed number.

    The third result has the names of the fields that were cut. They are added to `review`.
    """
    kept = aliases[: BY_NAME["aliases"].most]
    authors = _names(article.authors, BY_NAME["author"].most)
    tags = _names(article.tags, BY_NAME["tags"].most)
    pairs = {"author": (authors, article.authors), "tags": (tags, article.tags), "aliases": (kept, aliases)}
    cut = tuple(name for name, (now, before) in pairs.items() if len(now) < len(before))
    review = tuple(dict.fromkeys((*article.review, *cut)))
    return replace(article, authors=authors, tags=tags, review=review), kept, cut


def _names(names: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple([name for name in names if len(name) <= LONGEST_NAME][:most])
