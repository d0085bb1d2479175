"""The related articles, found again only where an article changed since the last build."""

from generator.cache.database import Cache
from generator.cache.records import load, save
from generator.cache.tables import RELATED
from generator.model.archive import Archive
from generator.plan.related import Related, related_articles


def find_related(cache: Cache, archive: Archive) -> Related:
    """Finds the related articles of all articles, with the help of the last build."""
    return related_articles(archive.articles, archive.identities, load(cache, RELATED, Related))


def save_related(cache: Cache, related: Related) -> None:
    """Saves what was found, for the next build."""
    save(cache, RELATED, related)
