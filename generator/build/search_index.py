"""The making of the search index, beside that of the pages; and the memory of it, from build to build."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.build.inputs import SiteInputs
from generator.cache.database import Cache, CacheLocation, read_record, read_records
from generator.cache.fingerprints import fingerprint
from generator.cache.records import decode, encode, save
from generator.cache.stamps import Stamp, stamp_of
from generator.cache.tables import CHUNKS, QUARTERS, SEARCH_FILES
from generator.model.search import Corpus
from generator.plan.context import PlanContext
from generator.plan.corpus import corpus
from generator.publish.output import Stage, Staged

if TYPE_CHECKING:
    from generator.search.index import Indexed, PreviousIndex

_LISTS = "index"  # the folder, in that of the store, of long lists


class IndexUpdate(NamedTuple):
    """What the store is to know of the index: the quarters that are others now, those that are gone, and all
    blocks; packed."""

    quarters: tuple[tuple[str, bytes], ...]
    gone: tuple[str, ...]
    blocks: bytes


class BuiltIndex(NamedTuple):
    """An index: the fingerprint of what it was made of, the name of its root, its files (packed: there are
    many), and what to remember if it is another than before."""

    fingerprint: str
    root: str
    packed_files: bytes
    news: IndexUpdate | None

    @property
    def files(self) -> tuple[Staged, ...]:
        return decode(self.packed_files, tuple[Staged, ...])


def index_of(inputs: SiteInputs) -> "IndexMaker":
    """The task that builds the search index of a site."""
    stamps, jobs = inputs.output_stamps, inputs.request.jobs
    return IndexMaker(inputs.ctx, inputs.cache.location, stamps, inputs.stage, jobs)


class IndexMaker(Struct, frozen=True):
    """Makes the index of the articles on the desk anew where it may find something else, or where a file of
    it is missing. `there` are the stamps of the files that the output has."""

    ctx: PlanContext
    place: CacheLocation
    there: Mapping[str, Stamp]
    stage: Stage
    jobs: int

    def __call__(self) -> BuiltIndex:
        documents = corpus(self.ctx)
        fingerprint = _fingerprint(documents)
        known = _recalled(read_record(self.place, SEARCH_FILES))
        files = known.files
        if fingerprint == known.fingerprint and all(file.is_among(self.there) for file in files):
            return known
        before = self._memory(files)
        made, staged = self._indexed(documents, before)
        packed = encode(staged)
        return BuiltIndex(fingerprint, made.root, packed, _news(made, before))

    def _indexed(self, documents: Corpus, before: "PreviousIndex[Staged]") -> "tuple[Indexed, list[Staged]]":
        from generator.search.index import Indexed, index  # which takes long to load: not for other processes

        files: list[Staged] = []
        making = index(documents, self.jobs, self.stage, self.place.folder / _LISTS, before)
        try:
            while True:
                files.append(next(making))
        except StopIteration as end:
            made: Indexed = end.value
        return made, files

    def _memory(self, files: Iterable[Staged]) -> "PreviousIndex[Staged]":
        """What the last index was made of, and those of its files that the output still holds."""
        from generator.search.index import PreviousIndex
        from generator.search.quarters.quarter import QuarterIndex
        from generator.search.tree.nodes import LeafRange

        quarters = read_records(self.place, QUARTERS)
        blocks = read_record(self.place, CHUNKS)
        return PreviousIndex(
            quarters={label: decode(value, QuarterIndex) for label, value in quarters},
            blocks=decode(blocks, dict[str, tuple[LeafRange, ...]]) if blocks else {},
            files={file.path: file for file in files if file.is_among(self.there)},
        )


def save_index(cache: Cache, output: Path, made: BuiltIndex) -> dict[str, Stamp]:
    """Keeps what was made, now that it is in the output; returns the stamps of the files that are new."""
    if made.news is None:
        return {}
    cache.put(QUARTERS, made.news.quarters)
    cache.drop(QUARTERS, made.news.gone)
    cache.put(CHUNKS, [("", made.news.blocks)])
    new: dict[str, Stamp] = {}
    files = list(made.files)
    for place, file in enumerate(files):
        if file.stamp is None:
            new[file.path] = stamp_of(os.stat(f"{output}/{file.path}"))  # noqa: PTH116 (there are very many)
            files[place] = replace(file, stamp=new[file.path])
    save(cache, SEARCH_FILES, (made.fingerprint, made.root, encode(files)))
    return new


def recall_index(cache: Cache, *, previous: bool) -> BuiltIndex:
    """The index of the last build or (`previous`) of the one before it."""
    return _recalled(cache.get_previous(SEARCH_FILES) if previous else cache.get(SEARCH_FILES))


def _recalled(kept: bytes | None) -> BuiltIndex:
    if kept is None:
        return BuiltIndex("", "", encode(()), None)
    return BuiltIndex(*decode(kept, tuple[str, str, bytes]), None)


def _news(made: "Indexed", before: "PreviousIndex[Staged]") -> IndexUpdate:
    known = before.quarters
    changed = ((label, each) for label, each in made.quarters.items() if each is not known.get(label))
    return IndexUpdate(
        quarters=tuple((label, encode(each)) for label, each in changed),
        gone=tuple(known.keys() - made.quarters.keys()),
        blocks=encode(made.blocks),
    )


def _fingerprint(documents: Corpus) -> str:
    """Another one whenever the search may find something else."""
    said = (documents.metas, documents.marks, documents.sections, documents.provinces, documents.synonyms)
    return fingerprint(said)
