"""Checks for old addresses that are also pages made by the archive itself.

Such pages are lists, indexes, feeds and the theme's files. Their addresses are known only after planning, so
pages are planned only if an old address may be one of them.
"""

import re
from collections.abc import Iterator

from generator import permalinks
from generator.join.redirects import own_page_problems
from generator.model.archive import Archive
from generator.model.content import Alias
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.plan.context import plan_context
from generator.plan.pages import own_page_sets
from generator.plan.sitemaps import sitemap_page_sets

_ARTICLE = re.compile(r"[a-z]{2}/\d{4}/\d\d/(?!index\.)[^/]+")


def own_address_problems(archive: Archive, theme: Theme) -> Iterator[Problem]:
    """Yields a problem for each old address that is also a generated page."""
    doubtful = [each for each in archive.redirects if _may_be_own(each.alias, archive.settings.languages)]
    if doubtful:
        yield from own_page_problems(doubtful, _own_addresses(archive, theme))


def _may_be_own(alias: Alias, languages: tuple[str, ...]) -> bool:
    """Whether an old address looks like one of a generated page."""
    first, _, rest = alias.name.partition("/")
    known = (*languages, permalinks.STATIC, permalinks.SEARCH, permalinks.OLD)
    return (not rest or first in known) and not alias.host and not _ARTICLE.fullmatch(alias.name)


def _own_addresses(archive: Archive, theme: Theme) -> frozenset[str]:
    """Addresses of all generated pages, search pages and static files."""
    ctx = plan_context(archive)
    pages = [page for page_set in own_page_sets(ctx) for page in page_set.pages()]
    listings = [page.listing for page in pages if page.listing]
    pages += [page for page_set in sitemap_page_sets(ctx, listings) for page in page_set.pages()]
    searches = (permalinks.search(lang) for lang in archive.settings.languages)
    return frozenset((*(page.path for page in pages), *searches, *(path for path, _ in theme.static)))
