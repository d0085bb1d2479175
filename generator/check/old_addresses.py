"""Old addresses that are those of pages which the archive makes by itself: lists, indexes,
feeds. Their addresses are known only when they are planned, which is done where an old address may be one."""

import re
from collections.abc import Iterator

from generator import permalinks
from generator.join.redirects import own_page_problems
from generator.model.archive import Archive
from generator.model.content import Alias
from generator.model.problem import Problem
from generator.model.views import View
from generator.plan.context import plan_context
from generator.plan.pages import own_page_sets
from generator.plan.sitemaps import listing, sitemap_page_sets

_ARTICLE = re.compile(r"[a-z]{2}/\d{4}/\d\d/(?!index\.)[^/]+")


def own_address_problems(archive: Archive) -> Iterator[Problem]:
    doubtful = [each for each in archive.redirects if _may_be_own(each.alias, archive.settings.languages)]
    if doubtful:
        yield from own_page_problems(doubtful, _own_addresses(archive))


def _may_be_own(alias: Alias, languages: tuple[str, ...]) -> bool:
    first, _, rest = alias.name.partition("/")
    if alias.host or permalinks.reserved_place(alias.name) or _ARTICLE.fullmatch(alias.name):
        return False  # joining tells of places that are the archive's whatever is built
    return not rest or first in languages


def _own_addresses(archive: Archive) -> frozenset[str]:
    ctx = plan_context(archive)
    views: list[View] = [page.view for page_set in own_page_sets(ctx) for page in page_set.pages()]
    listings = [each for each in map(listing, views) if each]
    views += [page.view for page_set in sitemap_page_sets(ctx, listings) for page in page_set.pages()]
    searches = (permalinks.search(lang) for lang in archive.settings.languages)
    return frozenset((*(view.path for view in views), *searches))
