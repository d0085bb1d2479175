"""The build: one at a time for an output; nothing at all where nothing has changed; else the site is made."""

import gc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.read.survey import survey
from generator.request import BuildReport, BuildRequest
from generator.standstill import inputs_of, recall_report, remember_report
from generator.store.lock import locked
from generator.store.records import Store, StoreDamagedError, discard, folder_of
from generator.version import generator_version

T = TypeVar("T")


def build(request: BuildRequest) -> BuildReport:
    """Builds the site; publishes it only if nothing in the content is wrong."""
    return with_store(request, partial(_build, request))


def with_store(request: BuildRequest, work: Callable[[Store], T]) -> T:
    """What the work makes with the store of the request's output, which is its own meanwhile. Of a store that
    turns out to be damaged nothing is kept, and the work begins anew."""
    folder = folder_of(request.output)
    with locked(folder, request.watcher.waiting), _no_garbage():
        try:
            return _with_store(folder, work)
        except StoreDamagedError:
            discard(folder)
            return _with_store(folder, work)


def _with_store(folder: Path, work: Callable[[Store], T]) -> T:
    with closing(Store(folder, generator_version())) as store:
        return work(store)


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Records hold no cycles, and there are many: looking for garbage among them took a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _build(request: BuildRequest, store: Store) -> BuildReport:
    files = survey(request.site)
    inputs = inputs_of(request, files)
    known = recall_report(store, request.output, inputs)
    if known:
        return known
    from generator.making import make  # takes longer to load than a build of nothing takes

    report, stamps = make(request, store, files)
    remember_report(store, inputs, stamps, report)
    store.commit()
    return report
