"""Planning: from the archive to the pages of the site, in sheaves of what is made of the same things."""

from collections.abc import Iterator

from generator.plan.articles import article_page_sets
from generator.plan.context import PlanContext
from generator.plan.feeds import feed_page_sets
from generator.plan.indexes import index_page_sets
from generator.plan.page_sets import PageSet
from generator.plan.provinces import province_page_sets
from generator.plan.standing_pages import standing_page_set
from generator.plan.taxonomy_lists import taxonomy_page_sets
from generator.plan.time_lists import time_page_sets


def plan(ctx: PlanContext) -> Iterator[PageSet]:
    """All pages but the sitemap, which is of these, and the search pages, in an order that depends on the
    archive alone: the largest sheaves first, so that no worker is left with one at the end."""
    yield from shared_page_sets(ctx)
    yield from article_page_sets(ctx)


def shared_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """All pages of `plan` but those of single articles."""
    yield from own_page_sets(ctx)
    yield standing_page_set(ctx)


def own_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The pages that the archive makes by itself: no file of the content has chosen their addresses."""
    yield from index_page_sets(ctx)
    yield from time_page_sets(ctx)
    yield from province_page_sets(ctx)
    yield from taxonomy_page_sets(ctx)
    yield from feed_page_sets(ctx)
