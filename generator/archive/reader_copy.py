"""The reader's copy: one zip that is a bag, with a page to begin at, the site and its search."""

from collections.abc import Iterator

from generator.archive.bag import bag_of
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile
from generator.archive.payload import payload_of
from generator.archive.previous_copy import manifest_of_copy
from generator.archive.provenance import Provenance, provenance_of
from generator.archive.reader_pages import reader_pages
from generator.archive.request import ArchiveReport, ArchiveRequest
from generator.archive.zip_writer import write_zip

FOLDER = "kho-tin"  # the bag's folder in the zip: short, as Windows limits whole paths to 260 characters


def write(request: ArchiveRequest, site: BuiltSite) -> ArchiveReport:
    """Writes the copy to the target. Raises OSError if the disk fails."""
    previous = manifest_of_copy(request.previous) if request.previous else None
    provenance = provenance_of(request, site, previous)
    payload = tuple(payload_of(site))
    bag = bag_of(payload, root_files(site, provenance), bag_info(site, provenance))
    inside = (replaced(file) for file in bag)
    write_zip(tuple(inside), request.target, request.build_date, request.watcher.step)
    return ArchiveReport((), (request.target,), len(payload), sum(file.size for file in payload))
