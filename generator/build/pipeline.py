"""The build pipeline: read, join, plan, render beside the search index, publish, save.

`make` says it in code. Join, plan and render have no side effects. `load.py` reads and joins, `pages.py`
renders, `search_index.py` builds the index.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from generator import permalinks
from generator.build.inputs import SiteInputs
from generator.build.load import load_site, reported
from generator.build.progress import Phase
from generator.build.related import find_related, save_related
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
from generator.plan.context import plan_context, with_related
from generator.plan.related import Related
from generator.problems.messages import has_errors
from generator.publish.compressed import copies_stamps, with_copies
from generator.publish.ledger import record_release
from generator.publish.output import Impact, finish_interrupted, publishing, require_output_inside
from generator.read.scan import LEDGER, ScannedFile
from generator.render.template_faults import TemplateFaultError

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

    `output_stamps` returns the packed stamps of the files that the output has. Raises OutputRefusedError if
    the output must not be written.
    """
    require_output_inside(request.site, request.output)
    cache.begin()
    site = load_site(request.site, request.build_date, cache, files, request.jobs, request.watcher)
    problems = reported(site)
    if site.value is None or site.value.theme is None or has_errors(problems):
        finish_interrupted(
            request.output
        )  # else a mixture of two sites could stay for as long as the errors do
        return _refused(problems)
    archive, theme, settings = site.value.archive, site.value.theme, site.value.settings
    request.watcher.begin(Phase.PREVIOUS)
    stamps = unpacked(output_stamps())
    with publishing(request.output) as publication:
        ctx, pictures = plan_context(archive, Related()), cache.location.folder
        inputs = SiteInputs(request, cache, ctx, theme, stamps, publication.stage, pictures)
        try:
            made = make_files(inputs)
        except TemplateFaultError as fault:
            return _refused((*problems, fault.problem))
        clashes = tuple(own_page_problems(archive.redirects, made.occupied))
        if has_errors(clashes):
            return _refused((*problems, *clashes))
        request.watcher.begin(Phase.PUBLISH)
        compressed = settings.hosting.compressed
        impact = publication.publish(
            with_copies(publication.stage, made.files.all(), compressed, request.jobs)
            if compressed
            else made.files.all()
        )
    recorded = _recorded(request, archive, made.content_paths)
    request.watcher.begin(Phase.SAVE)
    from generator.build.pages import save_site  # imported by now: see `make_files`

    written = save_site(inputs, made.files) | copies_stamps(request.output, impact.written)
    save_related(cache, made.related)
    save_snapshot(cache, archive, theme, impact)
    cache.mark_published()
    report = _report(problems, impact, archive, made.files, recorded)
    return BuildResult(report, _stamps_after(stamps, impact, written), (inputs, made.files))


class MadeFiles(NamedTuple):
    """The staged files of a site.

    `related` are the related articles of all articles. `occupied` are the paths at which no redirect may
    stand. `content_paths` are those of all pages but sitemaps, redirects and search pages.
    """

    files: "SiteFiles"
    related: Related
    occupied: frozenset[str]
    content_paths: frozenset[str]


def make_files(inputs: SiteInputs) -> MadeFiles:
    """Makes and stages all files of a site."""
    beside, jobs = _is_index_beside_pages(inputs), inputs.request.jobs
    index_jobs = jobs // 2 if beside else jobs
    with in_background(index_task(inputs, index_jobs), jobs if beside else 1) as index:
        from generator.build import pages  # slow to import: in the meantime the index is being built

        related = find_related(inputs.cache, inputs.ctx.archive)  # which the index has nothing of
        inputs = replace(inputs, ctx=with_related(inputs.ctx, related))
        # One process renders, and one indexes: each loads what the other does not need. What is free helps.
        renderer = pages.load_renderer(
            inputs, lambda: jobs - 1 - (index_jobs if beside and not index.is_done() else 0)
        )
        content_pages = pages.render_content_pages(renderer)  # plan, render
        sitemaps = pages.render_sitemaps(renderer, content_pages)
        assets = pages.stage_assets(renderer)
        occupied = pages.occupied_paths(renderer, (*content_pages, *sitemaps), assets)
        redirects = pages.render_redirects(renderer, occupied)
        built_index = pages.wait_for_index(renderer, index)
        search_pages = pages.render_search_pages(renderer, built_index.root)
    others = (*sitemaps, *redirects, *search_pages)
    site_files = pages.SiteFiles(
        renderer.previous, renderer.plan, tuple(content_pages), others, built_index, assets
    )
    return MadeFiles(site_files, related, occupied, pages.paths_of(content_pages))


def _is_index_beside_pages(inputs: SiteInputs) -> bool:
    """Whether the index is built while pages are rendered, else after them."""
    return inputs.request.jobs > 1 and len(inputs.ctx.archive.articles) <= _INDEX_BESIDE_PAGES


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
    search = dict.fromkeys(permalinks.of_search(archive.settings.languages), "")
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
