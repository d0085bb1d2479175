"""The build: one at a time for an output; nothing at all where nothing has changed; else the site is made."""

from functools import partial

from msgspec.structs import replace

from generator.build.request import BuildReport, BuildRequest
from generator.build.up_to_date import inputs_of, load_report, save_report
from generator.cache.database import Cache
from generator.cache.session import with_cache
from generator.parallel.background import in_background
from generator.publish.output import packed_stamps
from generator.read.scan import scan


def build(request: BuildRequest) -> BuildReport:
    """Builds the site; publishes it only if nothing in the content is wrong."""
    return with_cache(request.output, request.watcher.waiting, partial(_build, request))


def _build(request: BuildRequest, cache: Cache) -> BuildReport:
    with in_background(partial(packed_stamps, request.output), request.jobs) as there:
        files = scan(request.site)
        inputs = inputs_of(request.site, request.build_date, files)
        known = load_report(cache, there, inputs)
        if known and not request.release:
            return known
        from generator.build.pipeline import make  # takes longer to load than a build of nothing takes

        made = make(request, cache, files, there)
        save_report(cache, inputs, made.stamps, made.report)
        cache.commit()
        return replace(made.report, material=(made, files))
