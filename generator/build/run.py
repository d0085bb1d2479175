"""The build: one at a time for an output; nothing at all where nothing has changed; else the site is made."""

from functools import partial

from msgspec.structs import replace

from generator.build.request import BuildReport, BuildRequest
from generator.build.up_to_date import inputs_of, recall_report, remember_report
from generator.cache.database import Store
from generator.cache.session import with_store
from generator.parallel.background import beside
from generator.publish.output import packed_stamps
from generator.read.scan import survey


def build(request: BuildRequest) -> BuildReport:
    """Builds the site; publishes it only if nothing in the content is wrong."""
    return with_store(request.output, request.watcher.waiting, partial(_build, request))


def _build(request: BuildRequest, store: Store) -> BuildReport:
    with beside(partial(packed_stamps, request.output), request.jobs) as there:
        files = survey(request.site)
        inputs = inputs_of(request.site, request.build_date, files)
        known = recall_report(store, there, inputs)
        if known and not request.release:
            return known
        from generator.build.pipeline import make  # takes longer to load than a build of nothing takes

        made = make(request, store, files, there)
        remember_report(store, inputs, made.stamps, made.report)
        store.commit()
        return replace(made.report, material=(made, files))
