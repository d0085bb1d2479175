"""The making of the site: read, join, plan, press (which renders what changed), index, publish, record,
remember."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator import addresses
from generator.assets import Asset, Derived, assets, derived_of, stage_assets, stage_derived, used_files
from generator.chronicle import write_chronicle
from generator.gathering import gather
from generator.indexing import IndexMaker, MadeIndex, remember_index
from generator.join.ledger import addresses_of
from generator.join.redirects import own_page_problems
from generator.lane import beside
from generator.memory import OutputMemory, recall, recall_looks, remember, remember_code
from generator.model import Archive, Copied, Problem, Theme
from generator.plan.desk import Desk, lay_out
from generator.plan.indexes import search_sheaf
from generator.plan.pages import plan
from generator.plan.redirects import redirect_sheaves
from generator.plan.sheaves import ingredients
from generator.plan.sitemaps import sitemap_sheaves
from generator.press import Press, PressedSheaf
from generator.problems import has_errors
from generator.progress import Phase
from generator.publish.ledger import record_release
from generator.publish.output import Stage, Staged, publishing
from generator.read.survey import LEDGER, Found
from generator.request import BuildReport, BuildRequest
from generator.silences import unsilenced
from generator.store.records import Store
from generator.store.stamps import Stamp, unpacked

_LARGE = 30_000  # articles: beyond them the index waits for the pages, as each process holds all of them


def make(
    request: BuildRequest, store: Store, files: Sequence[Found], there: Callable[[], bytes]
) -> tuple[BuildReport, dict[str, Stamp]]:
    """Makes the site of these files, and publishes it only if nothing in the content is wrong.

    `there` has the stamps of the output's files, packed; also returns those that they have then.
    """
    watcher = request.watcher
    store.begin()
    gathered = gather(request.site, request.build_date, store, files, request.jobs, watcher)
    silences = gathered.value.silences if gathered.value else ()
    problems = unsilenced(gathered.problems, silences)
    if gathered.value is None or gathered.value.theme is None or has_errors(problems):
        return BuildReport(problems), {}
    archive, theme = gathered.value.archive, gathered.value.theme
    watcher.begin(Phase.RECALL)
    stamps = unpacked(there())
    with publishing(request.output) as publication:
        task = _Task(request, store, lay_out(archive), theme, stamps, publication.stage)
        made = _made(task)
        if has_errors(made.problems):
            return BuildReport(tuple(sorted((*problems, *made.problems)))), {}
        watcher.begin(Phase.PUBLISH)
        impact = publication.release(made.files())
    recorded = 0
    if request.release:
        recorded = record_release(request.site / LEDGER, _released(archive, made), archive)
    watcher.begin(Phase.REMEMBER)
    written = remember(store, request.output, made.before, made.sheaves, made.assets, made.derived)
    written |= remember_index(store, request.output, made.index)
    remember_code(store, theme)
    write_chronicle(store, archive, theme, impact)
    store.seal()
    pages = [page for sheaf in made.sheaves for page in sheaf.pages]
    rendered = sum(page.rendered for page in pages)
    report = BuildReport(problems, impact, len(archive.articles), len(pages), rendered, recorded)
    gone = frozenset(impact.removed)
    return report, {path: stamp for path, stamp in stamps.items() if path not in gone} | written


class _Task(Struct, frozen=True):
    """What the files of the site are made from, and where they are put; `there` are the stamps of those that
    the output has."""

    request: BuildRequest
    store: Store
    desk: Desk
    theme: Theme
    there: Mapping[str, Stamp]
    stage: Stage


class _Made(Struct, frozen=True):
    """Everything that belongs into the output, and what the last build had made; `own` are the addresses of
    the pages that are planned first: all but those that lead to them, and the files for machines; `problems`
    what shows only when everything is there."""

    before: OutputMemory
    sheaves: tuple[PressedSheaf, ...]
    index: MadeIndex
    assets: tuple[Asset, ...]
    derived: tuple[Staged, ...]
    own: frozenset[str]
    problems: tuple[Problem, ...]

    def files(self) -> Iterator[Staged]:
        yield from (page.file for sheaf in self.sheaves for page in sheaf.pages)
        yield from self.index.files
        yield from (asset.file for asset in self.assets)
        yield from self.derived


def _made(task: _Task) -> _Made:
    """All files of the site, each staged or known to be there. The index is made beside the pages."""
    desk, jobs, watcher = task.desk, task.request.jobs, task.request.watcher
    indexing = IndexMaker(desk, task.store.place, task.there, task.stage, jobs)
    large = len(desk.archive.articles) > _LARGE
    with beside(indexing, 1 if large else jobs) as indexed:
        before = recall(task.store, task.there)
        looks = recall_looks(task.store, task.theme)
        watcher.begin(Phase.PAGES)
        press = Press(task.theme, looks, ingredients(desk), before.pages, task.stage)
        sheaves: list[PressedSheaf] = []
        planned = list(plan(desk))
        for sheaf in press.press(planned, jobs):
            sheaves.append(sheaf)
            watcher.step(len(sheaves), len(planned))
        own = frozenset(page.file.path for sheaf in sheaves for page in sheaf.pages)
        listings = [page.listing for sheaf in sheaves for page in sheaf.pages if page.listing]
        sheaves += press.press(sitemap_sheaves(desk, listings), jobs)
        used, site = used_files(desk.archive), task.request.site
        copies = list(assets(used, task.theme, site))
        smaller = [each for file in used for each in derived_of(file, site)]
        watcher.begin(Phase.SEARCH)
        index = indexed()
    sheaves += press.press([search_sheaf(desk, index.root)], jobs)
    taken = frozenset([page.file.path for sheaf in sheaves for page in sheaf.pages])
    taken |= frozenset([each.path for each in copies]) | frozenset([each.path for each in smaller])
    sheaves += press.press(redirect_sheaves(desk, taken), jobs)
    watcher.begin(Phase.ASSETS)
    problems = tuple(own_page_problems(desk.archive.redirects, taken))
    staged = _staged_assets(task, copies, smaller, before)
    return _Made(before, tuple(sheaves), index, *staged, own, problems)


def _staged_assets(
    task: _Task, copies: Sequence[Copied], smaller: Sequence[Derived], before: OutputMemory
) -> tuple[tuple[Asset, ...], tuple[Staged, ...]]:
    """The copies and the derivatives."""
    store, jobs = task.store.place.folder, task.request.jobs
    copied = stage_assets(copies, before.assets, task.stage, jobs)
    made = stage_derived(smaller, before.derived, task.stage, store, jobs)
    return tuple(copied), tuple(made)


def _released(archive: Archive, made: _Made) -> dict[str, str]:
    """Every address that readers may keep, as the ledger calls it, with the file that it was made from."""
    own = {path: "" for path in made.own if path.endswith((".html", ".xml")) and path != addresses.NOT_FOUND}
    search = {addresses.search(lang): "" for lang in archive.settings.languages}
    return own | search | addresses_of(archive)
