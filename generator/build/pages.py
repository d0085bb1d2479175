"""The printing of the site: all its files, rendered, copied or derived where they may be others than before.

It takes long to load, and is loaded while the index is being made.
"""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from generator import permalinks
from generator.build.assets import Asset, assets, derived_of, stage_assets, stage_derived, used_files
from generator.build.page_renderer import Press, PressedSheaf
from generator.build.previous_output import OutputMemory, recall, recall_looks, remember, remember_code
from generator.build.progress import Phase
from generator.build.request import BuildRequest
from generator.build.search_index import MadeIndex, remember_index
from generator.cache.database import Store
from generator.cache.stamps import Stamp
from generator.join.redirects import own_page_problems
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.plan.context import Desk
from generator.plan.indexes import search_sheaf
from generator.plan.page_sets import ingredients
from generator.plan.pages import plan
from generator.plan.redirects import redirect_sheaves
from generator.plan.sitemaps import sitemap_sheaves
from generator.publish.output import Stage, Staged


class Order(Struct, frozen=True):
    """What the files of the site are made from, and where they are put; `there` are the stamps of those that
    the output has."""

    request: BuildRequest
    store: Store
    desk: Desk
    theme: Theme
    there: Mapping[str, Stamp]
    stage: Stage


class Printed(Struct, frozen=True):
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


def print_site(order: Order, indexed: Callable[[], MadeIndex]) -> Printed:
    """All files of the site, each staged or known to be there. The index, which `indexed` waits for, comes
    last: only the search pages name it."""
    desk, jobs, watcher = order.desk, order.request.jobs, order.request.watcher
    before = recall(order.store, order.there)
    looks = recall_looks(order.store, order.theme, desk.settings.languages)
    watcher.begin(Phase.PAGES)
    press = Press(order.theme, looks, ingredients(desk), before.pages, order.stage)
    sheaves = _pressed(order, press)
    own = frozenset([page.file.path for sheaf in sheaves for page in sheaf.pages])
    listings = [page.listing for sheaf in sheaves for page in sheaf.pages if page.listing]
    sheaves += press.press(sitemap_sheaves(desk, listings), jobs)
    watcher.begin(Phase.ASSETS)
    copied, derived = _staged_assets(order, before)
    taken = frozenset([page.file.path for sheaf in sheaves for page in sheaf.pages])
    taken |= {asset.file.path for asset in copied} | {file.path for file in derived}
    taken |= {permalinks.search(lang) for lang in desk.settings.languages}
    sheaves += press.press(redirect_sheaves(desk, taken), jobs)
    watcher.begin(Phase.SEARCH)
    order.stage.owned()  # asked for now, while the index is still being made
    index = indexed()
    sheaves += press.press([search_sheaf(desk, index.root)], jobs)
    problems = tuple(own_page_problems(desk.archive.redirects, taken))
    return Printed(before, tuple(sheaves), index, copied, derived, own, problems)


def _pressed(order: Order, press: Press) -> list[PressedSheaf]:
    """All pages but those that lead to others."""
    planned = list(plan(order.desk))
    sheaves: list[PressedSheaf] = []
    for sheaf in press.press(planned, order.request.jobs):
        sheaves.append(sheaf)
        order.request.watcher.step(len(sheaves), len(planned))
    return sheaves


def _staged_assets(order: Order, before: OutputMemory) -> tuple[tuple[Asset, ...], tuple[Staged, ...]]:
    """The copies and the derivatives."""
    used, site, jobs = used_files(order.desk.archive), order.request.site, order.request.jobs
    copies = assets(used, order.theme, site)
    smaller = [each for file in used for each in derived_of(file, site)]
    copied = stage_assets(copies, before.assets, order.stage, jobs)
    derived = stage_derived(smaller, before.derived, order.stage, order.store.place.folder, jobs)
    return tuple(copied), tuple(derived)


def remember_site(order: Order, printed: Printed) -> dict[str, Stamp]:
    """Keeps what was printed, now that it is in the output; returns the stamps of the files that are new."""
    store, output = order.store, order.request.output
    written = remember(store, output, printed.before, printed.sheaves, printed.assets, printed.derived)
    written |= remember_index(store, output, printed.index)
    remember_code(store, order.theme)
    return written
