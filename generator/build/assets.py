"""Assets: the files that the output takes as they are: the theme's, the media of the articles shown, and the
derivatives of the pictures among them, which the store keeps."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from generator import permalinks
from generator.cache.stamps import Stamp, stamp_of
from generator.images.resize import derive
from generator.images.resized_cache import fetch, keep
from generator.join.ledger import used_media
from generator.model.archive import Archive
from generator.model.content import MediaFile
from generator.model.output import Copied, Rendered
from generator.model.theme import Theme
from generator.parallel.pool import in_parallel
from generator.publish.output import Stage, Staged


class Asset(Struct, frozen=True, array_like=True, gc=False):
    """A file as it was when it was copied, and its copy."""

    source: Stamp
    file: Staged


def used_files(archive: Archive) -> tuple[MediaFile, ...]:
    """The media of what is shown."""
    return tuple(archive.media[path] for path in sorted(used_media(archive)))


def assets(used: Iterable[MediaFile], theme: Theme, site: Path) -> Iterator[Copied]:
    for path, file in theme.static:
        yield Copied(path, file)
    for each in used:
        yield Copied(permalinks.media(each.path), site / each.actual)


def stage_assets(
    files: Iterable[Copied], known: Mapping[str, Asset], stage: Stage, jobs: int
) -> Iterator[Asset]:
    """The assets, copied where the output does not hold them; `known` are those that it does, by path."""
    changed = []
    for file in files:
        before = known.get(file.path)
        if before and before.source == stamp_of(file.source.stat()):
            yield before
        else:
            changed.append(file)
    yield from in_parallel(_Copier(stage), changed, jobs)


class _Copier(Struct, frozen=True):
    stage: Stage

    def __call__(self, file: Copied) -> Asset:
        return Asset(stamp_of(file.source.stat()), self.stage(file))


class DerivedFile(NamedTuple):
    """A derivative to be: its address, the picture that it is of, its width, its digest."""

    path: str
    source: Path
    width: int
    digest: str


def derived_of(file: MediaFile, site: Path) -> Iterator[DerivedFile]:
    for each in file.derivatives:
        path = permalinks.derivative(file.path, each.width)
        yield DerivedFile(path, site / file.actual, each.width, each.digest)


def stage_derived(
    files: Iterable[DerivedFile], known: Mapping[str, Staged], stage: Stage, cache: Path, jobs: int
) -> Iterator[Staged]:
    """The derivatives, taken from the store's folder where the output does not hold them; `known` are those
    that it does, by path.

    Raises OSError where a picture has changed since it was read.
    """
    changed = []
    for file in files:
        before = known.get(file.path)
        if before and before.digest == file.digest:
            yield before
        else:
            changed.append(file)
    yield from in_parallel(_Deriver(stage, cache), changed, jobs)


class _Deriver(Struct, frozen=True):
    stage: Stage
    cache: Path

    def __call__(self, file: DerivedFile) -> Staged:
        return self.stage(Rendered(file.path, derivative(file, self.cache)))


def derivative(file: DerivedFile, cache: Path) -> bytes:
    """A derivative as the store's folder has it. What that has lost is made again.

    Raises OSError where the picture has changed since it was read.
    """
    return fetch(cache, file.digest) or _made_again(file, cache)


def _made_again(file: DerivedFile, cache: Path) -> bytes:
    made = dict(derive(file.source.read_bytes()).derivatives)
    if file.width not in made or keep(cache, made[file.width]) != file.digest:
        raise OSError(f"{file.source} has changed while the site was built")
    return made[file.width]
