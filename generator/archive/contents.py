"""The contents of a copy that is no bag: payload, what the copy says of itself, a manifest of both."""

from collections.abc import Iterable

from msgspec import Struct

from generator.archive.bag import MANIFEST, manifest_of
from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile, text_file
from generator.archive.previous_copy import previous_manifest
from generator.archive.provenance import Provenance, provenance_of
from generator.archive.request import ArchiveRequest
from generator.archive.withdrawals import withdrawals_of


class Contents(Struct, frozen=True):
    """The files of a copy in the order of their paths, and its origin. One file is the manifest of others."""

    files: tuple[CopyFile, ...]
    provenance: Provenance

    @property
    def manifest(self) -> CopyFile:
        return next(file for file in self.files if file.path == MANIFEST)


def contents_of(request: ArchiveRequest, site: BuiltSite, payload: Iterable[CopyFile]) -> Contents:
    """The contents of a copy with this payload. Raises OSError, CopyRefusedError."""
    provenance = provenance_of(request, site, previous_manifest(request))
    withdrawals = withdrawals_of(site, request.site, None, {})
    files = (*payload, provenance.file(), withdrawals.file())
    manifest = text_file(MANIFEST, manifest_of(files))
    return Contents(tuple(sorted((*files, manifest), key=lambda file: file.path)), provenance)
