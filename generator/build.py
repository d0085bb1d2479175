"""The build: one at a time for an output; nothing at all where nothing has changed; else the site is made."""

import gc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from generator.lane import beside
from generator.publish.output import packed_stamps
from generator.read.survey import survey
from generator.request import BuildReport, BuildRequest
from generator.standstill import inputs_of, recall_report, remember_report
from generator.store.lock import locked
from generator.store.records import Origin, Store, StoreDamagedError, discard, folder_of
from generator.version import generator_version


def build(request: BuildRequest) -> BuildReport:
    """Builds the site; publishes it only if nothing in the content is wrong."""
    folder = folder_of(request.output)
    with locked(folder, request.watcher.waiting), no_garbage():
        try:
            return _build(request, folder)
        except StoreDamagedError:
            discard(folder)
            return _build(request, folder, "damaged")


@contextmanager
def no_garbage() -> Iterator[None]:
    """Records hold no cycles, and there are many: looking for garbage among them took a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _build(request: BuildRequest, folder: Path, origin: Origin = "new") -> BuildReport:
    there = beside(partial(packed_stamps, request.output), request.jobs)
    with there as stamps_there, closing(Store(folder, generator_version(), origin)) as store:
        files = survey(request.site)
        inputs = inputs_of(request.site, request.build_date, files)
        known = recall_report(store, stamps_there, inputs)
        if known and not request.release:
            return known
        from generator.making import make  # takes longer to load than a build of nothing takes

        report, stamps = make(request, store, files, stamps_there)
        remember_report(store, inputs, stamps, report)
        store.commit()
        return report
