"""A file of the output, with its template and its view."""

from msgspec import Struct

from generator.model.views.addresses import StubView, WelcomeView
from generator.model.views.data import DataFileView
from generator.model.views.files import FeedView, OldFileView, RobotsView, RulesView, ScriptView, SitemapView
from generator.model.views.page import PageView
from generator.model.views.provinces import LineFile

View = (
    PageView
    | WelcomeView
    | StubView
    | FeedView
    | LineFile
    | SitemapView
    | RobotsView
    | RulesView
    | OldFileView
    | DataFileView
    | ScriptView
)


class Listing(Struct, frozen=True, order=True, array_like=True, gc=False):
    """A page's line in the sitemap.

    `part` names the sitemap's file. `changed` is the day of the last change, or empty. `alternates` are pairs
    of hreflang and URL.
    """

    part: str
    url: str
    changed: str
    alternates: tuple[tuple[str, str], ...]


class Page(Struct, frozen=True, array_like=True):
    """One file of the output: its path, template and view; its listing, or None if the sitemap omits it."""

    path: str
    template: str
    view: View
    listing: Listing | None = None
