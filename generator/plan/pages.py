"""Planning: from the archive to the pages of the site, each with its view."""

from collections.abc import Iterator

from generator.plan.articles import article_pages, standing_pages
from generator.plan.desk import Desk
from generator.plan.feeds import feed_pages
from generator.plan.indexes import index_pages, welcome_pages
from generator.plan.provinces import province_pages
from generator.plan.shelf_lists import shelf_pages
from generator.plan.sitemaps import sitemap_pages
from generator.plan.time_lists import time_pages
from generator.views import Page


def plan(desk: Desk) -> tuple[Page, ...]:
    """Every page of the site but the search pages, in an order that depends on the archive alone."""
    archive = desk.archive
    pages = [*welcome_pages(desk), *article_pages(desk), *standing_pages(desk)]
    for lang in archive.settings.languages:
        pages += _pages_of(desk, lang)
    return (*pages, *sitemap_pages(desk, pages))


def _pages_of(desk: Desk, lang: str) -> Iterator[Page]:
    yield from index_pages(desk, lang)
    yield from time_pages(desk, lang)
    yield from shelf_pages(desk, lang)
    yield from province_pages(desk, lang)
    yield from feed_pages(desk, lang)
