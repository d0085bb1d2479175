"""The printing of the site: all its files, rendered, copied or derived where they may be others than before.

It takes long to load, and is loaded while the index is being made.
"""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from generator import permalinks
from generator.build.assets import Asset, assets, derived_of, stage_assets, stage_derived, used_files
from generator.build.page_renderer import BuiltPageSet, PageRenderer
from generator.build.previous_output import (
    PreviousOutput,
    load_previous_output,
    load_template_fingerprints,
    save_compiled_templates,
    save_output,
)
from generator.build.progress import Phase
from generator.build.request import BuildRequest
from generator.build.search_index import BuiltIndex, save_index
from generator.cache.database import Cache
from generator.cache.stamps import Stamp
from generator.join.redirects import own_page_problems
from generator.model.problem import Problem
from generator.model.theme import Theme
from generator.plan.context import PlanContext
from generator.plan.indexes import search_page_set
from generator.plan.page_sets import fingerprints
from generator.plan.pages import plan
from generator.plan.redirects import redirect_page_sets
from generator.plan.sitemaps import sitemap_page_sets
from generator.publish.output import Stage, Staged


class SiteInputs(Struct, frozen=True):
    """What the files of the site are made from, and where they are put; `there` are the stamps of those that
    the output has."""

    request: BuildRequest
    cache: Cache
    ctx: PlanContext
    theme: Theme
    there: Mapping[str, Stamp]
    stage: Stage


class SiteFiles(Struct, frozen=True):
    """Everything that belongs into the output, and what the last build had made; `own` are the addresses of
    the pages that are planned first: all but those that lead to them, and the files for machines; `problems`
    what shows only when everything is there."""

    before: PreviousOutput
    page_sets: tuple[BuiltPageSet, ...]
    index: BuiltIndex
    assets: tuple[Asset, ...]
    derived: tuple[Staged, ...]
    own: frozenset[str]
    problems: tuple[Problem, ...]

    def files(self) -> Iterator[Staged]:
        yield from (page.file for page_set in self.page_sets for page in page_set.pages)
        yield from self.index.files
        yield from (asset.file for asset in self.assets)
        yield from self.derived


def build_files(inputs: SiteInputs, indexed: Callable[[], BuiltIndex]) -> SiteFiles:
    """All files of the site, each staged or known to be there. The index, which `indexed` waits for, comes
    last: only the search pages name it."""
    ctx, jobs, watcher = inputs.ctx, inputs.request.jobs, inputs.request.watcher
    before = load_previous_output(inputs.cache, inputs.there)
    template_fingerprints = load_template_fingerprints(inputs.cache, inputs.theme, ctx.settings.languages)
    watcher.begin(Phase.PAGES)
    press = PageRenderer(inputs.theme, template_fingerprints, fingerprints(ctx), before.pages, inputs.stage)
    page_sets = _pressed(inputs, press)
    own = frozenset([page.file.path for page_set in page_sets for page in page_set.pages])
    listings = [page.listing for page_set in page_sets for page in page_set.pages if page.listing]
    page_sets += press.press(sitemap_page_sets(ctx, listings), jobs)
    watcher.begin(Phase.ASSETS)
    copied, derived = _staged_assets(inputs, before)
    taken = frozenset([page.file.path for page_set in page_sets for page in page_set.pages])
    taken |= {asset.file.path for asset in copied} | {file.path for file in derived}
    taken |= {permalinks.search(lang) for lang in ctx.settings.languages}
    page_sets += press.press(redirect_page_sets(ctx, taken), jobs)
    watcher.begin(Phase.SEARCH)
    inputs.stage.owned()  # asked for now, while the index is still being made
    index = indexed()
    page_sets += press.press([search_page_set(ctx, index.root)], jobs)
    problems = tuple(own_page_problems(ctx.archive.redirects, taken))
    return SiteFiles(before, tuple(page_sets), index, copied, derived, own, problems)


def _pressed(inputs: SiteInputs, press: PageRenderer) -> list[BuiltPageSet]:
    """All pages but those that lead to others."""
    planned = list(plan(inputs.ctx))
    page_sets: list[BuiltPageSet] = []
    for page_set in press.press(planned, inputs.request.jobs):
        page_sets.append(page_set)
        inputs.request.watcher.step(len(page_sets), len(planned))
    return page_sets


def _staged_assets(
    inputs: SiteInputs, before: PreviousOutput
) -> tuple[tuple[Asset, ...], tuple[Staged, ...]]:
    """The copies and the derivatives."""
    used, site, jobs = used_files(inputs.ctx.archive), inputs.request.site, inputs.request.jobs
    copies = assets(used, inputs.theme, site)
    smaller = [each for file in used for each in derived_of(file, site)]
    copied = stage_assets(copies, before.assets, inputs.stage, jobs)
    derived = stage_derived(smaller, before.derived, inputs.stage, inputs.cache.location.folder, jobs)
    return tuple(copied), tuple(derived)


def save_site(inputs: SiteInputs, site_files: SiteFiles) -> dict[str, Stamp]:
    """Keeps what was printed, now that it is in the output; returns the stamps of the files that are new."""
    cache, output = inputs.cache, inputs.request.output
    written = save_output(
        cache, output, site_files.before, site_files.page_sets, site_files.assets, site_files.derived
    )
    written |= save_index(cache, output, site_files.index)
    save_compiled_templates(cache, inputs.theme)
    return written
