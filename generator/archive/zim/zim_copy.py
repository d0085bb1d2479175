"""Writes a copy as a ZIM: its files, a search of its own, suggestions with and without accents."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from libzim.writer import Creator, Hint, IndexData, Item, StringProvider

from generator import permalinks
from generator.archive.built_site import BuiltSite
from generator.archive.contents import contents_of
from generator.archive.drafts import Drafted, scratch_in
from generator.archive.payload import payload_of
from generator.archive.request import ArchiveRequest
from generator.archive.written_file import written_file
from generator.archive.zim.clusters import clusters_of, put_contents
from generator.archive.zim.entries import SUGGESTED, Entries, Entry, FoundText, is_for_hosts
from generator.archive.zim.metadata import ILLUSTRATION_SIDE, illustration_of, metadata_of
from generator.archive.zim.pinned import pin
from generator.build.progress import Phase

# "eng" names the stemmer. "vie" would bring stop words, among them "số" and "án" without their accents.
_STEMMER = "eng"
# Documents that Xapian, which libzim indexes with, keeps in memory before it writes them to the disk. By
# default it is 10,000: 200 MB of articles. The bytes of the ZIM are the same.
_FLUSH, _DOCUMENTS = "XAPIAN_FLUSH_THRESHOLD", "2000"


def write(request: ArchiveRequest, site: BuiltSite, drafts: Path) -> Drafted:
    """Writes the ZIM.

    Raises OSError if the disk fails, CopyRefusedError if there can be no such copy.
    """
    payload = [file for file in payload_of(site, request.build_date) if not is_for_hosts(file.path)]
    contents = contents_of(request, site, payload)
    illustration = illustration_of(site)
    request.watcher.begin(Phase.COPY)
    # libzim keeps files of its own beside the ZIM that it writes.
    empty, zim = scratch_in(drafts) / "empty.zim", drafts / request.target.name
    clusters = clusters_of(contents.files)
    steps = len(contents.files) + len(clusters)
    with _stdout_of_libzim_closed(), _little_memory_of_xapian(), _creator(empty) as creator:
        for name, value in metadata_of(site, contents.provenance).items():
            creator.add_metadata(name, value)
        creator.add_illustration(ILLUSTRATION_SIDE, illustration)
        entries = Entries(site)
        for done, file in enumerate(contents.files, 1):
            _add(creator, entries.of(file))
            request.watcher.step(done, steps)
    put_contents(
        empty,
        zim,
        clusters,
        request.jobs,
        lambda done, _: request.watcher.step(len(contents.files) + done, steps),
    )
    pin(zim, contents.manifest.sha256.encode())
    return Drafted((written_file(zim, len(contents.files)),))


@contextmanager
def _stdout_of_libzim_closed() -> Iterator[None]:
    """Throws away what libzim writes to stdout, which belongs to the report of the command."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def _little_memory_of_xapian() -> Iterator[None]:
    """Makes Xapian write to the disk often. It takes the number of documents from the environment alone."""
    before = os.environ.get(_FLUSH)
    os.environ[_FLUSH] = before or _DOCUMENTS
    try:
        yield
    finally:
        if before is None:
            del os.environ[_FLUSH]


def _creator(path: Path) -> Creator:
    """The creator of a ZIM. One worker writes everything in the same order each time."""
    creator = Creator(path)
    creator.config_indexing(True, _STEMMER)
    creator.config_nbworkers(1)
    creator.set_mainpath(permalinks.ROOT)
    return creator


def _add(creator: Creator, entry: Entry) -> None:
    creator.add_item(_FileItem(entry))
    if entry.suggested:
        path = entry.file.path
        creator.add_redirection(f"{SUGGESTED}{path}", entry.suggested, path, {Hint.FRONT_ARTICLE: True})


class _FileItem(Item):  # type: ignore[misc]
    """A file as libzim asks for it. Its content is put into the ZIM later.

    libzim keeps all items until the end, so that one forgets its words when they have been asked for.
    """

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._path, self._title, self._media = entry.file.path, entry.title, entry.media
        self._found = entry.found

    def get_path(self) -> str:
        return self._path

    def get_title(self) -> str:
        return self._title

    def get_mimetype(self) -> str:
        return self._media

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(b"")

    def get_hints(self) -> dict[Hint, bool]:
        return {Hint.FRONT_ARTICLE: bool(self._title)}

    def get_indexdata(self) -> "_Index":
        found, self._found = self._found, None
        return _Index(found)


class _Index(IndexData):  # type: ignore[misc]
    """The words of a file as libzim asks for them."""

    def __init__(self, found: FoundText | None) -> None:
        super().__init__()
        self._found = found or FoundText("", "")

    def has_indexdata(self) -> bool:
        return bool(self._found.all)

    def get_title(self) -> str:
        return self._found.title

    def get_content(self) -> str:
        return self._found.all

    def get_keywords(self) -> str:
        return ""

    def get_wordcount(self) -> int:
        return self._found.all.count(" ") + 1

    def get_position(self) -> None:
        return None
