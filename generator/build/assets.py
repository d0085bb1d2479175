"""Assets: files that the output takes unrendered.

They are the theme's static files, the media of the articles shown, and the resized pictures of these media.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from generator import permalinks
from generator.build.inputs import SiteInputs
from generator.cache.stamps import Stamp, stamp_of
from generator.images.resize import derive
from generator.images.resized_cache import fetch, keep
from generator.join.ledger import used_media
from generator.model.content import MediaFile
from generator.model.output import Copied, Rendered
from generator.model.theme import Theme
from generator.parallel.pool import in_parallel
from generator.publish.output import Stage, Staged


class Asset(Struct, frozen=True, array_like=True, gc=False):
    """A copied file: the stamp of its source when it was copied, and the copy."""

    source: Stamp
    file: Staged


class Assets(Struct, frozen=True):
    """The copied files and the resized pictures of a site."""

    copied: tuple[Asset, ...]
    derived: tuple[Staged, ...]

    def files(self) -> Iterator[Staged]:
        """All of them, as files of the output."""
        yield from (asset.file for asset in self.copied)
        yield from self.derived


def stage_site_assets(
    inputs: SiteInputs, copied: Mapping[str, Asset], derived: Mapping[str, Staged]
) -> Assets:
    """Stages the assets of a site. Those given, by path, are in the output already.

    Raises OSError if a picture has changed since it was read.
    """
    archive, site, jobs = inputs.ctx.archive, inputs.request.site, inputs.request.jobs
    used = [archive.media[path] for path in sorted(used_media(archive))]
    copies = _copies(used, inputs.theme, site)
    resized = [each for file in used for each in derived_of(file, site)]
    folder = inputs.cache.location.folder
    return Assets(
        tuple(_stage_copies(copies, copied, inputs.stage, jobs)),
        tuple(_stage_resized(resized, derived, inputs.stage, folder, jobs)),
    )


def _copies(used: Iterable[MediaFile], theme: Theme, site: Path) -> Iterator[Copied]:
    """The files to copy: static files of the theme, then media."""
    for path, file in theme.static:
        yield Copied(path, file)
    for each in used:
        yield Copied(permalinks.media(each.path), site / each.actual)


def _stage_copies(
    files: Iterable[Copied], known: Mapping[str, Asset], stage: Stage, jobs: int
) -> Iterator[Asset]:
    """Copies the files, but for those in `known` whose source has not changed."""
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
    """A resized picture to stage: its path, the original, its width in pixels, its SHA-256."""

    path: str
    source: Path
    width: int
    digest: str


def derived_of(file: MediaFile, site: Path) -> Iterator[DerivedFile]:
    """The resized pictures of a media file."""
    for each in file.derivatives:
        path = permalinks.derivative(file.path, each.width)
        yield DerivedFile(path, site / file.actual, each.width, each.digest)


def _stage_resized(
    files: Iterable[DerivedFile], known: Mapping[str, Staged], stage: Stage, cache: Path, jobs: int
) -> Iterator[Staged]:
    """Stages the resized pictures, but for those in `known` with the same digest. `cache` is its folder."""
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
    """The bytes of a resized picture, from the cache's folder. If it is missing there it is made again.

    Raises OSError if the original has changed since it was read.
    """
    return fetch(cache, file.digest) or _made_again(file, cache)


def _made_again(file: DerivedFile, cache: Path) -> bytes:
    made = dict(derive(file.source.read_bytes()).derivatives)
    if file.width not in made or keep(cache, made[file.width]) != file.digest:
        raise OSError(f"{file.source} has changed while the site was built")
    return made[file.width]
