"""Finding: the one page that stands at an address, planned without the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.model import Article
from generator.plan.articles import article_sheaf
from generator.plan.desk import Desk
from generator.plan.pages import shared_sheaves
from generator.plan.sheaves import Sheaf
from generator.views import Page


@dataclass(frozen=True)
class Finder:
    """Finds the pages of `plan` on a desk; what it needs for that is made when first asked for."""

    desk: Desk

    def page(self, path: str) -> Page | None:
        """The page of this address; None where there is none."""
        sheaf = self._sheaf(path)
        return next((page for page in sheaf.pages() if page.path == path), None) if sheaf else None

    def article(self, path: str) -> Article | None:
        """The article whose page stands at this address."""
        return self.desk.articles.get(self._sources.get(path, ""))

    def sources(self, path: str) -> tuple[str, ...]:
        """The files of content/ of which the page of an article, or a standing page, is made."""
        article = self.article(path)
        if article:
            return tuple(translation.source_path for translation in article.translations)
        return (self._sources[path],) if path in self._sources else ()

    def _sheaf(self, path: str) -> Sheaf | None:
        article = self.article(path)
        if article:
            shelf = self.desk.shelves.by_section[article.section]
            return article_sheaf(self.desk, shelf, shelf.index(article))
        return next((self._shared[place] for place in _places(path) if place in self._shared), None)

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return {path: source for source, (_lang, path) in self.desk.targets.items()}

    @cached_property
    def _shared(self) -> Mapping[str, Sheaf]:
        return {place: sheaf for sheaf in shared_sheaves(self.desk) for place in sheaf.places}


def _places(path: str) -> Iterator[str]:
    """The address itself, then the folders that hold it, the nearest first."""
    yield path
    while "/" in path:
        path = path.rpartition("/")[0]
        yield f"{path}/"
