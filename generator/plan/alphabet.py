"""Indexes by letter: of authors and of tags."""

from itertools import groupby

from generator import permalinks
from generator.model.content import Author
from generator.model.values import Text
from generator.model.views import AlphabetView, Counted, Letter, Link, Own, Page
from generator.plan.context import PlanContext
from generator.plan.frame import frame
from generator.plan.items import item
from generator.plan.listings import listed_page
from generator.plan.taxonomy_lists import has_page, tag_link
from generator.text.collation import SortKey, given_name, initial, person_key, sort_key


def authors_page(ctx: PlanContext, lang: str) -> Page:
    """The index of authors: people by given name, then organisations."""
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


def tags_page(ctx: PlanContext, lang: str) -> Page:
    """The index of tags."""
    tags = sorted(((ctx.sites[lang].tags[key], key) for key in ctx.taxonomies.by_tag), key=_tag_order)
    entries = [Counted(tag_link(key, text, lang), len(ctx.taxonomies.by_tag[key])) for text, key in tags]
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
