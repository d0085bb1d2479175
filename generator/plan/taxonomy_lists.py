"""The lists of sections, authors and tags: where each stands and what is on it."""

from collections.abc import Iterator
from functools import partial

from generator import permalinks
from generator.model.content import Author
from generator.model.settings import Section
from generator.model.values import Text
from generator.model.views import Link, Own
from generator.plan.context import Desk, section_path, tag_text
from generator.plan.lists import ListSource, in_languages, list_page, list_sheaves
from generator.plan.page_sets import Sheaf


def shelf_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The sheaves of each list."""
    for source in (*section_sources(desk), *author_sources(desk), *tag_sources(desk)):
        yield from list_sheaves(desk, source, partial(list_page, desk, source))


def section_sources(desk: Desk) -> Iterator[ListSource]:
    """Every section of the settings: its page explains itself where it is empty."""
    for section in desk.settings.sections:
        yield section_source(desk, section)


def section_source(desk: Desk, section: Section) -> ListSource:
    return ListSource(
        kind="section",
        names=in_languages(desk, section.name.best),
        paths=in_languages(desk, lambda lang: section_path(section, lang)),
        articles=desk.shelves.by_section.get(section.key, ()),
        crumbs=in_languages(desk, lambda lang: (Link(Own.SECTIONS, permalinks.sections(lang), own=True),)),
        feed=True,
    )


def has_page(desk: Desk, author: Author) -> bool:
    """An author of one article needs no page: the index leads to the article."""
    return len(desk.shelves.by_author[author]) > 1


def author_sources(desk: Desk) -> Iterator[ListSource]:
    for author in desk.shelves.by_author:
        if has_page(desk, author):
            yield _author_source(desk, author)


def _author_source(desk: Desk, author: Author) -> ListSource:
    return ListSource(
        kind="author",
        names=in_languages(desk, lambda _lang: Text(author.name, desk.settings.default_language)),
        paths=in_languages(desk, lambda lang: permalinks.author(lang, author.name)),
        articles=desk.shelves.by_author[author],
        crumbs=in_languages(desk, lambda lang: (Link(Own.AUTHORS, permalinks.authors(lang), own=True),)),
        organisation=author.organisation,
    )


def tag_sources(desk: Desk) -> Iterator[ListSource]:
    for key in desk.shelves.by_tag:
        yield _tag_source(desk, key)


def _tag_source(desk: Desk, key: str) -> ListSource:
    return ListSource(
        kind="tag",
        names=in_languages(desk, lambda lang: tag_text(desk, key, lang)),
        paths=in_languages(desk, lambda lang: permalinks.tag(lang, key)),
        articles=desk.shelves.by_tag[key],
        crumbs=in_languages(desk, lambda lang: (Link(Own.TAGS, permalinks.tags(lang), own=True),)),
    )
