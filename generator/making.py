"""The making of the site: read, join, plan, press (which renders what changed), index, publish, remember."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.assets import Asset, assets, derived, stage_assets, stage_derived
from generator.chronicle import write_chronicle
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
from generator.publish.output import Stage, Staged, publishing, stamps_of
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
    store.begin()
    source = read_and_join(request, store, files)
    if source.value is None or has_errors(source.problems):
        return BuildReport(source.problems), {}
    archive, theme = source.value
    watcher.begin(Phase.RECALL)
    memory = recall(store, stamps_of(request.output))
    with publishing(request.output) as publication:
        task = _Task(request, store, lay_out(archive), theme, memory, publication.stage)
        made = _made(task)
        watcher.begin(Phase.PUBLISH)
        impact = publication.release(made.files())
    watcher.begin(Phase.REMEMBER)
    stamps = remember(store, request.output, made.sheaves, made.assets, made.derived, made.search)
    remember_code(store, theme)
    write_chronicle(store, archive, theme, impact)
    store.seal()
    pages = [page for sheaf in made.sheaves for page in sheaf.pages]
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


@dataclass(frozen=True, slots=True)
class _Task:
    """What the files of the site are made from, and where they are put."""

    request: BuildRequest
    store: Store
    desk: Desk
    theme: Theme
    memory: OutputMemory
    stage: Stage


@dataclass(frozen=True, slots=True)
class _Made:
    """Everything that belongs into the output."""

    sheaves: tuple[PressedSheaf, ...]
    search: SearchMemory
    assets: tuple[Asset, ...]
    derived: tuple[Staged, ...]

    def files(self) -> Iterator[Staged]:
        yield from (page.file for sheaf in self.sheaves for page in sheaf.pages)
        yield from self.search.files
        yield from (asset.file for asset in self.assets)
        yield from self.derived


def _made(task: _Task) -> _Made:
    """All files of the site, each staged or known to be there."""
    desk, jobs, watcher = task.desk, task.request.jobs, task.request.watcher
    watcher.begin(Phase.PAGES)
    looks = recall_looks(task.store, task.theme)
    press = Press(task.theme, looks, ingredients(desk), task.memory.pages, task.stage)
    sheaves: list[PressedSheaf] = []
    planned = list(plan(desk))
    for sheaf in press.press(planned, jobs):
        sheaves.append(sheaf)
        watcher.step(len(sheaves), len(planned))
    listings = [page.listing for sheaf in sheaves for page in sheaf.pages if page.listing]
    sheaves += press.press(sitemap_sheaves(desk, listings), jobs)
    watcher.begin(Phase.SEARCH)
    search = _searched(task)
    sheaves += press.press([search_sheaf(desk, search.root)], jobs)
    watcher.begin(Phase.ASSETS)
    return _Made(tuple(sheaves), search, *_staged_assets(task))


def _staged_assets(task: _Task) -> tuple[tuple[Asset, ...], tuple[Staged, ...]]:
    """The copies and the derivatives."""
    archive, site, jobs, memory = task.desk.archive, task.request.site, task.request.jobs, task.memory
    copies = stage_assets(assets(archive, task.theme, site), memory.assets, task.stage, jobs)
    store = task.store.place.folder
    smaller = stage_derived(derived(archive, site), memory.derived, task.stage, store, jobs)
    return tuple(copies), tuple(smaller)


def _searched(task: _Task) -> SearchMemory:
    """The search index, made anew where it may find something else, or where a file of it is missing."""
    known, there = task.memory.search, task.memory.there
    fingerprint = _search_fingerprint(task.desk)
    if fingerprint == known.fingerprint and all(there.get(f.path) == f.stamp for f in known.files):
        return known
    before = recall_index(task.store, known.files, there)
    folder = task.store.place.folder / "index"
    files: list[Staged] = []
    making = index(collection(task.desk), task.request.jobs, task.stage, folder, before)
    try:
        while True:
            files.append(next(making))
    except StopIteration as end:
        made: Indexed = end.value
    remember_index(task.store, made, before)
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
