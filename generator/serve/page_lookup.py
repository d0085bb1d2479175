"""Finds the page at an address, and plans only that page."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from msgspec import Struct

from generator import permalinks
from generator.model.archive import Article
from generator.model.views.output_page import Page
from generator.plan.articles import article_page_set
from generator.plan.context import PlanContext
from generator.plan.page_sets import PageSet
from generator.plan.pages import shared_page_sets
from generator.plan.redirects import redirect_page_sets


@dataclass(frozen=True)
class Addresses:
    """The pages at the addresses that the content chooses.

    `targets` is that of the plan context. `planned` caches the addresses in page sets, by the name of the
    set.
    """

    targets: Mapping[str, tuple[str, str]]
    planned: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The source file of each page, by address."""
        return {path: source for source, (_lang, path) in self.targets.items()}


@dataclass(frozen=True)
class PageFinder:
    """Finds pages by address. `copies` are the addresses of copied files."""

    ctx: PlanContext
    addresses: Addresses
    copies: Container[str]

    def page(self, path: str) -> Page | None:
        """The page at this address. None if there is none, or if only a full build makes it."""
        return _page(self._own(path), path) or _page(self._redirects.get(path, ()), path)

    def has(self, path: str) -> bool:
        """Whether the site has a file at this address, redirects excepted."""
        return (
            path in self.addresses.sources
            or path in self.copies
            or is_of_build(path, self.ctx.settings.languages)
            or path in self._shared
            or any(path in self._paths(page_set) for page_set in self._at_folders(path))
        )

    def article(self, path: str) -> Article | None:
        """The article whose page is at this address, or None."""
        return self.ctx.articles.get(self.addresses.sources.get(path, ""))

    def sources(self, path: str) -> tuple[str, ...]:
        """The files of content/ of an article's page or a standing page."""
        article = self.article(path)
        if article:
            return tuple(translation.source_path for translation in article.translations)
        source = self.addresses.sources.get(path)
        return (source,) if source else ()

    def _own(self, path: str) -> Iterator[PageSet]:
        """Yields the page sets that may have the page, redirects excepted."""
        article = self.article(path)
        if article:
            articles = self.ctx.taxonomies.by_section[article.section]
            at = next(number for number, each in enumerate(articles) if each is article)
            yield article_page_set(self.ctx, articles, at)
            return
        yield from self._shared.get(path, ())
        yield from self._at_folders(path)

    def _at_folders(self, path: str) -> Iterator[PageSet]:
        """The page sets with outputs in one of the folders of the path."""
        folders = (f"{folder}/" for folder in PurePosixPath(path).parents if folder.name)
        return (page_set for folder in folders for page_set in self._shared.get(folder, ()))

    def _paths(self, page_set: PageSet) -> frozenset[str]:
        """The addresses of the pages in a set."""
        planned = self.addresses.planned
        if page_set.name not in planned:
            planned[page_set.name] = frozenset(page.path for page in page_set.pages())
        return planned[page_set.name]

    @cached_property
    def _shared(self) -> Mapping[str, Sequence[PageSet]]:
        """The page sets that are not of single articles, by output."""
        return _by_output(shared_page_sets(self.ctx))

    @cached_property
    def _redirects(self) -> Mapping[str, Sequence[PageSet]]:
        """The page sets of redirects, by output."""
        return _by_output(redirect_page_sets(self.ctx, TakenAddresses(self)))


class TakenAddresses(Struct, frozen=True):
    """Addresses of all pages and files of the site, redirects excepted."""

    finder: PageFinder

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.finder.has(path)


def page_finder(ctx: PlanContext, copies: Container[str], before: PageFinder | None = None) -> PageFinder:
    """Makes the finder for a context. Known addresses are reused if the targets are the same."""
    known = before.addresses if before and before.ctx.targets is ctx.targets else Addresses(ctx.targets)
    return PageFinder(ctx, known, copies)


def is_of_build(path: str, languages: Sequence[str]) -> bool:
    """Whether only a full build makes the page or script at this path."""
    scripts = map(permalinks.search_script, permalinks.SEARCH_SCRIPTS)
    pages = permalinks.of_search(languages)
    return path in (permalinks.SITEMAP, permalinks.ROBOTS, *scripts, *pages)


def _by_output(page_sets: Iterable[PageSet]) -> Mapping[str, Sequence[PageSet]]:
    """The page sets by each of their outputs."""
    found = defaultdict[str, list[PageSet]](list)
    for page_set in page_sets:
        for output in page_set.outputs:
            found[output].append(page_set)
    return dict(found)


def _page(page_sets: Iterable[PageSet], path: str) -> Page | None:
    """The page with this path in one of the sets, or None."""
    return next((page for page_set in page_sets for page in page_set.pages() if page.path == path), None)
