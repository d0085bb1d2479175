"""The payload of a copy: the files of the output that belong into it."""

from collections.abc import Iterator

from generator.archive.built_site import BuiltSite
from generator.archive.copy_file import CopyFile, disk_file


def payload_of(site: BuiltSite) -> Iterator[CopyFile]:
    """The files of the whole output."""
    for path in sorted(site.files):
        yield disk_file(path, site.output / path, site.files[path])
