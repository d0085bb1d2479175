"""The making of the site: read, join, plan, press (which renders what changed), index, publish, remember."""

import hashlib
from collections.abc import Iterator, Sequence

from generator.assets import Asset, assets, stage_assets
from generator.join.archive import join
from generator.memory import (
    OutputMemory,
    SearchMemory,
    recall,
    recall_index,
    recall_looks,
    remember,
    remember_code,
    remember_index,
)
from generator.model import Archive, Outcome, Theme
from generator.plan.desk import Desk, lay_out
from generator.plan.documents import collection
from generator.plan.indexes import search_sheaf
from generator.plan.pages import plan
from generator.plan.sheaves import ingredients
from generator.plan.sitemaps import sitemap_sheaves
from generator.press import Press, PressedSheaf
from generator.problems import has_errors
from generator.progress import Phase
from generator.publish.output import Stage, Staged, publish, stamps_of
from generator.read.settings import read_settings
from generator.read.sources import read_sources
from generator.read.survey import Found
from generator.read.theme import read_theme
from generator.request import BuildReport, BuildRequest
from generator.search.index import Indexed, index
from generator.store.records import Store
from generator.store.stamps import Stamp


def make(request: BuildRequest, store: Store, files: Sequence[Found]) -> tuple[BuildReport, dict[str, Stamp]]:
    """Makes the site of these files, and publishes it only if nothing in the content is wrong. Also returns
    the stamps of all files that the output then has."""
    watcher = request.watcher
    source = read_and_join(request, store, files)
    if source.value is None or has_errors(source.problems):
        return BuildReport(source.problems), {}
    archive, theme = source.value
    watcher.begin(Phase.RECALL)
    memory = recall(store, stamps_of(request.output))
    making = _Making(request, store, lay_out(archive), theme, memory)
    impact = publish(making.files, request.output)
    watcher.begin(Phase.REMEMBER)
    stamps = remember(store, request.output, making.sheaves, making.assets, making.search)
    remember_code(store, theme)
    pages = [page for sheaf in making.sheaves for page in sheaf.pages]
    rendered = sum(page.rendered for page in pages)
    report = BuildReport(source.problems, impact, len(archive.articles), len(pages), rendered)
    gone = frozenset(impact.removed)
    return report, {path: stamp for path, stamp in memory.there.items() if path not in gone} | stamps


def read_and_join(
    request: BuildRequest, store: Store, files: Sequence[Found]
) -> Outcome[tuple[Archive, Theme] | None]:
    """The archive of these files and its theme, with every problem there is; None where there is no making
    either."""
    settings = read_settings(request.site)
    if settings.value is None:
        return Outcome(None, settings.problems)
    request.watcher.begin(Phase.READ)
    theme = read_theme(request.site, settings.value.theme)
    sources = read_sources(request.site, files, settings.value, store, request.jobs, request.watcher.step)
    request.watcher.begin(Phase.JOIN)
    archive = join(sources.value, settings.value, request.build_date)
    problems = (*settings.problems, *theme.problems, *sources.problems, *archive.problems)
    return Outcome((archive.value, theme.value) if theme.value else None, tuple(sorted(problems)))


class _Making:
    """The files of the site in the making; afterwards, what there is to remember of them."""

    def __init__(
        self, request: BuildRequest, store: Store, desk: Desk, theme: Theme, memory: OutputMemory
    ) -> None:
        self._request, self._store = request, store
        self._desk, self._theme, self._memory = desk, theme, memory
        self.sheaves: list[PressedSheaf] = []
        self.assets: list[Asset] = []
        self.search = SearchMemory()

    def files(self, stage: Stage) -> Iterator[Staged]:
        """All files of the site, each staged or known to be there."""
        desk, jobs, watcher = self._desk, self._request.jobs, self._request.watcher
        watcher.begin(Phase.PAGES)
        looks = recall_looks(self._store, self._theme)
        press = Press(self._theme, looks, ingredients(desk), self._memory.pages, stage)
        sheaves = list(plan(desk))
        for sheaf in press.press(sheaves, jobs):
            self.sheaves.append(sheaf)
            watcher.step(len(self.sheaves), len(sheaves))
        listings = [page.listing for sheaf in self.sheaves for page in sheaf.pages if page.listing]
        self.sheaves += press.press(sitemap_sheaves(desk, listings), jobs)
        watcher.begin(Phase.SEARCH)
        self.search = self._searched(stage)
        self.sheaves += press.press([search_sheaf(desk, self.search.root)], jobs)
        watcher.begin(Phase.ASSETS)
        files = assets(desk.archive, self._theme, self._request.site)
        self.assets += stage_assets(files, self._memory.assets, stage, jobs)
        watcher.begin(Phase.PUBLISH)
        for sheaf in self.sheaves:
            yield from (page.file for page in sheaf.pages)
        yield from self.search.files
        yield from (asset.file for asset in self.assets)

    def _searched(self, stage: Stage) -> SearchMemory:
        known, there = self._memory.search, self._memory.there
        fingerprint = _search_fingerprint(self._desk)
        if fingerprint == known.fingerprint and all(there.get(f.path) == f.stamp for f in known.files):
            return known
        before = recall_index(self._store, known.files, there)
        folder = self._store.place.folder / "index"
        files: list[Staged] = []
        making = index(collection(self._desk), self._request.jobs, stage, folder, before)
        try:
            while True:
                files.append(next(making))
        except StopIteration as end:
            made: Indexed = end.value
        remember_index(self._store, made, before)
        return SearchMemory(fingerprint, made.root, tuple(files))


def _search_fingerprint(desk: Desk) -> str:
    """Another one whenever the search may find something else."""
    archive = desk.archive
    content = repr((desk.settings, sorted(desk.provinces_with_page), archive.attached)).encode()
    known = hashlib.blake2b(content, digest_size=12)
    for article in archive.articles:
        known.update(archive.identities[article.key].encode())
        for translation in article.translations:
            known.update(archive.digests[translation.source_path].encode())
    return known.hexdigest()
