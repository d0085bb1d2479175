"""Writes a copy as a WACZ: a WARC with its index and a list of pages, in a zip that players read in place."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import json
from msgspec.structs import replace

from generator import permalinks
from generator.archive.built_site import BuiltSite
from generator.archive.contents import Contents, contents_of
from generator.archive.copy_file import CopyFile, disk_file, made_file
from generator.archive.drafts import Drafted, scratch_in
from generator.archive.payload import served_files
from generator.archive.request import ArchiveRequest
from generator.archive.warc.cdx import BLOCKS, NAME, cdx_files, cdx_lines
from generator.archive.warc.records import RecordWriter
from generator.archive.warc.warc_file import records_of, write_records
from generator.archive.written_file import written_file
from generator.archive.zip_writer import write_zip
from generator.build.progress import Phase

WARC = "data.warc.gz"
PACKAGE, PACKAGE_DIGEST = "datapackage.json", "datapackage-digest.json"
PAGES = "pages/pages.jsonl"
_VERSION = "1.1.1"


def write(request: ArchiveRequest, site: BuiltSite, drafts: Path) -> Drafted:
    """Writes the WACZ.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy.
    """
    contents = contents_of(request, site, served_files(site))
    writer = RecordWriter(site.ctx.settings.base_url, request.build_date)
    records = records_of(writer, contents, site)
    request.watcher.begin(Phase.COPY)
    warc = scratch_in(drafts) / WARC
    with warc.open("wb") as stream:
        placed = write_records(records, writer, stream, request.jobs, request.watcher.step)
    lines, blocks = cdx_files(cdx_lines(placed, WARC))
    inside = (
        disk_file(f"archive/{WARC}", warc, written_file(warc, 1).sha256),
        made_file(f"indexes/{NAME}", lines),
        made_file(f"indexes/{BLOCKS}", blocks),
        made_file(PAGES, _pages(contents, site)),
    )
    package = _package(inside, contents)
    files = (*inside, package, package_digest(package.read()))
    written = write_zip(
        files, drafts / request.target.name, request.build_date, 1, lambda _done, _total: None
    )
    return Drafted((replace(written, files=len(contents.files)),))


def package_digest(package: bytes) -> CopyFile:
    """The file that states the hash of the description of a WACZ."""
    facts = {"path": PACKAGE, "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    return made_file(PACKAGE_DIGEST, json.format(json.encode(facts), indent=1) + b"\n")


def _package(files: Iterable[CopyFile], contents: Contents) -> CopyFile:
    """The description of a WACZ, after Frictionless."""
    provenance = contents.provenance
    facts: dict[str, Any] = {
        "profile": "data-package",
        "wacz_version": _VERSION,
        "title": " / ".join(dict.fromkeys(provenance.name.values())),
        "created": f"{provenance.date}T00:00:00Z",
        "software": provenance.generator,
        "mainPageUrl": provenance.base_url + permalinks.ROOT,
        "mainPageDate": f"{provenance.date}T00:00:00Z",
        "resources": [
            {
                "name": file.path.rpartition("/")[2],
                "path": file.path,
                "hash": f"sha256:{file.sha256}",
                "bytes": file.size,
            }
            for file in files
        ],
    }
    return made_file(PACKAGE, json.format(json.encode(facts), indent=1) + b"\n")


def _pages(contents: Contents, site: BuiltSite) -> bytes:
    """The list of pages with which a player begins: home pages, standing pages, articles."""
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    provenance = contents.provenance
    for path, title in _titles(site):
        address = provenance.base_url + path
        identifier = hashlib.sha256(address.encode()).hexdigest()[:22]
        stamp = f"{provenance.date}T00:00:00Z"
        lines.append({"id": identifier, "url": address, "ts": stamp, "title": title})
    return b"".join(json.encode(line) + b"\n" for line in lines)


def _titles(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Path and title of each listed page."""
    settings, archive = site.ctx.settings, site.ctx.archive
    yield permalinks.ROOT, " / ".join(dict.fromkeys(text.value for text in settings.name.texts))
    for lang in settings.languages:
        yield permalinks.home(lang), settings.name.best(lang).value
    for shown in (archive.standing_pages, archive.articles):
        for each in shown:
            yield from ((translation.address, translation.title) for translation in each.translations)
