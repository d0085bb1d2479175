"""Bodies: the links of a rendered body, filled in for the page that shows it."""

from html import escape
from pathlib import PurePosixPath

from generator import permalinks
from generator.model.archive import Translation
from generator.model.content import BodyLink, MediaFile
from generator.plan.context import PlanContext
from generator.plan.items import picture_sources
from generator.plan.page_sets import picture_facts

_MEASURE = 616  # pixels: the widest that running text gets


def body_html(ctx: PlanContext, translation: Translation, root: str) -> str:
    """The body as HTML, its links leading from a page whose way to the root is `root`."""
    links = ctx.archive.uses[translation.source_path].links
    parts = list(ctx.archive.texts.body(translation.source_path))
    for at in range(1, len(parts), 2):
        parts[at] = _attributes(ctx, links[int(parts[at])], root, translation.lang)
    return "".join(parts)


def targets_of(ctx: PlanContext, translation: Translation) -> list[tuple[object, ...]]:
    """What the links of a body lead to at present."""
    return [
        picture_facts(ctx.archive.media[link.target])
        if link.target in ctx.archive.media
        else _target(ctx, link, translation.lang)
        for link in ctx.archive.uses[translation.source_path].links
    ]


def _attributes(ctx: PlanContext, link: BodyLink, root: str, lang: str) -> str:
    media = ctx.archive.media.get(link.target)
    if link.image and media:
        return _picture(link, media, root)
    fragment = f"#{escape(link.fragment)}" if link.fragment else ""
    if media:
        return f'href="{root}{permalinks.media(link.target)}{fragment}"'
    target_lang, path = _target(ctx, link, lang)
    hreflang = f' hreflang="{target_lang}"' if target_lang != lang else ""
    return f'href="{root}{path}{fragment}"{hreflang}'


def _picture(link: BodyLink, file: MediaFile, root: str) -> str:
    """The picture in the sizes that the text's width asks for; one that is larger is behind a link."""
    own, sources = permalinks.media(file.path), picture_sources(file)
    sizes = (
        f"{file.width}px" if file.width < _MEASURE else f"(min-width: {_MEASURE + 60}px) {_MEASURE}px, 100vw"
    )
    shown = ", ".join(f"{root}{source.path} {source.width}w" for source in sources)
    srcset = f' srcset="{shown}" sizes="{sizes}"' if len(sources) > 1 else ""
    image = (
        f'<img src="{root}{sources[-1].path}"{srcset} alt="{escape(link.alt)}" width="{file.width}" '
        f'height="{file.height}" loading="lazy" decoding="async">'
    )
    if link.within or sources[-1].path == own:
        return image
    name = "" if link.alt else f' aria-label="{PurePosixPath(own).name}"'
    return f'<a href="{root}{own}"{name}>{image}</a>'


def _target(ctx: PlanContext, link: BodyLink, lang: str) -> tuple[str, str]:
    """Language and address of what a link leads to: the translation that the reader reads, if there is one.

    A link with a fragment stays with the file it names: the parts of a translation have other names.
    """
    article = ctx.articles.get(link.target)
    if article is None or link.fragment:
        return ctx.targets[link.target]
    return ctx.targets[article.in_language(lang).source_path]
