"""Finding: the one page that stands at an address, planned without the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from generator.model import Article
from generator.plan.articles import article_sheaf
from generator.plan.desk import Desk
from generator.plan.pages import shared_sheaves
from generator.plan.sheaves import Sheaf
from generator.views import Page


@dataclass(frozen=True)
class Addresses:
    """What stands at the addresses that the content chooses; looked up by `targets` of a desk."""

    targets: Mapping[str, tuple[str, str]]

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The file of which the page of an address is made."""
        return {path: source for source, (_lang, path) in self.targets.items()}


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the pages of `plan` on a desk."""

    desk: Desk
    addresses: Addresses

    def page(self, path: str) -> Page | None:
        """The page of this address; None where there is none."""
        pages = (page for sheaf in self._sheaves(path) for page in sheaf.pages())
        return next((page for page in pages if page.path == path), None)

    def article(self, path: str) -> Article | None:
        """The article whose page stands at this address."""
        return self.desk.articles.get(self.addresses.sources.get(path, ""))

    def sources(self, path: str) -> tuple[str, ...]:
        """The files of content/ of which the page of an article, or a standing page, is made."""
        article = self.article(path)
        if article:
            return tuple(translation.source_path for translation in article.translations)
        source = self.addresses.sources.get(path)
        return (source,) if source else ()

    def _sheaves(self, path: str) -> Iterator[Sheaf]:
        """The sheaves that may have the page."""
        article = self.article(path)
        if article:
            shelf = self.desk.shelves.by_section[article.section]
            at = next(number for number, each in enumerate(shelf) if each is article)
            yield article_sheaf(self.desk, shelf, at)
            return
        places = frozenset(_places(path))
        yield from (sheaf for sheaf in shared_sheaves(self.desk) if not places.isdisjoint(sheaf.places))


def finder_of(desk: Desk, before: Finder | None = None) -> Finder:
    """The finder of a desk; what one of an earlier desk knows is used where it is still true."""
    if before and before.desk.targets is desk.targets:
        return Finder(desk, before.addresses)
    return Finder(desk, Addresses(desk.targets))


def _places(path: str) -> Iterator[str]:
    """The address itself; of a page, which may be a part of a list, also the folders that hold it."""
    yield path
    if path.endswith(".html"):
        yield from (f"{folder}/" for folder in PurePosixPath(path).parents if folder.name)
