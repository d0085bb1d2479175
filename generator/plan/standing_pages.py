"""Standing pages: pages that belong to no section."""

from collections.abc import Iterator
from functools import partial

from generator import permalinks
from generator.model.archive import StandingPage, Translation
from generator.model.values import Text
from generator.model.views.article import StandingView
from generator.model.views.output_page import Page
from generator.model.views.page import Link, Own
from generator.plan.bodies import body_view
from generator.plan.context import PlanContext
from generator.plan.frame import frame_of
from generator.plan.listings import listed_page
from generator.plan.outdated import outdated
from generator.plan.page_sets import PageSet


def standing_page_set(ctx: PlanContext) -> PageSet:
    """All standing pages: there are few, and every page of the site links to each."""
    outputs = tuple(t.address for page in ctx.archive.standing_pages for t in page.translations)
    return PageSet("standing pages", ("standing.html",), partial(_standing_pages, ctx), outputs=outputs)


def _standing_pages(ctx: PlanContext) -> Iterator[Page]:
    for page in ctx.archive.standing_pages:
        for translation in page.translations:
            yield _standing_page(ctx, page, translation)


def _standing_page(ctx: PlanContext, page: StandingPage, translation: Translation) -> Page:
    lang = translation.lang
    paths = {t.lang: t.address for t in page.translations}
    original = page.translations[0]
    crumbs = (Link(Own.HOME, permalinks.home(lang), own=True),)
    common = frame_of(ctx, lang, paths, original.lang, Text(translation.title, lang), crumbs)
    view = StandingView(
        **(common | {"description": translation.summary}),
        body=body_view(ctx, translation),
        body_lang=lang,
        outdated=outdated(ctx, page, translation, original, None),
    )
    return listed_page(view, "standing.html")
