"""Makes a copy: bring the output up to date, load the site, choose files, write a container."""

from functools import partial

from generator.archive.built_site import load_built_site
from generator.archive.reader_copy import write
from generator.archive.request import ArchiveReport, ArchiveRequest
from generator.build.request import BuildRequest
from generator.build.run import build
from generator.cache.database import Cache
from generator.cache.session import with_cache


def archive(request: ArchiveRequest) -> ArchiveReport:
    """Writes a copy of the site. Nothing is written if an error keeps it from being built.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy, OutputRefusedError if the
    output cannot be published to. An older copy at the target is then whole.
    """
    built = build(
        BuildRequest(request.site, request.output, request.build_date, request.jobs, request.watcher)
    )
    if built.impact is None:
        return ArchiveReport(built.problems)
    # No other build changes the output meanwhile.
    report = with_cache(request.site, request.output, request.watcher.waiting, partial(_copy, request))
    return ArchiveReport(built.problems, report.written if report else None)


def _copy(request: ArchiveRequest, cache: Cache) -> ArchiveReport | None:
    """Writes the copy; None if the content has changed since the build so that it cannot be loaded."""
    site = load_built_site(request, cache)
    if site is None:
        return None
    return write(request, site)
