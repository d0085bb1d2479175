"""The envelope of an index file: a script that hands its content over, since from file:// a page can load
scripts and nothing else. The content is deflated (RFC 1951), so that hosts that do not compress, and sticks,
are served well too, and written in Base64 (RFC 4648).
"""

import hashlib
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from deflate import deflate_compress
from msgspec import Struct

from generator import permalinks
from generator.model.output import Rendered

# libdeflate comes with its package: it writes the same bytes on every machine, as each system's own zlib does
# not, and sooner.
EFFORT = 8  # of 12: from 10 on files become a fortieth smaller, in five times the time
_NAME = 10  # hexadecimal digits: 40 bits tell the files apart


R = TypeVar("R")


def named_by_content(content: bytes) -> str:
    """The name of an index file: "3f/9a12bc34". The first digits are a folder, so that none holds many."""
    name = digest(content, _NAME)
    return f"{name[:2]}/{name[2:]}"


def digest(content: bytes, length: int) -> str:
    return hashlib.sha256(content).hexdigest()[:length]


class IndexFile(NamedTuple):
    """A file of the index before it is packed; whoever reads it sees its parts as one."""

    name: str
    parts: tuple[bytes, ...]
    effort: int = EFFORT

    @property
    def address(self) -> str:
        return permalinks.search_file(self.name)


class IndexWriter(Struct, Generic[R], frozen=True):
    """Packs files and puts each where it belongs, but for those that are `there` already: equal names mean
    equal contents. What it returns is what `put` says of a file."""

    put: Callable[[Rendered], R]
    there: Mapping[str, R]

    def __call__(self, file: IndexFile) -> R:
        known = self.there.get(file.address)
        return self.put(envelope(file)) if known is None else known


def envelope(file: IndexFile) -> Rendered:
    """The file as it is published.

    Parts that differ in kind are coded each in its own way where that is shorter: libdeflate does not part
    what is small, so that it is the system's zlib that writes these few.
    """
    whole = bytes(deflate_compress(b"".join(file.parts), file.effort))
    if len(file.parts) == 1:
        return _script(file, whole)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    blocks = [packer.compress(part) + packer.flush(zlib.Z_BLOCK) for part in file.parts]
    parted = b"".join(blocks) + packer.flush()
    return _script(file, min(whole, parted, key=len))


def _script(file: IndexFile, packed: bytes) -> Rendered:
    return Rendered(file.address, b'khotin.got("%s","%s")\n' % (file.name.encode(), b64encode(packed)))
