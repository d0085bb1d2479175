"""Builds the search index in a background process.

The index is saved in the cache for the next build.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.build.inputs import SiteInputs
from generator.cache.database import Cache, CacheDamagedError, CacheLocation, read_record, read_records
from generator.cache.records import decode, encode, save
from generator.cache.stamps import Stamp, stamp_of
from generator.cache.tables import CHUNKS, QUARTERS, SEARCH_FILES
from generator.model.fingerprints import fingerprint
from generator.model.search import Corpus
from generator.plan.context import PlanContext
from generator.plan.corpus import corpus
from generator.publish.output import Stage, Staged

if TYPE_CHECKING:
    from generator.search.index import PreviousIndex, SearchIndex

_LISTS = "index"  # the folder of the posting lists, in that of the cache


class IndexUpdate(NamedTuple):
    """Changes to save in the cache: changed quarters, names of removed ones, and all chunks, serialised."""

    quarters: tuple[tuple[str, bytes], ...]
    removed: tuple[str, ...]
    chunks: bytes


class BuiltIndex(NamedTuple):
    """A search index: the fingerprint of its inputs, the name of its root, and its files.

    The files are serialised, because there are many. `update` is None if the index did not change.
    """

    fingerprint: str
    root: str
    packed_files: bytes
    update: IndexUpdate | None

    @property
    def files(self) -> tuple[Staged, ...]:
        return decode(self.packed_files, tuple[Staged, ...])


def index_task(inputs: SiteInputs, jobs: int) -> "IndexTask":
    """Returns the task that builds the search index of a site."""
    return IndexTask(inputs.ctx, inputs.cache.location, inputs.output_stamps, inputs.stage, jobs)


class IndexTask(Struct, frozen=True):
    """Builds the search index if its inputs changed or one of its files is missing.

    `output_stamps` are those of the files in the output.
    """

    ctx: PlanContext
    cache: CacheLocation
    output_stamps: Mapping[str, Stamp]
    stage: Stage
    jobs: int

    def __call__(self) -> BuiltIndex:
        """Returns the index. Raises CacheDamagedError if the cache is damaged."""
        documents = corpus(self.ctx)
        inputs = _fingerprint(documents)
        known = _decoded(read_record(self.cache, SEARCH_FILES))
        files = known.files
        if inputs == known.fingerprint and all(file.is_among(self.output_stamps) for file in files):
            return known
        previous = self._previous(files)
        index = self._build(documents, previous)
        return BuiltIndex(inputs, index.root, encode(index.files), _update(index, previous))

    def _build(self, documents: Corpus, previous: "PreviousIndex") -> "SearchIndex":
        # Imported here, because it takes long and other processes do not need it.
        from generator.search.index import build_index
        from generator.search.quarters.postings import ListsDamagedError

        try:
            return build_index(documents, self.jobs, self.stage, self.cache.folder / _LISTS, previous)
        except ListsDamagedError as error:
            raise CacheDamagedError(str(error)) from error

    def _previous(self, files: Iterable[Staged]) -> "PreviousIndex":
        """Returns the index of the last build.

        Files that the output no longer has are left out.
        """
        from generator.search.index import PreviousIndex
        from generator.search.quarters.quarter import QuarterIndex
        from generator.search.tree.nodes import LeafRange

        quarters = read_records(self.cache, QUARTERS)
        chunks = read_record(self.cache, CHUNKS)
        return PreviousIndex(
            quarters={name: decode(value, QuarterIndex) for name, value in quarters},
            chunks=decode(chunks, dict[str, tuple[LeafRange, ...]]) if chunks else {},
            files={file.path: file for file in files if file.is_among(self.output_stamps)},
        )


def save_index(cache: Cache, output: Path, index: BuiltIndex) -> dict[str, Stamp]:
    """Saves an index that has been published; returns the stamps of its new files."""
    if index.update is None:
        return {}
    cache.put(QUARTERS, index.update.quarters)
    cache.drop(QUARTERS, index.update.removed)
    cache.put(CHUNKS, [("", index.update.chunks)])
    new: dict[str, Stamp] = {}
    files = list(index.files)
    for number, file in enumerate(files):
        if file.stamp is None:
            new[file.path] = stamp_of(os.stat(f"{output}/{file.path}"))  # noqa: PTH116 (there are very many)
            files[number] = replace(file, stamp=new[file.path])
    save(cache, SEARCH_FILES, (index.fingerprint, index.root, encode(files)))
    return new


def recall_index(cache: Cache, *, previous: bool) -> BuiltIndex:
    """Returns the index of the last build.

    If `previous` is set, it is the index of the build before.
    """
    return _decoded(cache.get_previous(SEARCH_FILES) if previous else cache.get(SEARCH_FILES))


def _decoded(saved: bytes | None) -> BuiltIndex:
    if saved is None:
        return BuiltIndex("", "", encode(()), None)
    return BuiltIndex(*decode(saved, tuple[str, str, bytes]), None)


def _update(index: "SearchIndex", previous: "PreviousIndex") -> IndexUpdate:
    known = previous.quarters
    changed = ((name, each) for name, each in index.quarters.items() if each is not known.get(name))
    return IndexUpdate(
        quarters=tuple((name, encode(each)) for name, each in changed),
        removed=tuple(known.keys() - index.quarters.keys()),
        chunks=encode(index.chunks),
    )


def _fingerprint(documents: Corpus) -> str:
    """Hash of everything in the corpus that the index depends on.

    The fingerprints of the documents change with the facts that `metas` repeats.
    """
    return fingerprint(
        (
            documents.fingerprints,
            documents.sections,
            documents.provinces,
            documents.synonyms,
            documents.names,
            documents.languages,
        )
    )
