"""The making of the site: read, join, lay out, print (beside the index), publish, record, remember."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator import permalinks
from generator.build.load import load_site
from generator.build.progress import Phase
from generator.build.request import BuildReport, BuildRequest
from generator.build.search_index import IndexMaker
from generator.build.snapshot import save_snapshot
from generator.cache.database import Cache
from generator.cache.stamps import Stamp, unpacked
from generator.join.ledger import addresses_of
from generator.model.archive import Archive
from generator.model.problem import Problem
from generator.parallel.background import in_background
from generator.plan.context import plan_context
from generator.problems.messages import has_errors
from generator.problems.suppressions import unsuppressed
from generator.publish.ledger import record_release
from generator.publish.output import Impact, publishing
from generator.read.scan import LEDGER, ScannedFile

if TYPE_CHECKING:
    from generator.build.pages import SiteFiles

_LARGE = 30_000  # articles: beyond them the index waits for the pages, as each process holds all of them


class BuildResult(NamedTuple):
    """What came of it, the stamps that the output's files have then, and what they were made of."""

    report: BuildReport
    stamps: Mapping[str, Stamp] = {}
    material: object = None


def make(
    request: BuildRequest, cache: Cache, files: Sequence[ScannedFile], there: Callable[[], bytes]
) -> BuildResult:
    """Makes the site of these files, and publishes it only if nothing in the content is wrong.

    `there` has the stamps of the output's files, packed.
    """
    watcher = request.watcher
    cache.begin()
    loaded = load_site(request.site, request.build_date, cache, files, request.jobs, watcher)
    suppressions = loaded.value.suppressions if loaded.value else ()
    problems = unsuppressed(loaded.problems, suppressions)
    if loaded.value is None or loaded.value.theme is None or has_errors(problems):
        return BuildResult(BuildReport(problems))
    archive, theme = loaded.value.archive, loaded.value.theme
    watcher.begin(Phase.RECALL)
    stamps = unpacked(there())
    ctx = plan_context(archive)
    with publishing(request.output) as publication:
        indexing = IndexMaker(ctx, cache.location, stamps, publication.stage, request.jobs)
        large = len(archive.articles) > _LARGE
        with in_background(indexing, 1 if large else request.jobs) as indexed:
            from generator.build.pages import SiteInputs, build_files, save_site  # it takes long: see there

            inputs = SiteInputs(request, cache, ctx, theme, stamps, publication.stage)
            site_files = build_files(inputs, indexed)
        if has_errors(site_files.problems):
            return BuildResult(BuildReport(tuple(sorted((*problems, *site_files.problems)))))
        watcher.begin(Phase.PUBLISH)
        impact = publication.release(site_files.files())
    recorded = 0
    if request.release:
        recorded = record_release(request.site / LEDGER, _released(archive, site_files.own), archive)
    watcher.begin(Phase.REMEMBER)
    written = save_site(inputs, site_files)
    save_snapshot(cache, archive, theme, impact)
    cache.mark_published()
    gone = frozenset(impact.removed)
    now = {path: stamp for path, stamp in stamps.items() if path not in gone} | written
    return BuildResult(_report(problems, impact, archive, site_files, recorded), now, (inputs, site_files))


def _report(
    problems: tuple[Problem, ...], impact: Impact, archive: Archive, site_files: "SiteFiles", recorded: int
) -> BuildReport:
    pages = [page for page_set in site_files.page_sets for page in page_set.pages]
    rendered = sum([page.rendered for page in pages])
    return BuildReport(problems, impact, len(archive.articles), len(pages), rendered, recorded)


def _released(archive: Archive, own: frozenset[str]) -> Mapping[str, str]:
    """Every address that readers may keep, as the ledger calls it, with the file that it was made from."""
    pages = {path: "" for path in own if path.endswith((".html", ".xml")) and path != permalinks.NOT_FOUND}
    search = {permalinks.search(lang): "" for lang in archive.settings.languages}
    return pages | search | addresses_of(archive)
