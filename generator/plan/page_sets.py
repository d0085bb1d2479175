"""Sheaves: pages that are planned together, because they are made of the same things.

What a sheaf's pages are made of is said beside them, so that it can be compared with the last build's without
planning them: the articles that they show, in their order, and facts. What every page may look at (the
settings, the names of provinces that have a page) is in the fingerprint of each.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, msgpack

from generator.model.archive import Archive, Article
from generator.model.content import Media, MediaFile
from generator.model.views import Page
from generator.plan.context import PlanContext


class PageSet(Struct, frozen=True):
    """Pages in the making: `pages` plans them. Without `articles` and `facts` (None) there is no telling
    whether they would be others than before.

    `places` are where the pages stand: their addresses, or folders (which end in a slash) for more of them;
    none where only a whole build can say that.
    """

    name: str
    templates: tuple[str, ...]
    pages: Callable[[], Iterator[Page]]
    articles: Sequence[Article] | None = None
    facts: object = None
    places: tuple[str, ...] = ()


class Fingerprints(Struct, frozen=True):
    """What the fingerprints of sheaves are made of: `common` is in each, `marks` has one for each article."""

    common: bytes
    marks: Mapping[str, str]

    def fingerprint(self, page_set: PageSet) -> str:
        """Another one whenever the sheaf's pages may be others; empty where there is no telling."""
        if page_set.articles is None:
            return ""
        marks = self.marks
        content = msgpack.encode((page_set.facts, [marks[article.key] for article in page_set.articles]))
        return hashlib.blake2b(content, key=self.common, digest_size=12).hexdigest()


def fingerprints(ctx: PlanContext) -> Fingerprints:
    common = repr((ctx.settings, sorted(ctx.provinces_with_page), ctx.sites)).encode()
    marks = {article.key: article_fingerprint(ctx.archive, article) for article in ctx.archive.articles}
    return Fingerprints(hashlib.blake2b(common, digest_size=32).digest(), marks)


def article_fingerprint(archive: Archive, article: Article) -> str:
    """Another one whenever the article is, its bodies left aside, or one of its pictures and files."""
    facts = article.facts
    if not (facts.images or facts.cover or facts.video or facts.attachments):
        return archive.identities[article.key]
    media = (facts.cover, facts.video, *facts.images, *facts.attachments)
    return f"{archive.identities[article.key]}{[_size(archive, each) for each in media if each]}"


def _size(archive: Archive, media: Media) -> list[tuple[object, ...]]:
    files = (archive.media.get(path) for path in (media.path, media.poster) if path)
    return [(file.size, *picture_facts(file)) for file in files if file]


def picture_facts(file: MediaFile) -> tuple[object, ...]:
    """What a page says of a picture beside its address."""
    return (file.width, file.height, *(each.width for each in file.derivatives))
