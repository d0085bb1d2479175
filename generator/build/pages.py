"""All files of the site, in the order of the build: rendered, copied or resized if their inputs changed.

The functions are called by `pipeline.py`, in the order in which they stand here. The module imports the whole
template engine, which takes long; it is imported while the search index is already being built.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from generator import permalinks
from generator.build.assets import Assets, stage_site_assets
from generator.build.inputs import SiteInputs
from generator.build.page_renderer import BuiltPageSet, PageRenderer
from generator.build.previous_output import (
    PreviousOutput,
    load_previous_output,
    load_template_fingerprints,
    save_compiled_templates,
    save_output,
)
from generator.build.progress import Phase
from generator.build.search_index import BuiltIndex, save_index
from generator.build.unchanged_plan import Plan, content_page_sets, load_plan, plan_of, save_plan
from generator.cache.stamps import Stamp
from generator.plan.indexes import search_page_set
from generator.plan.page_sets import PageSet, fingerprints
from generator.plan.redirects import redirect_page_sets
from generator.plan.sitemaps import sitemap_page_sets
from generator.publish.output import Staged


class Renderer(Struct, frozen=True):
    """Renders page sets from the inputs, and takes unchanged pages from the previous output.

    `page_sets` are planned, some of them as the last build made them, and `plan` is their plan.
    """

    inputs: SiteInputs
    previous: PreviousOutput
    page_sets: Sequence[BuiltPageSet | PageSet]
    plan: Plan
    pages: PageRenderer
    helpers: Callable[[], int]

    def render(self, page_sets: Iterable[PageSet]) -> Iterator[BuiltPageSet]:
        """Builds the page sets: first those with unchanged inputs, then the others in their order."""
        return self.pages.render(page_sets, self.helpers)


class SiteFiles(Struct, frozen=True):
    """Everything that belongs into the output, and what the previous build had written."""

    previous: PreviousOutput
    plan: Plan
    content_pages: tuple[BuiltPageSet, ...]
    other_pages: tuple[BuiltPageSet, ...]
    index: BuiltIndex
    assets: Assets

    @property
    def page_sets(self) -> tuple[BuiltPageSet, ...]:
        """All page sets."""
        return (*self.content_pages, *self.other_pages)

    def all(self) -> Iterator[Staged]:
        """Every file of the site."""
        yield from (page.file for page_set in self.page_sets for page in page_set.pages)
        yield from self.index.files
        yield from self.assets.files()


def load_renderer(inputs: SiteInputs, helpers: Callable[[], int]) -> Renderer:
    """Loads from the cache what the previous build wrote, and plans the content pages.

    `helpers` says how many processes may help to render now.
    """
    previous = load_previous_output(inputs.cache, inputs.output_stamps)
    languages = inputs.ctx.settings.languages
    templates = load_template_fingerprints(inputs.cache, inputs.theme, languages)
    pages = PageRenderer(inputs.theme, templates, fingerprints(inputs.ctx), previous.pages, inputs.stage)
    planned = content_page_sets(pages, inputs.ctx, load_plan(inputs.cache), plan_of(inputs, templates))
    return Renderer(inputs, previous, planned.page_sets, planned.plan, pages, helpers)


def render_content_pages(renderer: Renderer) -> list[BuiltPageSet]:
    """Renders the planned pages: all but sitemaps, redirects and search pages."""
    page_sets, watcher = renderer.page_sets, renderer.inputs.request.watcher
    watcher.begin(Phase.PAGES)
    built = [each for each in page_sets if isinstance(each, BuiltPageSet)]
    for page_set in renderer.render(each for each in page_sets if isinstance(each, PageSet)):
        built.append(page_set)
        watcher.step(len(built), len(page_sets))
    return built


def render_sitemaps(renderer: Renderer, archive_pages: Iterable[BuiltPageSet]) -> list[BuiltPageSet]:
    """Renders the sitemaps of these pages."""
    listings = [page.listing for page_set in archive_pages for page in page_set.pages if page.listing]
    return list(renderer.render(sitemap_page_sets(renderer.inputs.ctx, listings)))


def stage_assets(renderer: Renderer) -> Assets:
    """Copies media and the theme's static files, and adds the resized pictures."""
    inputs, previous = renderer.inputs, renderer.previous
    inputs.request.watcher.begin(Phase.ASSETS)
    return stage_site_assets(inputs, previous.assets, previous.derived)


def occupied_paths(renderer: Renderer, page_sets: Iterable[BuiltPageSet], assets: Assets) -> frozenset[str]:
    """The paths at which no redirect may stand."""
    search = set(permalinks.of_search(renderer.inputs.ctx.settings.languages))
    return paths_of(page_sets) | {file.path for file in assets.files()} | search


def render_redirects(renderer: Renderer, taken: frozenset[str]) -> list[BuiltPageSet]:
    """Renders the pages and server rules that lead old addresses on."""
    return list(renderer.render(redirect_page_sets(renderer.inputs.ctx, taken)))


def wait_for_index(renderer: Renderer, index: Callable[[], BuiltIndex]) -> BuiltIndex:
    """Waits for the search index. Meanwhile the manifest is read."""
    renderer.inputs.request.watcher.begin(Phase.SEARCH)
    renderer.inputs.stage.owned()
    return index()


def render_search_pages(renderer: Renderer, index_root: str) -> list[BuiltPageSet]:
    """Renders the search pages. They alone name the root file of the index."""
    return list(renderer.render([search_page_set(renderer.inputs.ctx, index_root)]))


def paths_of(page_sets: Iterable[BuiltPageSet]) -> frozenset[str]:
    """The paths of all pages in these sets."""
    return frozenset(page.file.path for page_set in page_sets for page in page_set.pages)


def save_site(inputs: SiteInputs, site_files: SiteFiles) -> dict[str, Stamp]:
    """Saves in the cache what was published; returns the stamps of the files that are new."""
    cache, output, assets = inputs.cache, inputs.request.output, site_files.assets
    written = save_output(
        cache, output, site_files.previous, site_files.page_sets, assets.copied, assets.derived
    )
    save_plan(cache, site_files.plan, site_files.content_pages)
    written |= save_index(cache, output, site_files.index)
    save_compiled_templates(inputs.theme)
    return written
