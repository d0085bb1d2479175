"""Packs index files as scripts.

A page opened from a disk (file://) can load nothing but scripts.

The content is deflated (RFC 1951), so that hosts and USB sticks that do not compress are served well too. It
is written in Base64 (RFC 4648). A small file of JSON is written as it is: Base64 would cost it a tenth, after
the host has compressed it.
"""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from deflate import deflate_compress
from msgspec import Struct

from generator import permalinks
from generator.model.output import Rendered

# Only libdeflate is used, which comes with its package and writes the same bytes on every machine. The zlib
# of the system may be zlib or zlib-ng, which write different bytes.
EFFORT = 8  # of 12: from 10 on files are a fortieth smaller and take five times as long
AS_IT_IS = 0  # the effort for JSON that is not deflated
NAME_DIGITS = 10  # hexadecimal digits, 40 bits: enough to tell the files of an index apart


class StagedFile(Protocol):
    """A file of the new output; `path` is its path in the output."""

    @property
    def path(self) -> str: ...


class IndexFile(NamedTuple):
    """A file of the index before it is packed."""

    name: str
    content: bytes
    effort: int = EFFORT

    @property
    def path(self) -> str:
        return permalinks.search_file(self.name)


class IndexWriter(Struct):
    """Packs and stages index files, and collects in `files` everything that the index consists of.

    `existing` has files of the last build by path. They are kept: equal paths mean equal contents.
    """

    stage: Callable[[Rendered], StagedFile]
    existing: Mapping[str, StagedFile]
    files: list[StagedFile] = []

    def empty(self) -> "IndexWriter":
        """Returns a writer for a part of the index, which has collected nothing yet."""
        return IndexWriter(self.stage, self.existing)

    def has(self, paths: Iterable[str]) -> bool:
        """Tells whether the last build left all of these files."""
        return all(path in self.existing for path in paths)

    def keep(self, paths: Iterable[str]) -> None:
        """Collects files of the last build. Raises KeyError for a path that is not in `existing`."""
        self.files += [self.existing[path] for path in paths]

    def write(self, file: IndexFile) -> None:
        """Stages a file unless it exists, and collects it."""
        known = self.existing.get(file.path)
        self.files.append(self.stage(packed(file)) if known is None else known)


def named_by_content(content: bytes) -> str:
    """Returns the name of an index file: "3f/9a12bc34". The folder keeps the number of files in each low."""
    name = digest(content, NAME_DIGITS)
    return f"{name[:2]}/{name[2:]}"


def digest(content: bytes, length: int) -> str:
    """Returns the first hexadecimal digits of a content's SHA-256."""
    return hashlib.sha256(content).hexdigest()[:length]


def packed(file: IndexFile) -> Rendered:
    """Returns the file as it is published."""
    content = file.content
    if file.effort != AS_IT_IS:
        content = b'"%s"' % b64encode(deflate_compress(content, file.effort))
    return Rendered(file.path, b'khotin.got("%s",%s)\n' % (file.name.encode(), content))
