"""The lists of sections, authors and tags."""

from collections.abc import Iterator
from functools import partial

from generator import permalinks
from generator.model.content import Author
from generator.model.settings import Section
from generator.model.values import Text
from generator.model.views.page import Link, Own
from generator.plan.context import PlanContext
from generator.plan.frame import in_languages
from generator.plan.links import text_link
from generator.plan.lists import ListSource, list_page, list_page_sets
from generator.plan.page_sets import PageSet


def taxonomy_page_sets(ctx: PlanContext) -> Iterator[PageSet]:
    """The page sets of all these lists."""
    for source in (*section_sources(ctx), *author_sources(ctx), *tag_sources(ctx)):
        yield from list_page_sets(ctx, source, partial(list_page, ctx, source))


def section_sources(ctx: PlanContext) -> Iterator[ListSource]:
    """The lists of all sections, the empty ones too."""
    for section in ctx.settings.sections:
        yield section_source(ctx, section)


def section_source(ctx: PlanContext, section: Section) -> ListSource:
    """The list of a section."""
    return ListSource(
        kind="section",
        names=in_languages(ctx, lambda lang: ctx.sites[lang].sections[section.key].name),
        paths=in_languages(ctx, lambda lang: ctx.sites[lang].sections[section.key].path),
        articles=ctx.taxonomies.by_section.get(section.key, ()),
        crumbs=in_languages(ctx, lambda lang: (Link(Own.SECTIONS, permalinks.sections(lang), own=True),)),
        feed=True,
    )


def has_page(ctx: PlanContext, author: Author) -> bool:
    """Whether an author has a page. For an author of one article, the index links to the article."""
    return len(ctx.taxonomies.by_author[author]) > 1


def author_sources(ctx: PlanContext) -> Iterator[ListSource]:
    """The lists of all authors that have a page."""
    for author in ctx.taxonomies.by_author:
        if has_page(ctx, author):
            yield _author_source(ctx, author)


def _author_source(ctx: PlanContext, author: Author) -> ListSource:
    return ListSource(
        kind="author",
        names=in_languages(ctx, lambda _lang: Text(author.name, ctx.settings.default_language)),
        paths=in_languages(ctx, lambda lang: permalinks.author(lang, author.name)),
        articles=ctx.taxonomies.by_author[author],
        crumbs=in_languages(ctx, lambda lang: (Link(Own.AUTHORS, permalinks.authors(lang), own=True),)),
        organisation=author.organisation,
    )


def tag_sources(ctx: PlanContext) -> Iterator[ListSource]:
    """The lists of all tags."""
    for key in ctx.taxonomies.by_tag:
        yield _tag_source(ctx, key)


def _tag_source(ctx: PlanContext, key: str) -> ListSource:
    return ListSource(
        kind="tag",
        names=in_languages(ctx, lambda lang: ctx.sites[lang].tags[key]),
        paths=in_languages(ctx, lambda lang: permalinks.tag(lang, key)),
        articles=ctx.taxonomies.by_tag[key],
        crumbs=in_languages(ctx, lambda lang: (Link(Own.TAGS, permalinks.tags(lang), own=True),)),
    )


def tag_link(key: str, name: Text, lang: str) -> Link:
    """Link to the list of a tag."""
    return text_link(name, permalinks.tag(lang, key), lang)
