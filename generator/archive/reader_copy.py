"""The reader's copy: one zip that is a bag, with a page to begin at, the site and its search."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.archive.bag import Bag, bag_of
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile
from generator.archive.delta import FOLDER as DELTA_FOLDER
from generator.archive.delta import base_manifest, base_of, delta_of
from generator.archive.drafts import Drafted, scratch_in
from generator.archive.payload import payload_of
from generator.archive.previous_copy import hashes_of, previous_manifest, withdrawals_of_copy
from generator.archive.provenance import Provenance, provenance_of
from generator.archive.reader_pages import reader_pages
from generator.archive.request import ArchiveRequest
from generator.archive.search_packs import with_packed_search
from generator.archive.signature import sign
from generator.archive.source import SOURCE, source_tar
from generator.archive.split import in_folder, older_parts, part_paths, split_bags
from generator.archive.withdrawals import naming_source, withdrawals_of
from generator.archive.zip_writer import write_zip
from generator.build.progress import Phase

FOLDER = "kho-tin/"  # the bag's folder in the zip: short, as Windows limits whole paths to 260 characters


def write(request: ArchiveRequest, site: BuiltSite, drafts: Path) -> Drafted:
    """Writes the copy, the whole, a delta or its parts.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy, MinisignMissingError.
    """
    source = source_tar(request, site, scratch_in(drafts)) if request.with_source else None
    base = base_manifest(request.since) if request.since else None
    previous = previous_manifest(request) or base
    provenance = provenance_of(request, site, previous)
    packed = with_packed_search(payload_of(site, request.build_date), site.search_root, request.jobs)
    payload = (*packed, *((source,) if source else ()))
    earlier = request.previous or request.since
    before = withdrawals_of_copy(earlier) if earlier else None
    hashes = hashes_of(previous or b"")
    withdrawals = withdrawals_of(site, request.site, before, hashes)
    if source or SOURCE in hashes or (before and any(SOURCE in each.files for each in before.withdrawals)):
        withdrawals = naming_source(withdrawals, SOURCE)
    root = (provenance.file(), withdrawals.file(), *reader_pages(provenance, withdrawals))
    info = _info(provenance, site.ctx.settings.default_language)
    bag = bag_of(payload, root, info)
    if request.split:
        parts = split_bags(bag, root, info, request.split, request.jobs)
        return _write_parts(request, [_signed(request, part, provenance) for part in parts], drafts)
    files, folder = _signed(request, bag, provenance), FOLDER
    if request.since:
        signature = files[-1] if request.secret_key else None
        files, folder = delta_of(bag, signature, base_of(request.since), provenance).files, DELTA_FOLDER
    request.watcher.begin(Phase.COPY)
    inside = in_folder(files, folder)
    draft = drafts / request.target.name
    return Drafted((write_zip(inside, draft, request.build_date, request.jobs, request.watcher.step),))


def _signed(request: ArchiveRequest, bag: Bag, provenance: Provenance) -> Sequence[CopyFile]:
    """The files of a bag; if there is a key, its signature is the last. Raises MinisignMissingError."""
    if request.secret_key is None:
        return bag.files
    comment = f"Khotin copy of {provenance.date}"
    return (*bag.files, sign(bag.tag_manifest.read(), request.secret_key, comment))


def _write_parts(request: ArchiveRequest, parts: Sequence[Sequence[CopyFile]], drafts: Path) -> Drafted:
    """Writes the parts of a copy. Parts of an older one that had more of them are obsolete."""
    request.watcher.begin(Phase.COPY)
    places = part_paths(request.target, len(parts))
    written = []
    for files, place in zip(parts, places, strict=True):
        inside, draft = in_folder(files, FOLDER), drafts / place.name
        written.append(write_zip(inside, draft, request.build_date, request.jobs, request.watcher.step))
    return Drafted(tuple(written), tuple(each for each in older_parts(request.target) if each not in places))


def _info(provenance: Provenance, lang: str) -> Mapping[str, str]:
    """The fields of bag-info.txt."""
    return {
        "Source-Organization": provenance.publisher.get(lang, ""),
        "External-Description": " / ".join(provenance.name.values()),
        "External-Identifier": provenance.base_url,
        "Bagging-Date": provenance.date,
        "Bag-Software-Agent": provenance.generator,
    }
