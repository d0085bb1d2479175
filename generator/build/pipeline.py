"""The making of the site: read, join, lay out, print (beside the index), publish, record, remember."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator import permalinks
from generator.build.load import gather
from generator.build.progress import Phase
from generator.build.request import BuildReport, BuildRequest
from generator.build.search_index import IndexMaker
from generator.build.snapshot import write_chronicle
from generator.cache.database import Store
from generator.cache.stamps import Stamp, unpacked
from generator.join.ledger import addresses_of
from generator.model.archive import Archive
from generator.model.problem import Problem
from generator.parallel.background import beside
from generator.plan.context import lay_out
from generator.problems.messages import has_errors
from generator.problems.suppressions import unsilenced
from generator.publish.ledger import record_release
from generator.publish.output import Impact, publishing
from generator.read.scan import LEDGER, Found

if TYPE_CHECKING:
    from generator.build.pages import Printed

_LARGE = 30_000  # articles: beyond them the index waits for the pages, as each process holds all of them


class Made(NamedTuple):
    """What came of it, the stamps that the output's files have then, and what they were made of."""

    report: BuildReport
    stamps: Mapping[str, Stamp] = {}
    material: object = None


def make(request: BuildRequest, store: Store, files: Sequence[Found], there: Callable[[], bytes]) -> Made:
    """Makes the site of these files, and publishes it only if nothing in the content is wrong.

    `there` has the stamps of the output's files, packed.
    """
    watcher = request.watcher
    store.begin()
    gathered = gather(request.site, request.build_date, store, files, request.jobs, watcher)
    silences = gathered.value.silences if gathered.value else ()
    problems = unsilenced(gathered.problems, silences)
    if gathered.value is None or gathered.value.theme is None or has_errors(problems):
        return Made(BuildReport(problems))
    archive, theme = gathered.value.archive, gathered.value.theme
    watcher.begin(Phase.RECALL)
    stamps = unpacked(there())
    desk = lay_out(archive)
    with publishing(request.output) as publication:
        indexing = IndexMaker(desk, store.place, stamps, publication.stage, request.jobs)
        large = len(archive.articles) > _LARGE
        with beside(indexing, 1 if large else request.jobs) as indexed:
            from generator.build.pages import Order, print_site, remember_site  # it takes long: see there

            order = Order(request, store, desk, theme, stamps, publication.stage)
            printed = print_site(order, indexed)
        if has_errors(printed.problems):
            return Made(BuildReport(tuple(sorted((*problems, *printed.problems)))))
        watcher.begin(Phase.PUBLISH)
        impact = publication.release(printed.files())
    recorded = 0
    if request.release:
        recorded = record_release(request.site / LEDGER, _released(archive, printed.own), archive)
    watcher.begin(Phase.REMEMBER)
    written = remember_site(order, printed)
    write_chronicle(store, archive, theme, impact)
    store.seal()
    gone = frozenset(impact.removed)
    now = {path: stamp for path, stamp in stamps.items() if path not in gone} | written
    return Made(_report(problems, impact, archive, printed, recorded), now, (order, printed))


def _report(
    problems: tuple[Problem, ...], impact: Impact, archive: Archive, printed: "Printed", recorded: int
) -> BuildReport:
    pages = [page for sheaf in printed.sheaves for page in sheaf.pages]
    rendered = sum([page.rendered for page in pages])
    return BuildReport(problems, impact, len(archive.articles), len(pages), rendered, recorded)


def _released(archive: Archive, own: frozenset[str]) -> Mapping[str, str]:
    """Every address that readers may keep, as the ledger calls it, with the file that it was made from."""
    pages = {path: "" for path in own if path.endswith((".html", ".xml")) and path != permalinks.NOT_FOUND}
    search = {permalinks.search(lang): "" for lang in archive.settings.languages}
    return pages | search | addresses_of(archive)
