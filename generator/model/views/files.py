"""Files that are no pages: feeds, sitemaps, rules of servers, scripts."""

from msgspec import Struct

from generator.model.views.page import Alternate


class ScriptView(Struct, frozen=True, array_like=True, kw_only=True):
    """A script of the search. It may have texts in all languages."""

    path: str
    languages: tuple[str, ...]


class FeedEntry(Struct, frozen=True, array_like=True):
    """An article in a feed."""

    title: str
    lang: str
    url: str
    id: str
    published: str  # RFC 3339
    updated: str
    authors: tuple[str, ...]
    summary: str
    categories: tuple[str, ...]


class FeedView(Struct, frozen=True, array_like=True, kw_only=True):
    """An Atom feed (RFC 4287)."""

    lang: str
    path: str
    id: str
    title: str
    subtitle: str
    url: str
    page_url: str
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


class SitemapEntry(Struct, frozen=True, array_like=True):
    """A page in the sitemap, or a part of the sitemap in its index."""

    url: str
    lastmod: str = ""
    alternates: tuple[Alternate, ...] = ()


class SitemapView(Struct, frozen=True, array_like=True, kw_only=True):
    """A part of the sitemap (sitemaps.org 0.9), or the index of its parts."""

    path: str
    entries: tuple[SitemapEntry, ...]


class RobotsView(Struct, frozen=True, array_like=True, kw_only=True):
    """robots.txt, with the URL of the sitemap."""

    path: str
    sitemap: str


class RulesView(Struct, frozen=True, array_like=True, kw_only=True):
    """A file of redirect rules for a server. `longest` is the length of the longest line in bytes."""

    path: str
    lines: tuple[str, ...]
    longest: int


class OldFileView(Struct, frozen=True, array_like=True, kw_only=True):
    """A file in which the page of old addresses looks up an address. `content` is JSON."""

    path: str
    name: str
    content: str
