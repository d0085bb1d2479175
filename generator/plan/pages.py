"""The pages of the site, in page sets."""

from collections.abc import Iterator

from generator.plan.articles import article_page_sets
from generator.plan.context import PlanContext
from generator.plan.corrections import correction_page_sets
from generator.plan.days import day_page_sets
from generator.plan.feeds import feed_page_sets
from generator.plan.gaps import gap_page_set
from generator.plan.gone import withdrawn_page_sets
from generator.plan.indexes import index_page_sets
from generator.plan.page_sets import PageSet
from generator.plan.provinces import province_page_sets
from generator.plan.series import series_page_sets
from generator.plan.standing_pages import standing_page_set
from generator.plan.statistics import statistics_page_set
from generator.plan.taxonomy_lists import taxonomy_page_sets
from generator.plan.time_lists import time_page_sets


def plan(ctx: PlanContext) -> Iterator[PageSet]:
    """All page sets but those of sitemaps, redirects and search pages.

    The order is the same for the same archive. The largest sets come first, so that no worker gets one of
    them last.
    """
    yield from shared_page_sets(ctx)
    yield from article_page_sets(ctx)


def shared_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """All pages of `plan` but article pages."""
    yield from own_page_sets(ctx)
    yield standing_page_set(ctx)
    yield from withdrawn_page_sets(ctx)
    if ctx.settings.publishes_data:
        from generator.plan.dataset.pages import data_page_sets  # few sites ask for it

        yield from data_page_sets(ctx)


def own_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The pages of lists, indexes and feeds. No file of the content chooses their addresses."""
    yield from index_page_sets(ctx)
    yield from time_page_sets(ctx)
    yield from province_page_sets(ctx)
    yield from taxonomy_page_sets(ctx)
    yield from series_page_sets(ctx)
    yield from day_page_sets(ctx)
    yield from feed_page_sets(ctx)
    yield statistics_page_set(ctx)
    yield gap_page_set(ctx)
    yield from correction_page_sets(ctx)
