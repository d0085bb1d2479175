"""Items: articles as lists show them; and pictures."""

from msgspec import msgpack

from generator import permalinks
from generator.images.resize import WIDTHS
from generator.model.archive import Article
from generator.model.content import MediaFile
from generator.model.values import Text
from generator.model.views.lists import Item, Titled
from generator.model.views.media import Picture, Source
from generator.plan.context import PlanContext
from generator.plan.localised import LocalisedArticle, LocalisedMedia


def item(ctx: PlanContext, article: Article, lang: str) -> Item:
    """The article as a list in this language shows it; always the same object."""
    made = ctx.items.get((article.key, lang))
    if made is None:
        made = ctx.items[article.key, lang] = _item(ctx, ctx.localised(article, lang))
    return made


def titled(article: Article, lang: str) -> Titled:
    """The article as another article leads to it."""
    translation, facts = article.in_language(lang), article.facts
    withdrawn = facts.withdrawn is not None
    return Titled(translation.title, translation.lang, translation.address, facts.date, withdrawn)


def titled_inputs(ctx: PlanContext, article: Article | None) -> bytes:
    """What `titled` depends on, in all languages, as bytes; none of it without an article."""
    if article is None:
        return b""
    known = ctx.titled_inputs.get(article.key)
    if known is None:
        facts = article.facts
        titles = [(each.lang, each.title, each.address) for each in article.translations]
        known = msgpack.encode((titles, article.original, facts.date, facts.withdrawn is not None))
        ctx.titled_inputs[article.key] = known
    return known


def _item(ctx: PlanContext, localised: LocalisedArticle) -> Item:
    facts, translation, section = localised.article.facts, localised.translation, localised.section
    return Item(
        title=translation.title,
        lang=translation.lang,
        path=translation.address,
        date=facts.date,
        provinces=localised.provinces,
        section=section.name.value,
        kind=section.kind,
        summary=translation.summary,
        cover=_cover(ctx, localised),
        withdrawn=facts.withdrawn is not None,
    )


def _cover(ctx: PlanContext, localised: LocalisedArticle) -> Picture | None:
    """The article's cover, else its first picture, else the still of its film."""
    media = localised.cover or next(iter(localised.images), None)
    if media:
        return picture(ctx, media)
    film = localised.video
    return _picture(ctx, film.poster, film.alt, film.caption, film.credit) if film and film.poster else None


def picture(ctx: PlanContext, media: LocalisedMedia) -> Picture:
    """A picture of an article."""
    return _picture(ctx, media.path, media.alt, media.caption, media.credit)


def poster(ctx: PlanContext, film: LocalisedMedia, lang: str) -> Picture | None:
    """The still of a film, without caption and credit; None if the film has no still."""
    if not film.poster:
        return None
    return _picture(ctx, film.poster, film.alt, Text("", lang), Text("", lang))


def _picture(ctx: PlanContext, path: str, alt: Text, caption: Text, credit: Text) -> Picture:
    file = ctx.archive.media[path]
    return Picture(
        permalinks.media(path), alt, caption, credit, file.width, file.height, picture_sources(file)
    )


def picture_sources(file: MediaFile) -> tuple[Source, ...]:
    """The files that may show a picture: its derivatives, and its own unless a derivative is as wide."""
    made = tuple(
        Source(permalinks.derivative(file.path, each.width), each.width) for each in file.derivatives
    )
    if made and made[-1].width >= min(file.width, WIDTHS[-1]):
        return made
    return (*made, Source(permalinks.media(file.path), file.width))
