"""Makes a copy: load the built site, choose its files, add what the copy says of itself, write a container."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Protocol, cast

from generator.archive.built_site import BuiltSite, load_built_site
from generator.archive.request import ArchiveReport, ArchiveRequest, Format

# format -> module whose function `write` makes the copy; imported when its format is asked for.
_WRITERS: Mapping[Format, str] = {Format.ZIP: "generator.archive.reader_copy"}


class Writer(Protocol):
    """A module that writes copies in one format."""

    write: Callable[[ArchiveRequest, BuiltSite], ArchiveReport]


def archive(request: ArchiveRequest) -> ArchiveReport:
    """Copies the site into the requested format. Nothing is written if an error keeps it from being built.

    Raises OSError if the disk fails; an older copy at the target is then whole.
    """
    site = load_built_site(request)
    if site.value is None:
        return ArchiveReport(site.problems)
    writer = cast("Writer", import_module(_WRITERS[request.form]))
    return writer.write(request, site.value)
