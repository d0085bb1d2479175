"""Makes a copy: bring the output up to date, load the site, choose files, write a container."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Protocol, cast

from generator.archive.built_site import BuiltSite, load_built_site
from generator.archive.request import ArchiveReport, ArchiveRequest, Format
from generator.build.request import BuildRequest
from generator.build.run import build
from generator.cache.database import Cache
from generator.cache.session import with_cache

# format -> module whose function `write` makes the copy; imported when its format is asked for.
_WRITERS: Mapping[Format, str] = {Format.ZIP: "generator.archive.reader_copy"}


class Writer(Protocol):
    """A module that writes copies in one format."""

    write: Callable[[ArchiveRequest, BuiltSite], ArchiveReport]


def archive(request: ArchiveRequest) -> ArchiveReport:
    """Copies the site into the requested format. Nothing is written if an error keeps it from being built.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy, OutputRefusedError if the
    output cannot be published to. An older copy at the target is then whole.
    """
    built = build(
        BuildRequest(request.site, request.output, request.build_date, request.jobs, request.watcher)
    )
    if built.impact is None:
        return ArchiveReport(built.problems)
    # No other build changes the output meanwhile.
    report = with_cache(request.output, request.watcher.waiting, partial(_copy, request))
    return ArchiveReport(built.problems, report.written if report else None)


def _copy(request: ArchiveRequest, cache: Cache) -> ArchiveReport | None:
    """Writes the copy; None if the content has changed since the build so that it cannot be loaded."""
    site = load_built_site(request, cache)
    if site is None:
        return None
    writer = cast("Writer", import_module(_WRITERS[request.form]))
    return writer.write(request, site)
