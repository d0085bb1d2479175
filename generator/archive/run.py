"""Makes a copy: bring the output up to date, load the site, choose files, write a container."""

from functools import partial

from msgspec.structs import replace

from generator.archive.built_site import built_site
from generator.archive.delta import base_manifest
from generator.archive.drafts import draft_folder, put_in_place
from generator.archive.formats import CopyFormat, requested_format
from generator.archive.previous_copy import previous_manifest
from generator.archive.request import ArchiveReport, ArchiveRequest
from generator.archive.signature import sign_file, signature_path
from generator.archive.written_file import WrittenFile
from generator.build.request import BuildRequest
from generator.build.run import build
from generator.cache.database import Cache
from generator.cache.session import with_cache


def archive(request: ArchiveRequest) -> ArchiveReport:
    """Writes a copy of the site. Nothing is written if an error keeps it from being built.

    What cannot be the copy before is refused before the site is built.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy, OutputRefusedError if the
    output cannot be published to. An older copy at the target is then whole.
    """
    copy_format = requested_format(request)
    previous_manifest(request)
    if request.since:
        base_manifest(request.since)
    built = build(
        BuildRequest(request.site, request.output, request.build_date, request.jobs, request.watcher)
    )
    if built.impact is None:
        return ArchiveReport(built.problems)
    # No other build changes the output meanwhile.
    copy = partial(_copy, request, copy_format)
    written = with_cache(request.site, request.output, request.watcher.waiting, copy)
    return ArchiveReport(built.problems, written)


def _copy(request: ArchiveRequest, copy_format: CopyFormat, cache: Cache) -> tuple[WrittenFile, ...]:
    """Writes the copy; nothing if the content has changed since the build so that it cannot be loaded."""
    place = request.target if copy_format.folder else request.target.parent
    with (
        built_site(request, cache) as site,
        draft_folder(request.target, is_folder=copy_format.folder) as drafts,
    ):
        if site is None:
            return ()
        drafted = copy_format.writer()(request, site, drafts)
        if not copy_format.bag:
            signed = copy_format.listing or request.target.name
            if request.secret_key:
                comment = f"Khotin copy of {request.build_date.isoformat()}"
                sign_file(drafts / signed, request.secret_key, comment)
            else:  # that of an older copy would not fit
                older = signature_path(place / signed)
                drafted = replace(drafted, obsolete=(*drafted.obsolete, older))
        return put_in_place(drafted, drafts, place)
