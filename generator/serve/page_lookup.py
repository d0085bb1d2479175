"""Finding: the one page that stands at an address, planned without the others."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from msgspec import Struct

from generator import permalinks
from generator.model.archive import Article
from generator.model.views import Page
from generator.plan.articles import article_page_set
from generator.plan.context import PlanContext
from generator.plan.page_sets import PageSet
from generator.plan.pages import shared_page_sets
from generator.plan.redirects import redirect_page_sets


@dataclass(frozen=True)
class Addresses:
    """What stands at the addresses that the content chooses, looked up by `targets` of a desk; and, once they
    were asked for, the addresses of the pages of sheaves, by the name of the sheaf."""

    targets: Mapping[str, tuple[str, str]]
    planned: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The file of which the page of an address is made."""
        return {path: source for source, (_lang, path) in self.targets.items()}


@dataclass(frozen=True)
class Finder:
    """Finds the pages of a desk; `copies` are the addresses of the files that the site takes as they are."""

    ctx: PlanContext
    addresses: Addresses
    copies: Container[str]

    def page(self, path: str) -> Page | None:
        """The page of this address; None where there is none, or only a whole build can make it."""
        return _page(self._own(path), path) or _page(self._leading.get(path, ()), path)

    def has(self, path: str) -> bool:
        """Whether the site has a file of this address by itself, even if no old address led to something."""
        return (
            path in self.addresses.sources
            or path in self.copies
            or is_of_build(path, self.ctx.settings.languages)
            or path in self._shared
            or any(path in self._paths(page_set) for page_set in self._at_folders(path))
        )

    def article(self, path: str) -> Article | None:
        """The article whose page stands at this address."""
        return self.ctx.articles.get(self.addresses.sources.get(path, ""))

    def sources(self, path: str) -> tuple[str, ...]:
        """The files of content/ of which the page of an article, or a standing page, is made."""
        article = self.article(path)
        if article:
            return tuple(translation.source_path for translation in article.translations)
        source = self.addresses.sources.get(path)
        return (source,) if source else ()

    def _own(self, path: str) -> Iterator[PageSet]:
        """The sheaves of the site itself that may have the page."""
        article = self.article(path)
        if article:
            shelf = self.ctx.taxonomies.by_section[article.section]
            at = next(number for number, each in enumerate(shelf) if each is article)
            yield article_page_set(self.ctx, shelf, at)
            return
        yield from self._shared.get(path, ())
        yield from self._at_folders(path)

    def _at_folders(self, path: str) -> Iterator[PageSet]:
        folders = (f"{folder}/" for folder in PurePosixPath(path).parents if folder.name)
        return (page_set for folder in folders for page_set in self._shared.get(folder, ()))

    def _paths(self, page_set: PageSet) -> frozenset[str]:
        planned = self.addresses.planned
        if page_set.name not in planned:
            planned[page_set.name] = frozenset([page.path for page in page_set.pages()])
        return planned[page_set.name]

    @cached_property
    def _shared(self) -> Mapping[str, Sequence[PageSet]]:
        return _by_place(shared_page_sets(self.ctx))

    @cached_property
    def _leading(self) -> Mapping[str, Sequence[PageSet]]:
        """What leads from old addresses."""
        return _by_place(redirect_page_sets(self.ctx, Taken(self)))


class Taken(Struct, frozen=True):
    """The addresses of the site's files, but for those that lead from old ones."""

    finder: Finder

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.finder.has(path)


def finder_of(ctx: PlanContext, copies: Container[str], before: Finder | None = None) -> Finder:
    """The finder of a desk; what one of an earlier desk knows is used where it is still true."""
    known = before.addresses if before and before.ctx.targets is ctx.targets else Addresses(ctx.targets)
    return Finder(ctx, known, copies)


def is_of_build(path: str, languages: Sequence[str]) -> bool:
    """Whether only a whole build makes the page that stands there."""
    return path in (permalinks.SITEMAP, permalinks.ROBOTS) or path in map(permalinks.search, languages)


def _by_place(page_sets: Iterable[PageSet]) -> Mapping[str, Sequence[PageSet]]:
    found = defaultdict[str, list[PageSet]](list)
    for page_set in page_sets:
        for place in page_set.outputs:
            found[place].append(page_set)
    return dict(found)


def _page(page_sets: Iterable[PageSet], path: str) -> Page | None:
    return next((page for page_set in page_sets for page in page_set.pages() if page.path == path), None)
