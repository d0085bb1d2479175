"""The reader's copy: one zip that is a bag, with a page to begin at, the site and its search."""

from collections.abc import Mapping

from msgspec.structs import replace

from generator.archive.bag import bag_of
from generator.archive.built_site import BuiltSite
from generator.archive.payload import payload_of
from generator.archive.previous_copy import manifest_of_copy
from generator.archive.provenance import Provenance, provenance_of
from generator.archive.reader_pages import reader_pages
from generator.archive.request import ArchiveReport, ArchiveRequest
from generator.archive.signature import sign
from generator.archive.zip_writer import write_zip
from generator.build.progress import Phase

FOLDER = "kho-tin/"  # the bag's folder in the zip: short, as Windows limits whole paths to 260 characters


def write(request: ArchiveRequest, site: BuiltSite) -> ArchiveReport:
    """Writes the copy to the target.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy, MinisignMissingError.
    """
    previous = manifest_of_copy(request.previous) if request.previous else None
    provenance = provenance_of(request, site, previous)
    payload = tuple(payload_of(site, request.build_date))
    root = (provenance.file(), *reader_pages(provenance))
    bag = bag_of(payload, root, _info(provenance, site.ctx.settings.default_language))
    files = [*bag.files]
    if request.secret_key:
        comment = f"Khotin copy of {provenance.date}"
        files.append(sign(bag.tag_manifest.read(), request.secret_key, comment))
    request.watcher.begin(Phase.COPY)
    inside = (replace(file, path=f"{FOLDER}{file.path}") for file in files)
    written = write_zip(inside, request.target, request.build_date, request.jobs, request.watcher.step)
    return ArchiveReport((), written)


def _info(provenance: Provenance, lang: str) -> Mapping[str, str]:
    """The fields of bag-info.txt."""
    return {
        "Source-Organization": provenance.publisher.get(lang, ""),
        "External-Description": " / ".join(provenance.name.values()),
        "External-Identifier": provenance.base_url,
        "Bagging-Date": provenance.date,
        "Bag-Software-Agent": provenance.generator,
    }
