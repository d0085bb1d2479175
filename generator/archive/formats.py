"""The formats of copies. Each has a module with a function `write` (see `Writer`)."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

from generator.archive.errors import CopyRefusedError
from generator.archive.request import ArchiveRequest

if TYPE_CHECKING:
    from generator.archive.built_site import BuiltSite
    from generator.archive.drafts import Drafted


class Writer(Protocol):
    """Writes a copy of the site into the folder of drafts. Its files have the names that they keep.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy.
    """

    def __call__(self, request: ArchiveRequest, site: "BuiltSite", drafts: Path) -> "Drafted": ...


class CopyFormat(Struct, frozen=True):
    """A format of copies.

    `module` has its writer, and `suffix` ends the name of its file or, if `folder` is true, of the folder of
    its files. `requires` are the libraries that come with
    the extra of the same name as the format. If `bag` is true, the copy is a BagIt bag, which holds its own
    signature; the signature of another lies beside it. `listing` is the file of a folder that has the hashes
    of the others, and is signed for them.
    """

    module: str
    suffix: str
    requires: tuple[str, ...] = ()
    folder: bool = False
    bag: bool = False
    listing: str = ""

    def writer(self) -> Writer:
        """The writer. Its module is imported now, as a build of another format needs none of it."""
        return cast(Writer, import_module(self.module).write)


FORMATS: Mapping[str, CopyFormat] = {
    "copy": CopyFormat("generator.archive.reader_copy", ".zip", bag=True),
    "epub": CopyFormat("generator.archive.epub.writer", "-epub", folder=True, listing="volumes-sha256.txt"),
    "data": CopyFormat("generator.archive.data_copy", "-data.zip"),
    "zim": CopyFormat("generator.archive.zim.zim_copy", ".zim", requires=("libzim", "zstandard")),
    "warc": CopyFormat("generator.archive.warc.warc_copy", ".warc.gz"),
    "wacz": CopyFormat("generator.archive.warc.wacz_copy", ".wacz"),
}


def format_of(name: str) -> CopyFormat:
    """The format of this name. Raises CopyRefusedError if it is unknown or not installed."""
    found = FORMATS.get(name)
    if found is None:
        raise CopyRefusedError("format-unknown", {"name": name, "known": ", ".join(FORMATS)})
    if None in map(find_spec, found.requires):
        raise CopyRefusedError("format-missing", {"name": name})
    return found


def requested_format(request: ArchiveRequest) -> CopyFormat:
    """The format that is requested. Raises CopyRefusedError, also if it cannot do what is asked of it."""
    found = format_of(request.format)
    asked: Mapping[str, object] = {
        "--since": request.since,
        "--split": request.split,
    }
    if request.with_source and request.part:
        raise CopyRefusedError("source-of-part", {})
    if request.with_source and not found.bag:
        raise CopyRefusedError("format-option", {"name": request.format, "option": "--with-source"})
    for option, value in asked.items():
        if value is not None and not found.bag:
            raise CopyRefusedError("format-option", {"name": request.format, "option": option})
    return found
