"""Runs a build: one at a time for an output, and only if something changed since the last one."""

from functools import partial

from generator.build.request import BuildReport, BuildRequest
from generator.build.up_to_date import inputs_of, load_report, save_report
from generator.cache.database import Cache
from generator.cache.session import with_cache
from generator.parallel.background import in_background
from generator.publish.output import packed_stamps
from generator.read.scan import scan


def build(request: BuildRequest, kept_alive: list[object] | None = None) -> BuildReport:
    """Builds the site, and publishes it if nothing in the content is wrong.

    The objects of the build are appended to `kept_alive`. Freeing them takes 0.1 s and more, which a process
    that exits after the build need not spend.
    """
    kept = [] if kept_alive is None else kept_alive
    return with_cache(request.site, request.output, request.watcher.waiting, partial(_build, request, kept))


def _build(request: BuildRequest, kept_alive: list[object], cache: Cache) -> BuildReport:
    with in_background(partial(packed_stamps, request.output), request.jobs) as output_stamps:
        files = scan(request.site)
        inputs = inputs_of(request.site, request.build_date, files)
        report = load_report(cache, output_stamps, inputs)
        if report and not request.release:
            return report
        from generator.build.pipeline import make  # slower to import than an up-to-date build takes

        result = make(request, cache, files, output_stamps)
        kept_alive += (result, files)
        save_report(cache, inputs, result.stamps, result.report)
        cache.commit()
        return result.report
