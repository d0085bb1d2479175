"""The sitemap: an index, one part for each year of articles, one for all other pages; and robots.txt."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator import addresses
from generator.plan.desk import Desk
from generator.views import ArticleView, ListView, Page, PageView, RobotsView, SitemapEntry, SitemapView


def sitemap_pages(desk: Desk, pages: Sequence[Page]) -> Iterator[Page]:
    """The sitemap of these pages. Empty lists are left out; so is whatever is not HTML."""
    parts: dict[str, list[SitemapEntry]] = defaultdict(list)
    for page in pages:
        if isinstance(page.view, PageView) and not _is_empty_list(page.view):
            parts[_part(page.view)].append(_entry(page.view))
    for name in sorted(parts):
        path = addresses.sitemap_part(name)
        entries = tuple(sorted(parts[name], key=lambda entry: entry.url))
        yield Page(path, "sitemap.xml", SitemapView(path=path, entries=entries))
    base = desk.settings.base_url
    index = tuple(SitemapEntry(base + addresses.sitemap_part(name)) for name in sorted(parts))
    yield Page(addresses.SITEMAP, "sitemap_index.xml", SitemapView(path=addresses.SITEMAP, entries=index))
    robots = RobotsView(path=addresses.ROBOTS, sitemap=base + addresses.SITEMAP)
    yield Page(addresses.ROBOTS, "robots.txt", robots)


def _is_empty_list(view: PageView) -> bool:
    return isinstance(view, ListView) and not view.count and not getattr(view, "predecessors", ())


def _part(view: PageView) -> str:
    if isinstance(view, ArticleView):
        return str(view.date.year) if view.date else "undated"
    return "pages"


def _entry(view: PageView) -> SitemapEntry:
    lastmod = ""
    if isinstance(view, ArticleView):
        changes = [view.date, view.updated, *(notice.date for notice in view.corrections)]
        lastmod = max((c.first_day.isoformat() for c in changes if c and c.day), default="")
    return SitemapEntry(view.canonical, lastmod, view.alternates)
