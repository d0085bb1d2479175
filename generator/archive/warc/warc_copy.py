"""Writes a copy as a WARC, for web archives."""

from pathlib import Path

from generator.archive.built_site import BuiltSite
from generator.archive.contents import contents_of
from generator.archive.drafts import Drafted
from generator.archive.payload import served_files
from generator.archive.request import ArchiveRequest
from generator.archive.warc.records import RecordWriter
from generator.archive.warc.warc_file import records_of, write_records
from generator.archive.written_file import written_file
from generator.build.progress import Phase


def write(request: ArchiveRequest, site: BuiltSite, drafts: Path) -> Drafted:
    """Writes the WARC.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy.
    """
    contents = contents_of(request, site, served_files(site))
    writer = RecordWriter(site.ctx.settings.base_url, request.build_date)
    records = records_of(writer, contents, site)
    request.watcher.begin(Phase.COPY)
    draft = drafts / request.target.name
    with draft.open("wb") as stream:
        write_records(records, writer, stream, request.jobs, request.watcher.step)
    return Drafted((written_file(draft, len(contents.files)),))
