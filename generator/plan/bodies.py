"""Bodies: where the links of a rendered body lead."""

from generator import permalinks
from generator.model.archive import Article, Translation
from generator.model.content import BodyLink
from generator.model.views.media import BodyLinkView, BodyPicture, BodyView
from generator.plan.context import PlanContext
from generator.plan.items import picture_sources
from generator.plan.page_sets import picture_facts


def body_view(ctx: PlanContext, translation: Translation) -> BodyView:
    """The body of a translation, with the targets of its links."""
    links = ctx.archive.uses[translation.source_path].links
    parts = ctx.archive.texts.body(translation.source_path)
    return BodyView(parts, tuple(_link_view(ctx, link, translation.lang) for link in links))


def targets_of(ctx: PlanContext, article: Article) -> list[tuple[object, ...]]:
    """The targets of the links in all its bodies, as input of a fingerprint."""
    media, uses = ctx.archive.media, ctx.archive.uses
    return [
        picture_facts(media[link.target])
        if link.target in media
        else (*_target(ctx, link, translation.lang), link.target in ctx.withdrawn)
        for translation in article.translations
        for link in uses[translation.source_path].links
    ]


def _link_view(ctx: PlanContext, link: BodyLink, lang: str) -> BodyLinkView | BodyPicture:
    file = ctx.archive.media.get(link.target)
    if file is None:
        target_lang, path, online = _target(ctx, link, lang)
        # A notice in place of a withdrawn article has no anchors.
        fragment = "" if link.target in ctx.withdrawn else link.fragment
        return BodyLinkView(path, fragment, target_lang if target_lang != lang else "", online)
    path = permalinks.media(file.path)
    if not link.image:
        return BodyLinkView(path, link.fragment)
    return BodyPicture(path, link.alt, file.width, file.height, picture_sources(file), link.within)


def _target(ctx: PlanContext, link: BodyLink, lang: str) -> tuple[str, str, bool]:
    """Language and path of the page that a link leads to: in the reader's language, if it exists.

    A link with a fragment leads to the file that it names, because translations have other fragments. The
    path is a URL, and the last value true, if the page is not in this part of the archive.
    """
    whole = ctx.archive.whole
    if whole and link.target in whole.elsewhere:
        there = whole.elsewhere[link.target]
        return there.lang, ctx.settings.base_url + there.address, True
    article = ctx.articles.get(link.target)
    page = link.target if article is None or link.fragment else article.in_language(lang).source_path
    return *ctx.targets[page], False
