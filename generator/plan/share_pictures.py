"""Which picture stands beside a link to an article on other sites."""

from generator import permalinks
from generator.images.share_picture import NARROWEST, share_size
from generator.model.archive import Archive, Article
from generator.model.content import MediaFile
from generator.model.views.media import SharePicture
from generator.plan.context import PlanContext
from generator.plan.localised import LocalisedArticle


def shared_media(archive: Archive, article: Article) -> MediaFile | None:
    """The picture to make it of: the cover, else the first picture, else the still of the film.

    None if there is none that is whole and wide enough, or if the article was withdrawn.
    """
    facts = article.facts
    media = facts.cover or next(iter(facts.images), None)
    path = media.path if media else facts.video.poster if facts.video else ""
    file = archive.media.get(path)
    whole = file and file.derivatives  # of a damaged or moving picture none are made
    if not file or not whole or facts.withdrawn:
        return None
    return file if share_size(file.width, file.height)[0] >= NARROWEST else None


def share_path(article: Article, file: MediaFile) -> str:
    """The path of the share picture of an article."""
    return permalinks.share_picture(file.path, article.facts.date.year if article.facts.date else 0)


def share_picture(ctx: PlanContext, localised: LocalisedArticle) -> SharePicture | None:
    """The share picture of an article, as its page names it."""
    article = localised.article
    file = shared_media(ctx.archive, article)
    if file is None:
        return None
    width, height = share_size(file.width, file.height)
    words = localised.cover or next(iter(localised.images), None) or localised.video
    url = ctx.settings.base_url + share_path(article, file)
    return SharePicture(url, width, height, words.alt.value if words else "")
