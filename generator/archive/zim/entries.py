"""Entries of a ZIM: which pages a reader suggests, under which title, and finds by which text."""

import re
from collections.abc import Mapping
from html import unescape

from msgspec import Struct

from generator import permalinks
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile
from generator.archive.media_types import media_type
from generator.archive.zim.search_text import document_text, search_text, short_words, suggested_title
from generator.plan.corpus import corpus

# Files that only a server needs. In a ZIM their links would lead nowhere.
_FOR_HOSTS = re.compile(
    "|".join(
        map(
            re.escape,
            (
                permalinks.NOT_FOUND,
                permalinks.ROBOTS,
                permalinks.REDIRECTS,
                permalinks.NGINX,
                permalinks.CADDY,
            ),
        )
    )
    + rf"|{re.escape(permalinks.APACHE)}|{re.escape(permalinks.APACHE_MAP)}|sitemap[a-z0-9-]*\.xml"
)
SUGGESTED = "suggested/"  # before the path of the page: redirects to it under another title
_HEAD = 20_000  # bytes, in which a page says what it is
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_NOINDEX = '<meta name="robots" content="noindex'


class FoundText(Struct, frozen=True):
    """The words by which a page is found: those of its title, and all."""

    title: str
    all: str


class Entry(Struct, frozen=True):
    """A file of a ZIM. `title` is empty if readers do not suggest it, `found` None if no search finds it."""

    file: CopyFile
    media: str
    title: str = ""
    found: FoundText | None = None

    @property
    def suggested(self) -> str:
        """The title under which it is suggested to who types no accents; empty if that is no other."""
        return suggested_title(self.title)


def is_for_hosts(path: str) -> bool:
    """Whether a file of the output is only for servers or search engines."""
    return _FOR_HOSTS.fullmatch(path) is not None


class Entries:
    """Makes the entries of a site's files. The texts of articles are made one at a time."""

    def __init__(self, site: BuiltSite) -> None:
        self._corpus = corpus(site.ctx)
        cards = map(self._corpus.result_card, range(len(self._corpus.metas)))
        self._numbers: Mapping[str, int] = {card.path: number for number, card in enumerate(cards)}
        settings = site.ctx.settings
        self._endings = tuple(f" – {text.value}" for text in settings.name.texts)

    def of(self, file: CopyFile) -> Entry:
        """The entry of a file. Raises OSError if the disk fails."""
        media, number = media_type(file.path), self._numbers.get(file.path)
        if number is not None:
            title = self._corpus.result_card(number).title
            text = document_text(self._corpus.document(number))
            return Entry(file, media, short_words(title), FoundText(search_text(title), text))
        if media != "text/html" or file.path.startswith(f"{permalinks.STATIC}/"):
            return Entry(file, media)
        return Entry(file, media, self._page_title(file))

    def _page_title(self, file: CopyFile) -> str:
        """The title of a page that is no article, without the name of the site; empty if it is a helper."""
        head = next(file.pieces(_HEAD), b"")[:_HEAD].decode(errors="replace")
        found = None if _NOINDEX in head else _TITLE.search(head)
        title = " ".join(unescape(found[1]).split()) if found else ""
        own = next((title.removesuffix(end) for end in self._endings if title.endswith(end)), title)
        return short_words(own)
