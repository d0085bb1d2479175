"""Films and attached files of an article, as its page shows them."""

from pathlib import PurePosixPath

from generator import permalinks
from generator.model.values import Text
from generator.model.views.media import Attachment, Film
from generator.plan.context import PlanContext
from generator.plan.items import poster
from generator.plan.localised import LocalisedMedia


def film(ctx: PlanContext, media: LocalisedMedia, lang: str, original: str) -> Film:
    """A film of this site, or the address of a film elsewhere.

    Its subtitles are in the language `original` of the article.
    """
    return Film(
        permalinks.media(media.path) if media.path else "",
        media.url,
        media.caption,
        media.credit,
        poster(ctx, media, lang),
        ctx.archive.media[media.path].seconds if media.path else 0,
        permalinks.media(media.captions) if media.captions else "",
        original,
    )


def attachment(ctx: PlanContext, media: LocalisedMedia, lang: str) -> Attachment:
    """An attached file. Its title is the caption, or the file's name."""
    path = PurePosixPath(media.path)
    title = media.caption if media.caption.value else Text(path.name, lang)
    file = ctx.archive.media[media.path]
    kind = path.suffix.lstrip(".").upper()
    return Attachment(permalinks.media(media.path), title, kind, file.size, file.pages)
