"""The build pipeline: read, join, plan, render beside the search index, publish, save.

`make` says it in code. Join, plan and render have no side effects. `load.py` reads and joins, `pages.py`
renders, `search_index.py` builds the index.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator import permalinks
from generator.build.inputs import SiteInputs
from generator.build.load import load_site, reported
from generator.build.progress import Phase
from generator.build.request import BuildReport, BuildRequest
from generator.build.search_index import index_task
from generator.build.snapshot import save_snapshot
from generator.cache.database import Cache
from generator.cache.stamps import Stamp, unpacked
from generator.join.ledger import addresses_of
from generator.join.redirects import own_page_problems
from generator.model.archive import Archive
from generator.model.problem import Problem
from generator.parallel.background import in_background
from generator.plan.context import plan_context
from generator.problems.messages import has_errors
from generator.publish.ledger import record_release
from generator.publish.output import Impact, finish_interrupted, publishing
from generator.read.scan import LEDGER, ScannedFile

if TYPE_CHECKING:
    from generator.build.pages import SiteFiles

# With more articles, the index waits for the pages: each of the two processes holds all articles in memory.
_INDEX_BESIDE_PAGES = 30_000


class BuildResult(NamedTuple):
    """The report of a build, its output's stamps and the built site.

    `stamps` are those of the output's files after the build. `site` has these files and their inputs; it is
    None if the build was refused.
    """

    report: BuildReport
    stamps: Mapping[str, Stamp] = {}
    site: "tuple[SiteInputs, SiteFiles] | None" = None


def make(
    request: BuildRequest, cache: Cache, files: Sequence[ScannedFile], output_stamps: Callable[[], bytes]
) -> BuildResult:
    """Builds the site from these files, and publishes it if the content has no error.

    `output_stamps` returns the packed stamps of the files that the output has.
    """
    cache.begin()
    site = load_site(request.site, request.build_date, cache, files, request.jobs, request.watcher)
    problems = reported(site)
    if site.value is None or site.value.theme is None or has_errors(problems):
        finish_interrupted(
            request.output
        )  # else a mixture of two sites could stay for as long as the errors do
        return _refused(problems)
    archive, theme = site.value.archive, site.value.theme
    request.watcher.begin(Phase.PREVIOUS)
    stamps = unpacked(output_stamps())
    with publishing(request.output) as publication:
        inputs = SiteInputs(request, cache, plan_context(archive), theme, stamps, publication.stage)
        with in_background(index_task(inputs), _index_jobs(inputs)) as index:
            from generator.build import pages  # slow to import: in the meantime the index is being built

            renderer = pages.load_renderer(inputs)
            content_pages = pages.render_content_pages(renderer)  # plan, render
            sitemaps = pages.render_sitemaps(renderer, content_pages)
            assets = pages.stage_assets(renderer)
            occupied = pages.occupied_paths(renderer, (*content_pages, *sitemaps), assets)
            redirects = pages.render_redirects(renderer, occupied)
            built_index = pages.wait_for_index(renderer, index)
            search_pages = pages.render_search_pages(renderer, built_index.root)
        clashes = tuple(own_page_problems(archive.redirects, occupied))
        if has_errors(clashes):
            return _refused((*problems, *clashes))
        page_sets = (*content_pages, *sitemaps, *redirects, *search_pages)
        site_files = pages.SiteFiles(renderer.previous, page_sets, built_index, assets)
        request.watcher.begin(Phase.PUBLISH)
        impact = publication.publish(site_files.all())
    recorded = _recorded(request, archive, pages.paths_of(content_pages))
    request.watcher.begin(Phase.SAVE)
    written = pages.save_site(inputs, site_files)
    save_snapshot(cache, archive, theme, impact)
    cache.mark_published()
    report = _report(problems, impact, archive, site_files, recorded)
    return BuildResult(report, _stamps_after(stamps, impact, written), (inputs, site_files))


def _index_jobs(inputs: SiteInputs) -> int:
    """1 if the index must wait for the pages, else the number of processes."""
    large = len(inputs.ctx.archive.articles) > _INDEX_BESIDE_PAGES
    return 1 if large else inputs.request.jobs


def _refused(problems: Iterable[Problem]) -> BuildResult:
    return BuildResult(BuildReport(tuple(sorted(problems))))


def _recorded(request: BuildRequest, archive: Archive, own: frozenset[str]) -> int:
    """Records the released addresses in the ledger; returns how many are new. Without a release it is 0."""
    if not request.release:
        return 0
    return record_release(request.site / LEDGER, _released(archive, own), archive)


def _released(archive: Archive, own: frozenset[str]) -> Mapping[str, str]:
    """Maps every address that readers may keep to the file it was made from."""
    pages = {path: "" for path in own if path.endswith((".html", ".xml")) and path != permalinks.NOT_FOUND}
    search = {permalinks.search(lang): "" for lang in archive.settings.languages}
    return pages | search | addresses_of(archive)


def _stamps_after(before: Mapping[str, Stamp], impact: Impact, written: dict[str, Stamp]) -> dict[str, Stamp]:
    """The stamps of the output's files after the build."""
    gone = frozenset(impact.removed)
    return {path: stamp for path, stamp in before.items() if path not in gone} | written


def _report(
    problems: tuple[Problem, ...], impact: Impact, archive: Archive, site_files: "SiteFiles", recorded: int
) -> BuildReport:
    pages = [page for page_set in site_files.page_sets for page in page_set.pages]
    rendered = sum(page.rendered for page in pages)
    return BuildReport(problems, impact, len(archive.articles), len(pages), rendered, recorded)
