"""Articles, and the archive of all of them that the site shows."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from msgspec import Struct

from generator.model.content import (
    Alias,
    Author,
    BodyParts,
    Comment,
    Correction,
    Media,
    MediaFile,
    Origin,
    Poll,
    Revision,
    Uses,
    Withdrawal,
)
from generator.model.ledger import Ledger
from generator.model.problem import Problem, Suppression
from generator.model.settings import Settings
from generator.model.values import LocalText, PartialDate, Text


class Translation(Struct, frozen=True, gc=False):
    """An article or page in one language: its texts but for the body, which `Texts` has under its source's
    path; its address and the old addresses that lead to it. `outdated`: its original has changed since."""

    lang: str
    source_path: str
    title: str
    summary: str
    slug: str
    address: str
    aliases: tuple[Alias, ...] = ()
    translator: str = ""
    translated_from: Revision | None = None
    outdated: bool = False


class ProvinceRef(Struct, frozen=True, gc=False):
    """The province that an article names: the page of that name and, where the date tells, the unit."""

    slug: str
    unit: str | None


class Facts(Struct, frozen=True, gc=False):
    """What is true of an article in every language."""

    date: PartialDate | None = None
    authors: tuple[Author, ...] = ()
    provinces: tuple[ProvinceRef, ...] = ()
    review: tuple[str, ...] = ()
    updated: PartialDate | None = None
    tags: tuple[str, ...] = ()
    publisher: LocalText = LocalText()
    source: Origin | None = None
    cover: Media | None = None
    images: tuple[Media, ...] = ()
    video: Media | None = None
    attachments: tuple[Media, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    comments: tuple[Comment, ...] = ()
    poll: Poll | None = None
    views: int | None = None


class Article(Struct, frozen=True, gc=False):
    """One news item; `key` is its path under content/ without suffixes, its identity."""

    key: str
    section: str
    original: str
    facts: Facts
    translations: tuple[Translation, ...]

    def in_language(self, lang: str) -> Translation:
        """The translation into this language, else the original."""
        for translation in self.translations:
            if translation.lang == lang:
                return translation
        return next(each for each in self.translations if each.lang == self.original)


class StandingPage(Struct, frozen=True):
    """A page that belongs to no section: about, accessibility, contact."""

    key: str
    translations: tuple[Translation, ...]


class Entry(Struct, frozen=True, gc=False):
    """What the files of one article (or standing page) say together, before the archive decides what is
    shown; `digests` are the SHA-256 of all its files by path, `identity` the digest of the article alone."""

    key: str
    digests: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...] = ()
    article: Article | None = None
    page: StandingPage | None = None
    draft: bool = False
    publish: PartialDate | None = None
    expires: PartialDate | None = None
    uses: tuple[Uses, ...] = ()
    identity: str = ""
    suppressions: tuple[Suppression, ...] = ()


class Texts(Protocol):
    """The texts that are too long to be held all at once. Worker processes take it along."""

    def body(self, source_path: str) -> BodyParts:
        """The body of a source file."""

    def attached(self, path: str) -> str:
        """The text of an attached file."""


class Sources(Struct, frozen=True):
    """All that was read: the entries, the media that they use by path, those refused, the digests of the
    attached texts by path, and the long texts themselves."""

    entries: tuple[Entry, ...]
    media: Mapping[str, MediaFile]
    refused: frozenset[str]
    attached: Mapping[str, str]
    texts: Texts
    ledger: Ledger = Ledger()


class Redirect(Struct, frozen=True):
    """An old address that leads to a page of the archive: the file that says so, the page's address, what the
    page is called."""

    alias: Alias
    source: str
    target: str
    title: Text


class Expired(Struct, frozen=True):
    """An article that was released and whose time is over: since when, and the media that went with it."""

    article: Article
    since: PartialDate
    media: frozenset[str]


class Archive(Struct, frozen=True):
    """Everything that the site can show on its build date, newest article first.

    `identities` has by key what changes when an article does, but for its bodies; `digests` has those of the
    Markdown files, `attached` those of attached texts, by path. `redirects` are all old addresses that lead
    to something.
    """

    settings: Settings
    articles: tuple[Article, ...]
    standing_pages: tuple[StandingPage, ...]
    media: Mapping[str, MediaFile]  # by path from the site's folder
    uses: Mapping[str, Uses]  # of the files shown, by path
    identities: Mapping[str, str]
    digests: Mapping[str, str]
    attached: Mapping[str, str]
    texts: Texts
    build_date: date
    ledger: Ledger = Ledger()
    expired: tuple[Expired, ...] = ()
    redirects: tuple[Redirect, ...] = ()
