"""Articles, and the archive of all articles that the site shows."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from msgspec import Struct

from generator.model.content import (
    Alias,
    ArticleSource,
    Author,
    BodyParts,
    Comment,
    Correction,
    Media,
    MediaFile,
    Poll,
    Revision,
    SpoolPlace,
    Uses,
    Withdrawal,
)
from generator.model.ledger import Ledger
from generator.model.problem import Problem, Suppression
from generator.model.settings import Settings
from generator.model.values import LocalText, PartialDate, Text


class Translation(Struct, frozen=True, array_like=True, gc=False):
    """An article or standing page in one language, without its body.

    `Texts` has the body under `source_path`. `address` is the page's path in the output. `aliases` are old
    addresses that redirect to it. `outdated`: the original has changed since the translation was made.
    """

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


class ProvinceRef(Struct, frozen=True, array_like=True, gc=False):
    """A province that an article names.

    `slug` is the page of that name. `unit` is the administrative unit, or None if the date does not determine
    it.
    """

    slug: str
    unit: str | None


class Facts(Struct, frozen=True, array_like=True, gc=False):
    """Facts of an article that hold in every language."""

    date: PartialDate | None = None
    authors: tuple[Author, ...] = ()
    provinces: tuple[ProvinceRef, ...] = ()
    review: tuple[str, ...] = ()
    updated: PartialDate | None = None
    tags: tuple[str, ...] = ()
    series: LocalText = LocalText()
    publisher: LocalText = LocalText()
    source: ArticleSource | None = None
    cover: Media | None = None
    images: tuple[Media, ...] = ()
    video: Media | None = None
    attachments: tuple[Media, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    comments: tuple[Comment, ...] = ()
    poll: Poll | None = None
    views: int | None = None
    layout: str = ""


class Article(Struct, frozen=True, array_like=True, gc=False):
    """One news item. Its `key`, the path under content/ without suffixes, identifies it."""

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
        originals = (each for each in self.translations if each.lang == self.original)
        return next(originals, self.translations[0])  # a part in one language may lack the original


class StandingPage(Struct, frozen=True, array_like=True):
    """A page that belongs to no section, such as about or contact."""

    key: str
    translations: tuple[Translation, ...]


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """The merged files of one article or standing page.

    `digests` are the SHA-256 of all its files by path, and `bodies` the places of their bodies in the cache.
    `identity` is a hash of the article alone. Drafts and scheduled articles are entries too.
    """

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
    bodies: tuple[tuple[str, SpoolPlace], ...] = ()


class Texts(Protocol):
    """Access to the texts that are too long to keep in memory all at once.

    Worker processes inherit it.
    """

    def body(self, source_path: str) -> BodyParts:
        """The body of a source file."""

    def attached(self, path: str) -> str:
        """The text of an attached file."""


class Sources(Struct, frozen=True):
    """Everything that was read.

    `media` are the media files in use, by path. `refused` are the paths of unusable media. `attached` are
    hashes of the attached texts, by path. `texts` gives access to the long texts.
    """

    entries: tuple[Entry, ...]
    media: Mapping[str, MediaFile]
    refused: frozenset[str]
    attached: Mapping[str, str]
    texts: Texts
    ledger: Ledger = Ledger()


class Redirect(Struct, frozen=True):
    """An old address that redirects to a page.

    `source` is the file that names the old address. `target` and `title` are those of the page.
    """

    alias: Alias
    source: str
    target: str
    title: Text


class Expired(Struct, frozen=True):
    """A released article whose expiry date has passed.

    `since` is that date. `media` are the media files that it used.
    """

    article: Article
    since: PartialDate
    media: frozenset[str]


class Withdrawn(Struct, frozen=True):
    """A withdrawn article whose text is gone: a notice stands at its addresses.

    `article` has its addresses and its withdrawal, and nothing else that it said. `media` are the files that
    it alone used, deleted ones too. `uses` are the references of its files.
    """

    article: Article
    media: frozenset[str]
    uses: tuple[Uses, ...]

    @property
    def withdrawal(self) -> Withdrawal:
        """When, why and by whom it was withdrawn."""
        assert self.article.facts.withdrawn is not None
        return self.article.facts.withdrawn


class Part(Struct, frozen=True):
    """A part of an archive: the articles that meet every condition. An empty condition is met by all.

    `provinces` are slugs, `years` the first and the last year, `sections` keys.
    """

    provinces: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Part()


class Whole(Struct, frozen=True):
    """What a part of an archive knows of the whole: the number of its articles, and the rest of its texts.

    `elsewhere` are the translations that the part lacks, by source path. `originals` are the lacking
    originals of its articles and standing pages, by key.
    """

    part: Part
    articles: int
    elsewhere: Mapping[str, Translation]
    originals: Mapping[str, Translation]


class Archive(Struct, frozen=True):
    """Everything that the site shows on its build date, newest article first.

    `identities` are hashes of the articles without bodies, by key. `digests` are hashes of the Markdown
    files, and `attached` of attached texts, by path. `redirects` are all old addresses that lead to a page.
    `whole` is None unless this is a part of an archive.
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
    withdrawn: tuple[Withdrawn, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    whole: Whole | None = None
