"""Index pages: home, sections, site map; the search page and the page of old addresses."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from generator import permalinks
from generator.model.archive import Article
from generator.model.settings import SectionKind
from generator.model.values import Text
from generator.model.views.files import ScriptView
from generator.model.views.indexes import HomeView, SearchView, SectionsView, SectionTeaser, SiteMapView
from generator.model.views.output_page import Page
from generator.model.views.page import Counted, Link, Own, PageView
from generator.plan.alphabet import WHOLE, authors_pages, tags_pages
from generator.plan.calendar import year_bars
from generator.plan.context import PlanContext
from generator.plan.days import days_with_articles
from generator.plan.frame import PathIn, frame, page_per_language
from generator.plan.items import item
from generator.plan.listings import listed_page
from generator.plan.localised import LocalisedSection
from generator.plan.page_sets import PageSet
from generator.plan.province_index import provinces_today
from generator.plan.time_lists import undated_counted, years_counted
from generator.plan.welcome import welcome_page_set

LATEST = 5
LARGE = 400  # pixels across, below which a picture would be a blur at the head of the home page
TEASED = 3


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
    by = ctx.taxonomies
    yield _alphabet_page_set(ctx, "authors", authors_pages, permalinks.authors, len(by.by_author))
    yield _alphabet_page_set(ctx, "tags", tags_pages, permalinks.tags, len(by.by_tag))
    yield _index_page_set(ctx, "site map", "site_map.html", _site_map, permalinks.site_map)


def _index_page_set(
    ctx: PlanContext, name: str, template: str, page: Callable[[PlanContext, str], Page], path_in: PathIn
) -> PageSet:
    outputs = tuple(map(path_in, ctx.settings.languages))
    return PageSet(name, (template,), partial(page_per_language, ctx, page), outputs=outputs)


def _alphabet_page_set(
    ctx: PlanContext, name: str, pages: Callable[[PlanContext], Iterator[Page]], path_in: PathIn, count: int
) -> PageSet:
    """An index by letter, with the pages of its letters if it is long."""
    languages = ctx.settings.languages
    letters = (permalinks.letter_folder(path_in(lang), lang) for lang in languages) if count > WHOLE else ()
    return PageSet(
        name, ("alphabet.html",), partial(pages, ctx), outputs=(*map(path_in, languages), *letters)
    )


def _home(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.home, Text(Own.HOME, lang), ())
    story = _story(ctx)
    latest = [each for each in ctx.archive.articles[: LATEST + 1] if each is not story][:LATEST]
    above = {each.key for each in (*latest, *((story,) if story else ()))}
    view = HomeView(
        **(common | {"description": ctx.sites[lang].view.description.value}),
        story=item(ctx, story, lang) if story else None,
        latest=tuple(item(ctx, article, lang) for article in latest),
        sections=tuple(_teaser(ctx, section, above, lang) for section in ctx.sites[lang].sections.values()),
        provinces=provinces_today(ctx, lang),
        years=years_counted(ctx, lang),
        ribbon=year_bars({year: len(each) for year, each in ctx.taxonomies.by_year.items()}, lang),
        calendar=permalinks.days(lang),
        days=days_with_articles(ctx),
        count=len(ctx.archive.articles),
    )
    return listed_page(view, "home.html")


def _story(ctx: PlanContext) -> Article | None:
    """The newest photo story with a large picture, else the newest article with one."""
    photos = {each.key for each in ctx.settings.sections if each.kind is SectionKind.PHOTO}
    stories = (each for each in ctx.archive.articles if each.section in photos)
    every = chain(stories, ctx.archive.articles)
    return next((each for each in every if _has_large_picture(ctx, each)), None)


def _has_large_picture(ctx: PlanContext, article: Article) -> bool:
    cover = article.facts.cover or next(iter(article.facts.images), None)
    if cover is None or article.facts.withdrawn is not None:
        return False
    return ctx.archive.media[cover.path].width >= LARGE


def _teaser(ctx: PlanContext, section: LocalisedSection, above: set[str], lang: str) -> SectionTeaser:
    """The newest articles of a section, without those that the home page shows above."""
    articles = ctx.taxonomies.by_section.get(section.key, ())
    shown = [a for a in articles[: TEASED + len(above)] if a.key not in above][:TEASED]
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
    """The search pages, and those that verify quotations.

    No other pages contain the name of the search index's root.
    """
    scripts = (f"search/{name}.js" for name in permalinks.SEARCH_SCRIPTS)
    return PageSet("search", ("search.html", "verify.html", *scripts), partial(_search_pages, ctx, index))


def _search_pages(ctx: PlanContext, index: str) -> Iterator[Page]:
    yield from page_per_language(ctx, partial(_search, index))
    yield from page_per_language(ctx, partial(_verify, index))
    for name in permalinks.SEARCH_SCRIPTS:
        view = ScriptView(path=permalinks.search_script(name), languages=ctx.settings.languages)
        yield Page(view.path, f"search/{name}.js", view)


def _search(index: str, ctx: PlanContext, lang: str) -> Page:
    view = _search_view(index, ctx, lang, permalinks.search, Own.SEARCH)
    return Page(view.path, "search.html", view)


def _verify(index: str, ctx: PlanContext, lang: str) -> Page:
    view = _search_view(index, ctx, lang, permalinks.verify, Own.VERIFY)
    return Page(view.path, "verify.html", view)


def _search_view(index: str, ctx: PlanContext, lang: str, path_in: PathIn, title: Own) -> SearchView:
    return SearchView(
        **frame(ctx, lang, path_in, Text(title, lang), ()),
        index=index,
        index_path=permalinks.search_file(index),
        sections=tuple((each.key, each.name.value, each.kind) for each in ctx.sites[lang].sections.values()),
        years=tuple(sorted(ctx.taxonomies.by_year)),
    )


def _old_address(ctx: PlanContext, lang: str) -> Page:
    view = PageView(**frame(ctx, lang, permalinks.old_address, Text(Own.OLD_ADDRESS, lang), ()))
    return listed_page(view, "old_address.html")


def _site_map(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.site_map, Text(Own.SITE_MAP, lang), ())
    view = SiteMapView(
        **common,
        sections=_sections_counted(ctx, lang),
        provinces=tuple(
            Counted(Link(each.name, each.path or ""), each.count) for each in provinces_today(ctx, lang)
        ),
        years=years_counted(ctx, lang),
        undated=undated_counted(ctx, lang),
        timeline=permalinks.timeline(lang),
    )
    return listed_page(view, "site_map.html")
