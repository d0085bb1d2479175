"""Index pages: home, sections, site map; the search page and the page of old addresses."""

from collections.abc import Callable, Iterator
from functools import partial

from generator import permalinks
from generator.model.settings import SectionKind
from generator.model.values import Text
from generator.model.views import (
    Counted,
    HomeView,
    Own,
    Page,
    PageView,
    SearchView,
    SectionsView,
    SectionTeaser,
    SiteMapView,
)
from generator.plan.alphabet import authors_page, tags_page
from generator.plan.context import PlanContext
from generator.plan.frame import PathIn, frame, page_per_language
from generator.plan.items import item
from generator.plan.listings import listed_page
from generator.plan.localised import LocalisedSection
from generator.plan.page_sets import PageSet
from generator.plan.province_index import provinces_counted
from generator.plan.time_lists import years_counted
from generator.plan.welcome import welcome_page_set

LATEST = 8
TEASED = 4


def index_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The indexes, each in all languages. Most depend on all articles."""
    yield welcome_page_set(ctx)
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
    outputs = tuple(map(path_in, ctx.settings.languages))
    return PageSet(name, (template,), partial(page_per_language, ctx, page), outputs=outputs)


def _home(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.home, Text(Own.HOME, lang), ())
    view = HomeView(
        **(common | {"description": ctx.sites[lang].view.description.value}),
        latest=tuple(item(ctx, article, lang) for article in ctx.archive.articles[:LATEST]),
        sections=tuple(_teaser(ctx, section, lang) for section in ctx.sites[lang].sections.values()),
        provinces=provinces_counted(ctx, lang),
        years=years_counted(ctx, lang),
        count=len(ctx.archive.articles),
    )
    return listed_page(view, "home.html")


def _teaser(ctx: PlanContext, section: LocalisedSection, lang: str) -> SectionTeaser:
    """The newest articles of a section. For news, without those that the home page shows above."""
    articles = ctx.taxonomies.by_section.get(section.key, ())
    above = {a.key for a in ctx.archive.articles[:LATEST]} if section.kind is SectionKind.NEWS else set()
    shown = [a for a in articles if a.key not in above][:TEASED]
    return SectionTeaser(
        section.link,
        section.kind,
        len(articles),
        tuple(item(ctx, article, lang) for article in shown),
    )


def _sections_counted(ctx: PlanContext, lang: str) -> tuple[Counted, ...]:
    return tuple(
        Counted(section.link, len(ctx.taxonomies.by_section.get(section.key, ())))
        for section in ctx.sites[lang].sections.values()
    )


def _sections(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.sections, Text(Own.SECTIONS, lang), ())
    view = SectionsView(**common, sections=_sections_counted(ctx, lang))
    return listed_page(view, "sections.html")


def search_page_set(ctx: PlanContext, index: str) -> PageSet:
    """The search pages. No other pages contain the name of the search index's root."""
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
