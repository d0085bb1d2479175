"""The pages of a volume in their order: cover, parts with their articles, indexes, about the book."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator import __version__, permalinks
from generator.archive.built_site import BuiltSite
from generator.archive.epub.links import BookPage
from generator.archive.epub.markup import LINK, tree_of
from generator.archive.epub.volumes import Part, Volume
from generator.model.archive import Article
from generator.model.content import Author
from generator.model.values import Text
from generator.model.views.article import ArticleView
from generator.model.views.lists import Item
from generator.model.views.page import SiteView
from generator.plan.articles import article_page
from generator.plan.items import item
from generator.plan.province_names import place_name
from generator.plan.taxonomies import Taxonomies, taxonomies_of
from generator.render.environment import environment
from generator.render.translations import catalogue
from generator.text.collation import given_name, initial, person_key, sort_key
from generator.text.slug import name_slug

COVER, CONTENTS, ABOUT = "cover.xhtml", "contents.xhtml", "about.xhtml"


class OwnPage(Struct, frozen=True):
    """What the templates of a book's own pages may show.

    `items` are those of a part, `groups` those of an index.
    """

    lang: str
    title: str
    site: SiteView
    day: date
    count: int = 0
    items: tuple[Item, ...] = ()
    groups: tuple["IndexGroup", ...] = ()
    root: str = LINK
    generator: str = f"Khotin {__version__}"


class IndexEntry(Struct, frozen=True):
    """A name of an index, the anchor of its place, and its articles."""

    name: Text
    anchor: str
    items: tuple[Item, ...]


class IndexGroup(Struct, frozen=True):
    """The entries under one letter; or without a name."""

    name: str
    entries: tuple[IndexEntry, ...]


class VolumePages(Struct, frozen=True):
    """The pages of a volume, before they are cut and linked.

    `lists` has the anchors of the indexes by the address of the site's list.
    """

    title: str
    pages: tuple[BookPage, ...]
    lists: Mapping[str, str]


def pages_of(site: BuiltSite, volume: Volume, day: date) -> VolumePages:
    """The pages of a volume as of a day."""
    maker = _PageMaker(site, volume, day)
    indexes = tuple(maker.indexes())
    pages = (maker.cover(), *maker.parts(), *(page for page, _ in indexes if page), maker.about())
    lists = {address: anchor for _, found in indexes for address, anchor in found.items()}
    return VolumePages(maker.title, pages, lists)


class _PageMaker:
    """Makes the pages of one volume."""

    def __init__(self, site: BuiltSite, volume: Volume, day: date) -> None:
        self._ctx, self._volume, self._day, self._lang = site.ctx, volume, day, volume.lang
        self._view = site.ctx.sites[volume.lang].view
        self._env = environment(site.theme, volume.lang)
        self._words = catalogue(site.theme, volume.lang)
        self._articles = volume.articles
        self.title = self._name()

    def _name(self) -> str:
        volume = self._volume
        if volume.year is not None:
            return self._words.gettext("Year %(year)s") % {"year": volume.year}
        if volume.province:
            return place_name(self._ctx.gazetteer, volume.province, self._lang)
        by_year = not any(part.period for part in volume.parts)
        return self._words.gettext("Date unknown" if by_year else "Place unknown")

    def _tree(self, template: str, page: object) -> Any:
        return tree_of(self._env.get_template(f"epub/{template}").render(page=page))

    def _own(self, template: str, name: str, title: str, kind: str = "", **more: Any) -> BookPage:
        view = OwnPage(self._lang, title, self._view, self._day, **more)
        return BookPage(name, title, self._tree(template, view), kind=kind)

    def cover(self) -> BookPage:
        page = self._own("cover.html", COVER, self.title, "cover", count=len(self._articles))
        page.title = self._words.gettext("Cover")
        return page

    def about(self) -> BookPage:
        return self._own("about.html", ABOUT, self._words.gettext("About this book"))

    def parts(self) -> Iterator[BookPage]:
        for part in self._volume.parts:
            if len(self._volume.parts) > 1:
                items = tuple(item(self._ctx, article, self._lang) for article in part.articles)
                yield self._own(
                    "part.html", f"part.{part.name}.xhtml", self._period(part), "part", items=items
                )
            for article in part.articles:
                yield self._article(article)

    def _period(self, part: Part) -> str:
        if part.period is None:
            return self._words.gettext("Date unknown")
        written = self._env.filters["date"](part.period)
        if self._volume.year is not None and part.period.month is None:
            words = self._words.gettext("%(year)s, month unknown")
            return words % {"year": part.period.year}
        return f"{written[0].upper()}{written[1:]}"

    def _article(self, article: Article) -> BookPage:
        localised = self._ctx.localised(article, self._lang)
        view = article_page(self._ctx, localised, None, None).view
        assert isinstance(view, ArticleView)
        body = self._tree("article.html", replace(view, root=LINK))
        return BookPage(file_of(view.path), view.title, body, view.path, "article")

    def indexes(self) -> Iterator[tuple[BookPage | None, Mapping[str, str]]]:
        """The indexes, each with its anchors by the address of the site's list."""
        taxonomies = taxonomies_of(self._articles)
        people = self._people(taxonomies)
        yield self._index("authors", "Authors", people)
        yield self._index("provinces", "Provinces", self._provinces(taxonomies))
        yield self._index("subjects", "Subjects", self._subjects(taxonomies))

    def _index(
        self, name: str, title: str, entries: Sequence[tuple[str, IndexEntry, str]]
    ) -> tuple[BookPage | None, Mapping[str, str]]:
        """The page of an index; `entries` are (letter, entry, address of the site's list)."""
        if not entries:
            return None, {}
        letters = groupby(entries, key=lambda each: each[0])
        groups = tuple(IndexGroup(letter, tuple(e for _, e, _ in found)) for letter, found in letters)
        page = self._own("index.html", f"{name}.xhtml", self._words.gettext(title), "index", groups=groups)
        return page, {address: entry.anchor for _, entry, address in entries}

    def _items(self, articles: Sequence[Article]) -> tuple[Item, ...]:
        return tuple(item(self._ctx, article, self._lang) for article in articles)

    def _people(self, taxonomies: Taxonomies) -> list[tuple[str, IndexEntry, str]]:
        """People by given name, then organisations."""

        def order(author: Author) -> tuple[bool, Any]:
            key = sort_key(author.name) if author.organisation else person_key(author.name)
            return author.organisation, key

        organisations = self._words.gettext("Organisations")
        return [
            (
                organisations if author.organisation else initial(given_name(author.name)),
                IndexEntry(
                    Text(author.name, self._lang),
                    f"author-{name_slug(author.name)}",
                    self._items(taxonomies.by_author[author]),
                ),
                permalinks.author(self._lang, author.name),
            )
            for author in sorted(taxonomies.by_author, key=order)
        ]

    def _provinces(self, taxonomies: Taxonomies) -> list[tuple[str, IndexEntry, str]]:
        names = {slug: place_name(self._ctx.gazetteer, slug, self._lang) for slug in taxonomies.by_province}
        return [
            (
                initial(names[slug]),
                IndexEntry(
                    Text(names[slug], self._lang),
                    f"province-{slug}",
                    self._items(taxonomies.by_province[slug]),
                ),
                permalinks.province(self._lang, slug),
            )
            for slug in sorted(names, key=lambda slug: (sort_key(names[slug]), slug))
        ]

    def _subjects(self, taxonomies: Taxonomies) -> list[tuple[str, IndexEntry, str]]:
        names = {key: self._ctx.sites[self._lang].tags[key] for key in taxonomies.by_tag}
        return [
            (
                initial(names[key].value),
                IndexEntry(names[key], f"subject-{name_slug(key)}", self._items(taxonomies.by_tag[key])),
                permalinks.tag(self._lang, key),
            )
            for key in sorted(names, key=lambda key: (sort_key(names[key].value), key))
        ]


def file_of(address: str) -> str:
    """The file of an article in a book: "vi/2014/01/hop.html" -> "2014.01.hop.xhtml"."""
    return f"{address.partition('/')[2].removesuffix('.html').replace('/', '.')}.xhtml"
