"""The pages that lead to all others: welcome, home, indexes of sections, authors and tags, site map, 404."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlsplit

from generator import permalinks
from generator.model.settings import Kind, Section
from generator.model.values import Text
from generator.model.views import (
    Alternate,
    Counted,
    HomeView,
    Own,
    Page,
    PageView,
    SearchView,
    SectionsView,
    SectionTeaser,
    SiteMapView,
    Welcome,
    WelcomeView,
)
from generator.plan.alphabet import authors_page, tags_page
from generator.plan.context import PlanContext
from generator.plan.frame import PathIn, frame, page_per_language
from generator.plan.items import item
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet
from generator.plan.provinces import provinces_counted
from generator.plan.time_lists import years_counted

LATEST = 8
TEASED = 4


def index_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The few pages that any article may change, and those that none does."""
    yield PageSet(
        name="welcome",
        templates=("welcome.html", "not_found.html"),
        pages=partial(_welcome_pages, ctx),
        articles=(),
        extra_inputs=(),
        outputs=(permalinks.ROOT, permalinks.NOT_FOUND),
    )
    yield PageSet(
        name="old address",
        templates=("old_address.html",),
        pages=partial(page_per_language, ctx, _old_address),
        articles=(),
        extra_inputs=(),
        outputs=tuple(map(permalinks.old_address, ctx.settings.languages)),
    )
    yield _index_page_set(ctx, "home", "home.html", _home, permalinks.home)
    yield _index_page_set(ctx, "sections", "sections.html", _sections, permalinks.sections)
    yield _index_page_set(ctx, "authors", "alphabet.html", authors_page, permalinks.authors)
    yield _index_page_set(ctx, "tags", "alphabet.html", tags_page, permalinks.tags)
    yield _index_page_set(ctx, "site map", "site_map.html", _site_map, permalinks.site_map)


def _index_page_set(
    ctx: PlanContext, name: str, template: str, page: Callable[[PlanContext, str], Page], path_in: PathIn
) -> PageSet:
    places = tuple(map(path_in, ctx.settings.languages))
    return PageSet(name, (template,), partial(page_per_language, ctx, page), outputs=places)


def _welcome_pages(ctx: PlanContext) -> Iterator[Page]:
    """The two pages of all languages together: the root, and what a host shows for a missing page."""
    yield Page(permalinks.ROOT, "welcome.html", _welcome(ctx, permalinks.ROOT, ""))
    base_path = urlsplit(ctx.settings.base_url).path
    yield Page(permalinks.NOT_FOUND, "not_found.html", _welcome(ctx, permalinks.NOT_FOUND, base_path))


def _welcome(ctx: PlanContext, path: str, root: str) -> WelcomeView:
    settings = ctx.settings
    base = settings.base_url
    homes = tuple(Alternate(lang, base + permalinks.home(lang)) for lang in settings.languages)
    return WelcomeView(
        lang=settings.default_language,
        path=path,
        root=root,
        canonical=base,
        alternates=(*homes, Alternate("x-default", base)) if len(homes) > 1 else (),
        welcomes=tuple(
            Welcome(lang, site.view.name.value, site.view.description.value, site.view)
            for lang, site in ctx.sites.items()
        ),
    )


def _home(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.home, Text(Own.HOME, lang), ())
    view = HomeView(
        **(common | {"description": ctx.sites[lang].view.description.value}),
        latest=tuple(item(ctx, article, lang) for article in ctx.archive.articles[:LATEST]),
        sections=tuple(_teaser(ctx, section, lang) for section in ctx.settings.sections),
        provinces=provinces_counted(ctx, lang),
        years=years_counted(ctx, lang),
        count=len(ctx.archive.articles),
    )
    return listed_page(view, "home.html")


def _teaser(ctx: PlanContext, section: Section, lang: str) -> SectionTeaser:
    """The newest of a section that are not already among the latest; of news, those after them."""
    articles = ctx.taxonomies.by_section.get(section.key, ())
    above = {a.key for a in ctx.archive.articles[:LATEST]} if section.kind is Kind.NEWS else set()
    shown = [a for a in articles if a.key not in above][:TEASED]
    return SectionTeaser(
        ctx.sites[lang].sections[section.key].link,
        section.kind,
        len(articles),
        tuple(item(ctx, article, lang) for article in shown),
    )


def _sections_counted(ctx: PlanContext, lang: str) -> tuple[Counted, ...]:
    return tuple(
        Counted(
            ctx.sites[lang].sections[section.key].link, len(ctx.taxonomies.by_section.get(section.key, ()))
        )
        for section in ctx.settings.sections
    )


def _sections(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.sections, Text(Own.SECTIONS, lang), ())
    view = SectionsView(**common, sections=_sections_counted(ctx, lang))
    return listed_page(view, "sections.html")


def search_page_set(ctx: PlanContext, index: str) -> PageSet:
    """The search page of each language: the only pages that know the name of the search index's root."""
    return PageSet("search", ("search.html",), partial(page_per_language, ctx, partial(_search, index)))


def _search(index: str, ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.search, Text(Own.SEARCH, lang), ())
    view = SearchView(**common, index=index, index_path=permalinks.search_file(index))
    return Page(view.path, "search.html", view)


def _old_address(ctx: PlanContext, lang: str) -> Page:
    view = PageView(**frame(ctx, lang, permalinks.old_address, Text(Own.OLD_ADDRESS, lang), ()))
    return listed_page(view, "old_address.html")


def _site_map(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.site_map, Text(Own.SITE_MAP, lang), ())
    view = SiteMapView(**common, sections=_sections_counted(ctx, lang), years=years_counted(ctx, lang))
    return listed_page(view, "site_map.html")
