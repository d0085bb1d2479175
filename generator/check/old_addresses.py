"""Checks for old addresses that are also pages made by the archive itself.

Such pages are lists, indexes and feeds. Their addresses are known only after planning, so pages are planned
only if an old address may be one of them.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from generator import permalinks
from generator.join.ledger import media_of
from generator.join.redirects import own_page_problems
from generator.model.archive import Archive
from generator.model.content import Alias, MediaFile
from generator.model.problem import Problem
from generator.plan.context import plan_context
from generator.plan.pages import own_page_sets
from generator.plan.sitemaps import sitemap_page_sets

_ARTICLE = re.compile(r"[a-z]{2}/\d{4}/\d\d/(?!index\.)[^/]+")


def own_address_problems(archive: Archive) -> Iterator[Problem]:
    """Yields a problem for each old address that is also a generated page."""
    doubtful = [each for each in archive.redirects if _may_be_own(each.alias, archive.settings.languages)]
    if doubtful:
        yield from own_page_problems(doubtful, _own_addresses(archive))


def _may_be_own(alias: Alias, languages: tuple[str, ...]) -> bool:
    """Whether an old address looks like one of a generated page."""
    first, _, rest = alias.name.partition("/")
    if alias.host or permalinks.reserved_place(alias.name) or _ARTICLE.fullmatch(alias.name):
        return False  # joining tells of places that are the archive's whatever is built
    return not rest or first in languages


def _own_addresses(archive: Archive) -> frozenset[str]:
    """Addresses of all generated pages and search pages."""
    ctx = plan_context(_with_all_media(archive))
    pages = [page for page_set in own_page_sets(ctx) for page in page_set.pages()]
    listings = [page.listing for page in pages if page.listing]
    pages += [page for page_set in sitemap_page_sets(ctx, listings) for page in page_set.pages()]
    searches = permalinks.of_search(archive.settings.languages)
    return frozenset((*(page.path for page in pages), *searches))


def _with_all_media(archive: Archive) -> Archive:
    """The archive with something in place of each missing file, which is reported elsewhere."""
    named = {path for article in archive.articles for path in media_of(article)}
    named |= {link.target for uses in archive.uses.values() for link in uses.links if link.image}
    missing = {path: MediaFile(path, path, 0, 1, 1) for path in sorted(named - archive.media.keys())}
    return replace(archive, media={**archive.media, **missing}) if missing else archive
