"""Page sets: pages that have the same inputs and are planned and rendered together.

The inputs are named beside the pages: the articles shown, in their order, and other facts. So they can be
compared with those of the last build without planning the pages. What every page may show (the settings, the
names of provinces that have a page) is in each fingerprint.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.model.archive import Archive, Article
from generator.model.content import Media, MediaFile
from generator.model.fingerprints import fingerprint
from generator.model.views.output_page import Page
from generator.plan.context import PlanContext


class PageSet(Struct, frozen=True):
    """A set of pages with the same inputs, planned and rendered together.

    `pages()` plans them. The inputs are `articles`, in this order, and `extra_inputs`. If `articles` is None
    the inputs are unknown, and the set is planned in every build. `outputs` are the paths of its pages,
    for `khotin serve`. One that ends in a slash is a folder of pages. It is empty if the pages are found in
    another way (articles), or if only a whole build can know the paths.
    """

    name: str
    templates: tuple[str, ...]
    pages: Callable[[], Iterator[Page]]
    articles: Sequence[Article] | None = None
    extra_inputs: object = None
    outputs: tuple[str, ...] = ()


class Fingerprints(Struct, frozen=True):
    """Hashes from which the fingerprint of a page set is made.

    `common` is the hash of what every page may show. `of_article` has one fingerprint for each article's key.
    """

    common: str
    of_article: Mapping[str, str]

    def fingerprint(self, page_set: PageSet) -> str:
        """Hash of all inputs of a page set but its templates; empty if they are unknown."""
        if page_set.articles is None:
            return ""
        of_article = self.of_article
        articles = [of_article[article.key] for article in page_set.articles]
        return fingerprint((self.common, page_set.extra_inputs, articles))


def fingerprints(ctx: PlanContext) -> Fingerprints:
    """Hashes the inputs of all page sets."""
    views = {lang: site.view for lang, site in ctx.sites.items()}
    common = fingerprint(repr((ctx.settings, sorted(ctx.provinces_with_page), views)))
    of_article = {article.key: article_fingerprint(ctx.archive, article) for article in ctx.archive.articles}
    return Fingerprints(common, of_article)


def article_fingerprint(archive: Archive, article: Article) -> str:
    """Changes with the article's facts, and with the size or the widths of its media.

    The bodies are not in it.
    """
    facts = article.facts
    if not (facts.images or facts.cover or facts.video or facts.attachments):
        return archive.identities[article.key]
    media = (facts.cover, facts.video, *facts.images, *facts.attachments)
    return f"{archive.identities[article.key]}{[_media_facts(archive, each) for each in media if each]}"


def _media_facts(archive: Archive, media: Media) -> list[tuple[object, ...]]:
    files = (archive.media.get(path) for _, path in media.files())
    return [(file.size, file.seconds, file.pages, *picture_facts(file)) for file in files if file]


def picture_facts(file: MediaFile) -> tuple[object, ...]:
    """The facts of a picture that a page depends on: its size and its derivatives' widths."""
    return (file.width, file.height, *(each.width for each in file.derivatives))
