"""The sitemap: an index, one part for each year of articles, one for all other pages; and robots.txt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from generator import permalinks
from generator.model.views import (
    Alternate,
    ArticleView,
    ListView,
    Page,
    PageView,
    RobotsView,
    SitemapEntry,
    SitemapView,
    View,
)
from generator.plan.context import PlanContext
from generator.plan.page_sets import PageSet


class Listing(Struct, frozen=True, order=True, array_like=True, gc=False):
    """What the sitemap says of a page: its part, its address, its last change, (hreflang, address) of its
    equivalents."""

    part: str
    url: str
    changed: str
    alternates: tuple[tuple[str, str], ...]


def listing(view: View) -> Listing | None:
    """The listing of a page; None of an empty list and of whatever is not HTML."""
    if not isinstance(view, PageView) or _is_empty_list(view):
        return None
    alternates = tuple((each.lang, each.url) for each in view.alternates)
    return Listing(_part(view), view.canonical, _last_change(view), alternates)


def sitemap_page_sets(ctx: PlanContext, listings: Iterable[Listing]) -> Iterator[PageSet]:
    """The sitemap of all pages but the search pages."""
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


def _is_empty_list(view: PageView) -> bool:
    return isinstance(view, ListView) and not view.count and not getattr(view, "predecessors", ())


def _part(view: PageView) -> str:
    if isinstance(view, ArticleView):
        return str(view.date.year) if view.date else "undated"
    return "pages"


def _last_change(view: PageView) -> str:
    if not isinstance(view, ArticleView):
        return ""
    changes = [view.date, view.updated, *(notice.date for notice in view.corrections)]
    return max((change.first_day.isoformat() for change in changes if change and change.day), default="")
