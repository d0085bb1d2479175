"""Planning: from the archive to the pages of the site, in sheaves of what is made of the same things."""

from collections.abc import Iterator

from generator.plan.articles import article_sheaves, standing_sheaf
from generator.plan.context import Desk
from generator.plan.feeds import feed_sheaves
from generator.plan.indexes import index_sheaves
from generator.plan.page_sets import Sheaf
from generator.plan.provinces import province_sheaves
from generator.plan.taxonomy_lists import shelf_sheaves
from generator.plan.time_lists import time_sheaves


def plan(desk: Desk) -> Iterator[Sheaf]:
    """All pages but the sitemap, which is of these, and the search pages, in an order that depends on the
    archive alone: the largest sheaves first, so that no worker is left with one at the end."""
    yield from shared_sheaves(desk)
    yield from article_sheaves(desk)


def shared_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """All pages of `plan` but those of single articles."""
    yield from own_sheaves(desk)
    yield standing_sheaf(desk)


def own_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The pages that the archive makes by itself: no file of the content has chosen their addresses."""
    yield from index_sheaves(desk)
    yield from time_sheaves(desk)
    yield from province_sheaves(desk)
    yield from shelf_sheaves(desk)
    yield from feed_sheaves(desk)
