"""Writes the archive as data into one zip."""

from pathlib import Path

from generator.archive.bag import MANIFEST, manifest_of
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import made_file, text_file
from generator.archive.drafts import Drafted
from generator.archive.previous_copy import previous_manifest
from generator.archive.provenance import provenance_of
from generator.archive.request import ArchiveRequest
from generator.archive.zip_writer import write_zip
from generator.build.progress import Phase
from generator.plan.dataset.files import tables_of
from generator.plan.dataset.origin import origin_of
from generator.plan.dataset.package import DATASET, dataset, descriptions, json_file


def write(request: ArchiveRequest, site: BuiltSite, drafts: Path) -> Drafted:
    """Writes the data. Raises OSError, CopyRefusedError."""
    request.watcher.begin(Phase.COPY)
    ctx = site.ctx
    origin, tables = origin_of(ctx, request.build_date.isoformat()), tables_of(ctx)
    described = dataset(origin, tables, ctx.settings.default_language, origin.base_url, "")
    made = (*tables, *descriptions(origin, tables), json_file(DATASET, described))
    provenance = provenance_of(request, site, previous_manifest(request))
    files = [provenance.file(), *(made_file(file.name, file.content) for file in made)]
    files.append(text_file(MANIFEST, manifest_of(files)))
    draft = drafts / request.target.name
    return Drafted((write_zip(files, draft, request.build_date, 1, request.watcher.step),))
