"""Bounds: what a source has more of than front matter may hold is left out, and named under review."""

from collections.abc import Sequence

from msgspec.structs import replace

from generator.importer.article import ImportedArticle
from generator.schema.front_matter import BY_NAME, LONGEST_NAME


def bounded(
    article: ImportedArticle, aliases: Sequence[str]
) -> tuple[ImportedArticle, Sequence[str], tuple[str, ...]]:
    """The article and its aliases with no more values than they may have, and the fields that were cut."""
    kept = aliases[: BY_NAME["aliases"].most]
    authors = _names(article.authors, BY_NAME["author"].most)
    tags = _names(article.tags, BY_NAME["tags"].most)
    pairs = {"author": (authors, article.authors), "tags": (tags, article.tags), "aliases": (kept, aliases)}
    cut = tuple(name for name, (now, before) in pairs.items() if len(now) < len(before))
    review = tuple(dict.fromkeys((*article.review, *cut)))
    return replace(article, authors=authors, tags=tags, review=review), kept, cut


def _names(names: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple([name for name in names if len(name) <= LONGEST_NAME][:most])
