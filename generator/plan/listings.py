"""Listings: the sitemap's facts of a page, made when the page is planned."""

from generator.model.archive import Facts
from generator.model.values import PartialDate
from generator.model.views.output_page import Listing, Page
from generator.model.views.page import PageView


def listed_page(view: PageView, template: str, part: str = "pages", changed: str = "") -> Page:
    """Page that stands in this part of the sitemap."""
    alternates = tuple((each.lang, each.url) for each in view.alternates)
    return Page(view.path, template, view, Listing(part, view.canonical, changed, alternates))


def last_modified(facts: Facts) -> PartialDate | None:
    """The last change or correction of an article, or None."""
    changes = (facts.updated, *(each.date for each in facts.corrections))
    return max(filter(None, changes), key=lambda change: change.first_day, default=None)


def last_change(facts: Facts) -> str:
    """The last day on which an article changed, in ISO 8601; empty if no day is known."""
    changes = (facts.date, facts.updated, *(each.date for each in facts.corrections))
    return max((change.first_day.isoformat() for change in changes if change and change.day), default="")
