"""Writes the volumes of the archive and their list into a folder."""

from pathlib import Path

from msgspec import Struct

from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile
from generator.archive.drafts import Drafted
from generator.archive.epub.book import book_files
from generator.archive.epub.volumes import Volume, volumes_of
from generator.archive.errors import CopyRefusedError
from generator.archive.formats import FORMATS
from generator.archive.previous_copy import previous_manifest
from generator.archive.provenance import provenance_of
from generator.archive.request import ArchiveRequest
from generator.archive.withdrawals import withdrawals_of
from generator.archive.written_file import WrittenFile
from generator.archive.zip_writer import write_zip
from generator.build.progress import Phase, Unwatched
from generator.parallel.pool import in_parallel

LIST = FORMATS["epub"].listing
PREFIX, SUFFIX = "kho-tin-", ".epub"


def write(request: ArchiveRequest, site: BuiltSite, drafts: Path) -> Drafted:
    """Writes all volumes and their list.

    A volume that an earlier run listed in the target, and that there is no longer, is obsolete. Raises
    OSError, CopyRefusedError.
    """
    volumes = list(volumes_of(site.ctx, request.by))
    if not volumes:
        raise CopyRefusedError("no-articles", {})
    origin = (
        provenance_of(request, site, previous_manifest(request)).file(),
        withdrawals_of(site, request.site, None, {}).file(),
    )
    request.watcher.begin(Phase.COPY)
    written: list[WrittenFile] = []
    writer = _VolumeWriter(request, site, drafts, origin)
    for file in in_parallel(writer, volumes, request.jobs, few=2, chunk=1):
        written.append(file)
        request.watcher.step(len(written), len(volumes))
    lines = "".join(
        f"{file.sha256}  {file.path.name}\n" for file in sorted(written, key=lambda f: f.path.name)
    )
    (drafts / LIST).write_bytes(lines.encode())
    left = sorted(_listed(request.target) - {file.path.name for file in written})
    return Drafted(tuple(written), tuple(request.target / name for name in left))


class _VolumeWriter(Struct, frozen=True):
    """Writes a volume. Worker processes take it along."""

    request: ArchiveRequest
    site: BuiltSite
    drafts: Path
    origin: tuple[CopyFile, ...]

    def __call__(self, volume: Volume) -> WrittenFile:
        files = book_files(self.site, volume, self.request.build_date, self.origin)
        draft = self.drafts / f"{PREFIX}{volume.name}{SUFFIX}"
        return write_zip(files, draft, self.request.build_date, 1, Unwatched().step)


def _listed(folder: Path) -> set[str]:
    """The volumes that the list in the folder names. It may name nothing else."""
    file = folder / LIST
    if not file.is_file():
        return set()
    names = (line.partition("  ")[2] for line in file.read_text("utf-8", "replace").splitlines())
    return {
        name
        for name in names
        if name.startswith(PREFIX) and name.endswith(SUFFIX) and Path(name).name == name
    }
