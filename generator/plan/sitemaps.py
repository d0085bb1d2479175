"""The sitemap: an index, a part for each year of articles, a part for other pages; and robots.txt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator import permalinks
from generator.model.views.files import RobotsView, SitemapEntry, SitemapView
from generator.model.views.output_page import Listing, Page
from generator.model.views.page import Alternate
from generator.plan.context import PlanContext
from generator.plan.page_sets import PageSet


def sitemap_page_sets(ctx: PlanContext, listings: Iterable[Listing]) -> Iterator[PageSet]:
    """The sitemap of the pages with these listings."""
    parts: dict[str, list[Listing]] = defaultdict(list)
    for each in listings:
        parts[each.part].append(each)
    for name in sorted(parts):
        listed = sorted(parts[name])
        yield PageSet(f"sitemap {name}", ("sitemap.xml",), partial(_part_pages, name, listed), (), listed)
    index = partial(_index_pages, ctx, sorted(parts))
    yield PageSet("sitemap", ("sitemap_index.xml", "robots.txt"), index, (), sorted(parts))


def _part_pages(name: str, listed: Sequence[Listing]) -> Iterator[Page]:
    path = permalinks.sitemap_part(name)
    yield Page(path, "sitemap.xml", SitemapView(path=path, entries=tuple(map(_entry, listed))))


def _entry(listed: Listing) -> SitemapEntry:
    alternates = tuple(Alternate(lang, url) for lang, url in listed.alternates)
    return SitemapEntry(listed.url, listed.changed, alternates)


def _index_pages(ctx: PlanContext, parts: Sequence[str]) -> Iterator[Page]:
    base = ctx.settings.base_url
    index = tuple(SitemapEntry(base + permalinks.sitemap_part(name)) for name in parts)
    yield Page(permalinks.SITEMAP, "sitemap_index.xml", SitemapView(path=permalinks.SITEMAP, entries=index))
    robots = RobotsView(path=permalinks.ROBOTS, sitemap=base + permalinks.SITEMAP)
    yield Page(permalinks.ROBOTS, "robots.txt", robots)
