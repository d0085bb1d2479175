"""Writes a copy as a WARC, for web archives."""

import os
from contextlib import suppress

from generator.archive.built_site import BuiltSite
from generator.archive.contents import contents_of
from generator.archive.payload import served_files
from generator.archive.request import ArchiveRequest
from generator.archive.warc.records import RecordWriter
from generator.archive.warc.warc_file import records_of, write_records
from generator.archive.written_file import WrittenFile, written_file
from generator.build.progress import Phase


def write(request: ArchiveRequest, site: BuiltSite) -> tuple[WrittenFile, ...]:
    """Writes the WARC to the target.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy.
    """
    contents = contents_of(request, site, served_files(site))
    writer = RecordWriter(site.ctx.settings.base_url, request.build_date)
    records = records_of(writer, contents, site)
    request.watcher.begin(Phase.COPY)
    request.target.parent.mkdir(parents=True, exist_ok=True)
    draft = request.target.with_name(f".{request.target.name}.draft")
    try:
        with draft.open("wb") as stream:
            write_records(records, writer, stream, request.jobs, request.watcher.step)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(request.target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    return (written_file(request.target, len(contents.files)),)
