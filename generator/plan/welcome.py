"""The pages for all languages at once: the root page, and the page for missing files."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from generator import permalinks
from generator.model.views.addresses import Welcome, WelcomeView
from generator.model.views.output_page import Page
from generator.model.views.page import Alternate
from generator.plan.context import PlanContext
from generator.plan.page_sets import PageSet


def welcome_page_set(ctx: PlanContext) -> PageSet:
    """The root page, and the page that a host shows for a missing file."""
    return PageSet(
        name="welcome",
        templates=("welcome.html", "not_found.html"),
        pages=partial(_pages, ctx),
        articles=(),
        extra_inputs=(),
        outputs=(permalinks.ROOT, permalinks.NOT_FOUND),
    )


def _pages(ctx: PlanContext) -> Iterator[Page]:
    # A host shows the 404 page at any address, so that relative links would lead nowhere.
    base_path = urlsplit(ctx.settings.base_url).path
    yield Page(permalinks.ROOT, "welcome.html", _view(ctx, permalinks.ROOT, ""))
    yield Page(permalinks.NOT_FOUND, "not_found.html", _view(ctx, permalinks.NOT_FOUND, base_path))


def _view(ctx: PlanContext, path: str, root: str) -> WelcomeView:
    base = ctx.settings.base_url
    homes = tuple(Alternate(lang, base + permalinks.home(lang)) for lang in ctx.settings.languages)
    return WelcomeView(
        lang=ctx.settings.default_language,
        path=path,
        root=root,
        canonical=base,
        alternates=(*homes, Alternate("x-default", base)) if len(homes) > 1 else (),
        welcomes=tuple(
            Welcome(lang, site.view.name.value, site.view.description.value, site.view)
            for lang, site in ctx.sites.items()
        ),
    )
