"""Listings: the sitemap's facts of a page, made when the page is planned."""

from generator.model.views import Listing, Page, PageView


def listed_page(view: PageView, template: str, part: str = "pages", changed: str = "") -> Page:
    """Page that stands in this part of the sitemap."""
    alternates = tuple((each.lang, each.url) for each in view.alternates)
    return Page(view.path, template, view, Listing(part, view.canonical, changed, alternates))
