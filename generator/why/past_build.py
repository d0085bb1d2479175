"""Recollections: the archive of a build, made once more from what the store knows of it.

Planning is a function of the archive, so that the pages of then are planned by the code of now.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.build.page_renderer import Pressed
from generator.build.previous_output import OutputMemory, recall_made
from generator.build.search_index import MadeIndex, recall_index
from generator.build.snapshot import Chronicle, read_chronicle
from generator.cache.database import Store
from generator.join.archive import join
from generator.model.archive import Archive, Article, Sources, StandingPage, Texts
from generator.model.views import Page
from generator.plan.context import Desk, lay_out
from generator.plan.indexes import search_sheaf
from generator.plan.page_sets import Sheaf
from generator.plan.pages import plan
from generator.plan.redirects import redirect_sheaves
from generator.plan.sitemaps import sitemap_sheaves
from generator.read.attachments import former_attached_text
from generator.read.entries import former_body_of, recall_entries
from generator.read.sources import StoredTexts


class _FormerTexts(Struct, frozen=True):
    """The long texts as they were before the last build."""

    store: Store

    def body(self, source_path: str) -> tuple[str, ...]:
        return former_body_of(self.store, source_path)

    def attached(self, path: str) -> str:
        return former_attached_text(self.store, path)


class Planned(Struct, frozen=True):
    """A page and the sheaf that it is of."""

    sheaf: Sheaf
    page: Page


class Recollection(Struct, frozen=True):
    """A build: its desk, its chronicle, what it made, the digest of each file."""

    desk: Desk
    chronicle: Chronicle
    made: OutputMemory
    index: MadeIndex
    digests: Mapping[str, str]

    @property
    def archive(self) -> Archive:
        return self.desk.archive

    def planned(self, path: str) -> Planned | None:
        """The page with this path; None where the build made no such page."""
        name = next((n for n, sheaf in self.made.pages.sheaves.items() if _holds(sheaf.pages, path)), None)
        sheaf = next((each for each in self._sheaves() if each.name == name), None) if name else None
        page = next((each for each in sheaf.pages() if each.path == path), None) if sheaf else None
        return Planned(sheaf, page) if sheaf and page else None

    def articles(self) -> dict[str, Article | StandingPage]:
        """The articles and the standing pages, by their keys."""
        archive = self.archive
        found: dict[str, Article | StandingPage] = {each.key: each for each in archive.articles}
        return found | {each.key: each for each in archive.standing_pages}

    def _sheaves(self) -> Iterator[Sheaf]:
        pages = self.made.pages.pages.values()
        listings = [page.listing for page in pages if page.listing]
        search = search_sheaf(self.desk, self.index.root)
        first = [*plan(self.desk), *sitemap_sheaves(self.desk, listings), search]
        yield from first
        made = self.made.pages.sheaves
        taken = {page.file.path for each in first if each.name in made for page in made[each.name].pages}
        taken |= self.made.assets.keys() | self.made.derived.keys()
        yield from redirect_sheaves(self.desk, frozenset(taken))


def recollect(store: Store, *, former: bool) -> Recollection | None:
    """The last build or (`former`) the one before it; None where the store knows of none."""
    chronicle = read_chronicle(store, former=former)
    if chronicle is None:
        return None
    texts: Texts = _FormerTexts(store) if former else StoredTexts(store.place)
    sources = Sources(
        recall_entries(store, former=former), chronicle.media, frozenset(), {}, texts, chronicle.ledger
    )
    archive = join(sources, chronicle.settings, chronicle.build_date).value
    made, index = recall_made(store, former=former), recall_index(store, former=former)
    return Recollection(lay_out(archive), chronicle, made, index, dict(_digests(made, index)))


def recollections(store: Store) -> tuple[Recollection | None, Recollection | None]:
    """The build before the last one, and the last one that published something; None where there was none.

    What a build read that found errors is already in the store, and the build before is what it published.
    """
    if not store.is_sealed:
        return None, recollect(store, former=True)
    then = recollect(store, former=True) if store.last == "edit" else None
    return then, recollect(store, former=False)


def _holds(pages: tuple[Pressed, ...], path: str) -> bool:
    return any(page.file.path == path for page in pages)


def _digests(made: OutputMemory, index: MadeIndex) -> Iterator[tuple[str, str]]:
    for page in made.pages.pages.values():
        yield page.file.path, page.file.digest
    for asset in made.assets.values():
        yield asset.file.path, asset.file.digest
    for file in (*made.derived.values(), *index.files):
        yield file.path, file.digest
