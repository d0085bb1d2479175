"""Outdated translations: translations whose original has changed since."""

from generator.model.archive import Article, StandingPage, Translation
from generator.model.values import PartialDate
from generator.model.views.article import Outdated
from generator.model.views.page import Link
from generator.plan.context import PlanContext


def outdated(
    ctx: PlanContext,
    page: Article | StandingPage,
    translation: Translation,
    original: Translation,
    changed: PartialDate | None,
) -> Outdated | None:
    """The notice for readers of a translation of a page; None if it is up to date.

    `changed` is the day on which the original last changed, if it is known.
    """
    if not translation.outdated:
        return None
    lacking = ctx.archive.whole.originals.get(page.key) if ctx.archive.whole else None
    path = ctx.settings.base_url + lacking.address if lacking else original.address
    shown = lacking or original
    made_from = translation.translated_from
    link = Link(shown.title, path, shown.lang)
    return Outdated(link, made_from.date if made_from else None, changed, lacking is not None)
