"""The making of the site: read, join, plan, press (which renders what changed), index, publish, record,
remember."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import addresses
from generator.assets import Asset, assets, stage_assets
from generator.join.archive import join
from generator.join.ledger import addresses_of
from generator.join.redirects import own_page_problems
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
from generator.model import Archive, Outcome, Problem, Theme
from generator.plan.desk import Desk, lay_out
from generator.plan.documents import collection
from generator.plan.indexes import search_sheaf
from generator.plan.pages import plan
from generator.plan.redirects import redirect_sheaves
from generator.plan.sheaves import ingredients
from generator.plan.sitemaps import sitemap_sheaves
from generator.press import Press, PressedSheaf
from generator.problems import has_errors
from generator.progress import Phase
from generator.publish.ledger import record_release
from generator.publish.output import Stage, Staged, publishing, stamps_of
from generator.read.settings import read_settings
from generator.read.sources import read_sources
from generator.read.survey import LEDGER, Found
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
    with publishing(request.output) as publication:
        task = _Task(request, store, lay_out(archive), theme, memory, publication.stage)
        made = _made(task)
        if has_errors(made.problems):
            return BuildReport(tuple(sorted((*source.problems, *made.problems)))), {}
        watcher.begin(Phase.PUBLISH)
        impact = publication.release(made.files())
    recorded = 0
    if request.release:
        recorded = record_release(request.site / LEDGER, _released(archive, made), archive)
    watcher.begin(Phase.REMEMBER)
    stamps = remember(store, request.output, made.sheaves, made.assets, made.search)
    remember_code(store, theme)
    pages = [page for sheaf in made.sheaves for page in sheaf.pages]
    rendered = sum(page.rendered for page in pages)
    report = BuildReport(source.problems, impact, len(archive.articles), len(pages), rendered, recorded)
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
    """Everything that belongs into the output; `own` are the addresses of the pages that are planned first:
    all but those that lead to them, and the files for machines. And what shows only when all is there."""

    sheaves: tuple[PressedSheaf, ...]
    search: SearchMemory
    assets: tuple[Asset, ...]
    own: frozenset[str]
    problems: tuple[Problem, ...]

    def files(self) -> Iterator[Staged]:
        yield from (page.file for sheaf in self.sheaves for page in sheaf.pages)
        yield from self.search.files
        yield from (asset.file for asset in self.assets)


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
    own = frozenset(page.file.path for sheaf in sheaves for page in sheaf.pages)
    listings = [page.listing for sheaf in sheaves for page in sheaf.pages if page.listing]
    sheaves += press.press(sitemap_sheaves(desk, listings), jobs)
    watcher.begin(Phase.SEARCH)
    search = _searched(task)
    sheaves += press.press([search_sheaf(desk, search.root)], jobs)
    copies = list(assets(desk.archive, task.theme, task.request.site))
    taken = frozenset([page.file.path for sheaf in sheaves for page in sheaf.pages])
    taken |= frozenset(copy.path for copy in copies)
    sheaves += press.press(redirect_sheaves(desk, taken), jobs)
    watcher.begin(Phase.ASSETS)
    staged = tuple(stage_assets(copies, task.memory.assets, task.stage, jobs))
    problems = tuple(own_page_problems(desk.archive.redirects, taken))
    return _Made(tuple(sheaves), search, staged, own, problems)


def _released(archive: Archive, made: _Made) -> dict[str, str]:
    """Every address that readers may keep, as the ledger calls it, with the file that it was made from."""
    own = {path: "" for path in made.own if path.endswith((".html", ".xml")) and path != addresses.NOT_FOUND}
    search = {addresses.search(lang): "" for lang in archive.settings.languages}
    return own | search | addresses_of(archive)


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
