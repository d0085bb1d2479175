"""Bodies: the links of a rendered body, filled in for the page that shows it."""

from html import escape

from generator import addresses
from generator.model import BodyLink, MediaFile, Translation
from generator.plan.desk import Desk, article_path


def body_html(desk: Desk, translation: Translation, root: str) -> str:
    """The body as HTML, its links leading from a page whose way to the root is `root`."""
    links = desk.archive.uses[translation.source_path].links
    parts = list(desk.archive.texts.body(translation.source_path))
    for at in range(1, len(parts), 2):
        parts[at] = _attributes(desk, links[int(parts[at])], root, translation.lang)
    return "".join(parts)


def targets_of(desk: Desk, translation: Translation) -> list[tuple[object, ...]]:
    """What the links of a body lead to at present."""
    return [
        _measures(desk.archive.media[link.target])
        if link.target in desk.archive.media
        else _target(desk, link, translation.lang)
        for link in desk.archive.uses[translation.source_path].links
    ]


def _measures(media: MediaFile) -> tuple[int, int]:
    return media.width, media.height


def _attributes(desk: Desk, link: BodyLink, root: str, lang: str) -> str:
    media = desk.archive.media.get(link.target)
    if link.image and media:
        return f'src="{root}{addresses.media(link.target)}" width="{media.width}" height="{media.height}"'
    fragment = f"#{escape(link.fragment)}" if link.fragment else ""
    if media:
        return f'href="{root}{addresses.media(link.target)}{fragment}"'
    target_lang, path = _target(desk, link, lang)
    hreflang = f' hreflang="{target_lang}"' if target_lang != lang else ""
    return f'href="{root}{path}{fragment}"{hreflang}'


def _target(desk: Desk, link: BodyLink, lang: str) -> tuple[str, str]:
    """Language and address of what a link leads to: the translation that the reader reads, if there is one.

    A link with a fragment stays with the file it names: the parts of a translation have other names.
    """
    article = desk.articles.get(link.target)
    if article is None or link.fragment:
        return desk.targets[link.target]
    translation = article.in_language(lang)
    return translation.lang, article_path(article, translation)
