"""Pages at addresses that lead elsewhere or have nothing any more; the root page."""

from msgspec import Struct

from generator.model.values import PartialDate, Text
from generator.model.views.page import Alternate, PageView, SiteView


class GoneNotice(Struct, frozen=True, array_like=True):
    """Why an article is gone, in one language.

    It was withdrawn on this day. If reason and authority are None, it expired on this day.
    """

    lang: str
    date: PartialDate
    reason: Text | None = None
    authority: Text | None = None


class GoneView(PageView, frozen=True, array_like=True, kw_only=True):
    """The page in place of an article that was withdrawn or has expired.

    `old` are its old addresses, as its tombstone spells them.
    """

    notices: tuple[GoneNotice, ...]
    old: tuple[str, ...]


class StubView(Struct, frozen=True, array_like=True, kw_only=True):
    """The page at an old address, which leads to the path `target`.

    The title is empty if the target is a list, an index or a feed.
    """

    lang: str
    path: str
    root: str
    target: str
    canonical: str
    title: Text


class Welcome(Struct, frozen=True, array_like=True):
    """The part of the root page or the 404 page in one language."""

    lang: str
    name: str
    description: str
    site: SiteView


class WelcomeView(Struct, frozen=True, array_like=True, kw_only=True):
    """The root page or the 404 page.

    `root` of the 404 page is the path of the base URL.
    """

    lang: str
    path: str
    root: str
    canonical: str
    alternates: tuple[Alternate, ...]
    welcomes: tuple[Welcome, ...]
