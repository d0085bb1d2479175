"""The build: one at a time for an output; nothing at all where nothing has changed; else the site is made."""

from functools import partial

from msgspec.structs import replace

from generator.lane import beside
from generator.publish.output import packed_stamps
from generator.read.survey import survey
from generator.request import BuildReport, BuildRequest
from generator.standstill import inputs_of, recall_report, remember_report
from generator.store.records import Store
from generator.store.session import with_store


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
        from generator.making import make  # takes longer to load than a build of nothing takes

        made = make(request, store, files, there)
        remember_report(store, inputs, made.stamps, made.report)
        store.commit()
        return replace(made.report, material=(made, files))
