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
from generator.plan.context import Desk, PathIn, frame, item, section_link, tag_text
from generator.plan.page_sets import Sheaf
from generator.plan.provinces import provinces_counted
from generator.plan.taxonomy_lists import has_page
from generator.plan.time_lists import years_counted
from generator.text.collation import SortKey, given_name, initial, person_key, sort_key

LATEST = 8
TEASED = 4


def index_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The few pages that any article may change, and those that none does."""
    yield Sheaf(
        name="welcome",
        templates=("welcome.html", "not_found.html"),
        pages=partial(_welcome_pages, desk),
        articles=(),
        facts=(),
        places=(permalinks.ROOT, permalinks.NOT_FOUND),
    )
    yield Sheaf(
        name="old address",
        templates=("old_address.html",),
        pages=partial(_in_all, desk, _old_address),
        articles=(),
        facts=(),
        places=tuple(map(permalinks.old_address, desk.settings.languages)),
    )
    yield _index_sheaf(desk, "home", "home.html", _home, permalinks.home)
    yield _index_sheaf(desk, "sections", "sections.html", _sections, permalinks.sections)
    yield _index_sheaf(desk, "authors", "alphabet.html", _authors, permalinks.authors)
    yield _index_sheaf(desk, "tags", "alphabet.html", _tags, permalinks.tags)
    yield _index_sheaf(desk, "site map", "site_map.html", _site_map, permalinks.site_map)


def _index_sheaf(
    desk: Desk, name: str, template: str, page: Callable[[Desk, str], Page], path_in: PathIn
) -> Sheaf:
    places = tuple(map(path_in, desk.settings.languages))
    return Sheaf(name, (template,), partial(_in_all, desk, page), places=places)


def _in_all(desk: Desk, page: Callable[[Desk, str], Page]) -> Iterator[Page]:
    return (page(desk, lang) for lang in desk.settings.languages)


def _welcome_pages(desk: Desk) -> Iterator[Page]:
    """The two pages of all languages together: the root, and what a host shows for a missing page."""
    yield Page(permalinks.ROOT, "welcome.html", _welcome(desk, permalinks.ROOT, ""))
    base_path = urlsplit(desk.settings.base_url).path
    yield Page(permalinks.NOT_FOUND, "not_found.html", _welcome(desk, permalinks.NOT_FOUND, base_path))


def _welcome(desk: Desk, path: str, root: str) -> WelcomeView:
    settings = desk.settings
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
                lang, settings.name.best(lang).value, settings.description.best(lang).value, desk.sites[lang]
            )
            for lang in settings.languages
        ),
    )


def _home(desk: Desk, lang: str) -> Page:
    common = frame(desk, lang, permalinks.home, Text(Own.HOME, lang), ())
    view = HomeView(
        **(common | {"description": desk.settings.description.best(lang).value}),
        latest=tuple(item(desk, article, lang) for article in desk.archive.articles[:LATEST]),
        sections=tuple(_teaser(desk, section, lang) for section in desk.settings.sections),
        provinces=provinces_counted(desk, lang),
        years=years_counted(desk, lang),
        count=len(desk.archive.articles),
    )
    return Page(view.path, "home.html", view)


def _teaser(desk: Desk, section: Section, lang: str) -> SectionTeaser:
    """The newest of a section that are not already among the latest; of news, those after them."""
    articles = desk.shelves.by_section.get(section.key, ())
    above = {a.key for a in desk.archive.articles[:LATEST]} if section.kind is Kind.NEWS else set()
    shown = [a for a in articles if a.key not in above][:TEASED]
    return SectionTeaser(
        section_link(section, lang),
        section.kind,
        len(articles),
        tuple(item(desk, article, lang) for article in shown),
    )


def _sections_counted(desk: Desk, lang: str) -> tuple[Counted, ...]:
    return tuple(
        Counted(section_link(section, lang), len(desk.shelves.by_section.get(section.key, ())))
        for section in desk.settings.sections
    )


def _sections(desk: Desk, lang: str) -> Page:
    common = frame(desk, lang, permalinks.sections, Text(Own.SECTIONS, lang), ())
    view = SectionsView(**common, sections=_sections_counted(desk, lang))
    return Page(view.path, "sections.html", view)


def search_sheaf(desk: Desk, index: str) -> Sheaf:
    """The search page of each language: the only pages that know the name of the search index's root."""
    return Sheaf("search", ("search.html",), partial(_in_all, desk, partial(_search, index)))


def _search(index: str, desk: Desk, lang: str) -> Page:
    common = frame(desk, lang, permalinks.search, Text(Own.SEARCH, lang), ())
    view = SearchView(**common, index=index, index_path=permalinks.search_file(index))
    return Page(view.path, "search.html", view)


def _old_address(desk: Desk, lang: str) -> Page:
    view = PageView(**frame(desk, lang, permalinks.old_address, Text(Own.OLD_ADDRESS, lang), ()))
    return Page(view.path, "old_address.html", view)


def _site_map(desk: Desk, lang: str) -> Page:
    common = frame(desk, lang, permalinks.site_map, Text(Own.SITE_MAP, lang), ())
    view = SiteMapView(**common, sections=_sections_counted(desk, lang), years=years_counted(desk, lang))
    return Page(view.path, "site_map.html", view)


# --- by letter --------------------------------------------------------------------------------------------


def _authors(desk: Desk, lang: str) -> Page:
    authors = list(desk.shelves.by_author)
    people = sorted((a for a in authors if not a.organisation), key=lambda a: person_key(a.name))
    organisations = sorted((a for a in authors if a.organisation), key=lambda a: sort_key(a.name))
    letters = groupby(people, key=lambda author: initial(given_name(author.name)))
    common = frame(desk, lang, permalinks.authors, Text(Own.AUTHORS, lang), ())
    view = AlphabetView(
        **common,
        kind="author",
        letters=tuple(
            Letter(letter, tuple(_author_entry(desk, author, lang) for author in group))
            for letter, group in letters
        ),
        organisations=tuple(_author_entry(desk, author, lang) for author in organisations),
        count=len(authors),
    )
    return Page(view.path, "alphabet.html", view)


def _author_entry(desk: Desk, author: Author, lang: str) -> Counted:
    articles = desk.shelves.by_author[author]
    page = has_page(desk, author)
    path = permalinks.author(lang, author.name) if page else item(desk, articles[0], lang).path
    return Counted(Link(author.name, path), len(articles))


def _tags(desk: Desk, lang: str) -> Page:
    tags = sorted(((tag_text(desk, key, lang), key) for key in desk.shelves.by_tag), key=_tag_order)
    entries = [
        Counted(
            Link(text.value, permalinks.tag(lang, key), "" if text.lang == lang else text.lang),
            len(desk.shelves.by_tag[key]),
        )
        for text, key in tags
    ]
    letters = groupby(entries, key=lambda entry: initial(entry.link.label))
    common = frame(desk, lang, permalinks.tags, Text(Own.TAGS, lang), ())
    view = AlphabetView(
        **common,
        kind="tag",
        letters=tuple(Letter(letter, tuple(group)) for letter, group in letters),
        organisations=(),
        count=len(entries),
    )
    return Page(view.path, "alphabet.html", view)


def _tag_order(pair: tuple[Text, str]) -> tuple[SortKey, str]:
    return sort_key(pair[0].value), pair[1]
