"""The pages that lead to all others: welcome, home, indexes of sections, authors and tags, site map, 404."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from urllib.parse import urlsplit

from generator import permalinks
from generator.model.content import Author
from generator.model.settings import Kind, Section
from generator.model.values import Text
from generator.model.views import (
    AlphabetView,
    Alternate,
    Counted,
    HomeView,
    Letter,
    Link,
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
from generator.plan.context import PathIn, PlanContext, frame, item, section_link, tag_text
from generator.plan.listings import listed_page
from generator.plan.page_sets import PageSet
from generator.plan.provinces import provinces_counted
from generator.plan.taxonomy_lists import has_page
from generator.plan.time_lists import years_counted
from generator.text.collation import SortKey, given_name, initial, person_key, sort_key

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
        pages=partial(_in_all, ctx, _old_address),
        articles=(),
        extra_inputs=(),
        outputs=tuple(map(permalinks.old_address, ctx.settings.languages)),
    )
    yield _index_page_set(ctx, "home", "home.html", _home, permalinks.home)
    yield _index_page_set(ctx, "sections", "sections.html", _sections, permalinks.sections)
    yield _index_page_set(ctx, "authors", "alphabet.html", _authors, permalinks.authors)
    yield _index_page_set(ctx, "tags", "alphabet.html", _tags, permalinks.tags)
    yield _index_page_set(ctx, "site map", "site_map.html", _site_map, permalinks.site_map)


def _index_page_set(
    ctx: PlanContext, name: str, template: str, page: Callable[[PlanContext, str], Page], path_in: PathIn
) -> PageSet:
    places = tuple(map(path_in, ctx.settings.languages))
    return PageSet(name, (template,), partial(_in_all, ctx, page), outputs=places)


def _in_all(ctx: PlanContext, page: Callable[[PlanContext, str], Page]) -> Iterator[Page]:
    return (page(ctx, lang) for lang in ctx.settings.languages)


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
            Welcome(
                lang, settings.name.best(lang).value, settings.description.best(lang).value, ctx.sites[lang]
            )
            for lang in settings.languages
        ),
    )


def _home(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.home, Text(Own.HOME, lang), ())
    view = HomeView(
        **(common | {"description": ctx.settings.description.best(lang).value}),
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
        section_link(section, lang),
        section.kind,
        len(articles),
        tuple(item(ctx, article, lang) for article in shown),
    )


def _sections_counted(ctx: PlanContext, lang: str) -> tuple[Counted, ...]:
    return tuple(
        Counted(section_link(section, lang), len(ctx.taxonomies.by_section.get(section.key, ())))
        for section in ctx.settings.sections
    )


def _sections(ctx: PlanContext, lang: str) -> Page:
    common = frame(ctx, lang, permalinks.sections, Text(Own.SECTIONS, lang), ())
    view = SectionsView(**common, sections=_sections_counted(ctx, lang))
    return listed_page(view, "sections.html")


def search_page_set(ctx: PlanContext, index: str) -> PageSet:
    """The search page of each language: the only pages that know the name of the search index's root."""
    return PageSet("search", ("search.html",), partial(_in_all, ctx, partial(_search, index)))


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


# --- by letter --------------------------------------------------------------------------------------------


def _authors(ctx: PlanContext, lang: str) -> Page:
    authors = list(ctx.taxonomies.by_author)
    people = sorted((a for a in authors if not a.organisation), key=lambda a: person_key(a.name))
    organisations = sorted((a for a in authors if a.organisation), key=lambda a: sort_key(a.name))
    letters = groupby(people, key=lambda author: initial(given_name(author.name)))
    common = frame(ctx, lang, permalinks.authors, Text(Own.AUTHORS, lang), ())
    view = AlphabetView(
        **common,
        kind="author",
        letters=tuple(
            Letter(letter, tuple(_author_entry(ctx, author, lang) for author in group))
            for letter, group in letters
        ),
        organisations=tuple(_author_entry(ctx, author, lang) for author in organisations),
        count=len(authors),
    )
    return listed_page(view, "alphabet.html")


def _author_entry(ctx: PlanContext, author: Author, lang: str) -> Counted:
    articles = ctx.taxonomies.by_author[author]
    page = has_page(ctx, author)
    path = permalinks.author(lang, author.name) if page else item(ctx, articles[0], lang).path
    return Counted(Link(author.name, path), len(articles))


def _tags(ctx: PlanContext, lang: str) -> Page:
    tags = sorted(((tag_text(ctx, key, lang), key) for key in ctx.taxonomies.by_tag), key=_tag_order)
    entries = [
        Counted(
            Link(text.value, permalinks.tag(lang, key), "" if text.lang == lang else text.lang),
            len(ctx.taxonomies.by_tag[key]),
        )
        for text, key in tags
    ]
    letters = groupby(entries, key=lambda entry: initial(entry.link.label))
    common = frame(ctx, lang, permalinks.tags, Text(Own.TAGS, lang), ())
    view = AlphabetView(
        **common,
        kind="tag",
        letters=tuple(Letter(letter, tuple(group)) for letter, group in letters),
        organisations=(),
        count=len(entries),
    )
    return listed_page(view, "alphabet.html")


def _tag_order(pair: tuple[Text, str]) -> tuple[SortKey, str]:
    return sort_key(pair[0].value), pair[1]
