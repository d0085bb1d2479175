"""Assets: files that the output takes unrendered.

They are the theme's static files, the media of the articles shown, and the resized pictures of these media.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct

from generator import permalinks
from generator.build.inputs import SiteInputs
from generator.build.published_media import published, published_share
from generator.cache.stamps import Stamp, stamp_of
from generator.images.conversion import as_jpeg
from generator.images.resize import derive
from generator.images.resized_cache import fetch, keep
from generator.join.ledger import used_media
from generator.model.archive import Archive
from generator.model.content import MediaFile
from generator.model.output import CONVERTED, Copied, OutputFile, Rendered
from generator.model.theme import Theme
from generator.parallel.pool import in_parallel
from generator.plan.share_pictures import share_path, shared_media
from generator.publish.output import Stage, Staged
from generator.read.scan import THEMES
from generator.read.theme_styles import joined

# That of the theme of this version, so that the picture is the same whatever theme a site has.
_FONT = "default/static/fonts/be-vietnam-pro-600.woff2"
_YEAR_FONT = next(each for each in (folder / _FONT for folder in THEMES) if each.is_file())


class Asset(Struct, frozen=True, array_like=True, gc=False):
    """A copied file: the stamp of its source when it was copied, and the copy."""

    source: Stamp
    file: Staged


class Assets(Struct, frozen=True):
    """The copied files of a site; its resized pictures and the joined files of its theme."""

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
    copies = [*_static(inputs.theme), *_media(used, site), *_shares(archive, site)]
    resized = [each for file in used for each in derived_of(file, site)]
    made = (inputs.stage(Rendered(path, joined(path, parts))) for path, parts in inputs.theme.made)
    return Assets(
        tuple(_stage_copies(copies, copied, inputs.stage, jobs)),
        (*made, *_stage_resized(resized, derived, inputs.stage, inputs.pictures, jobs)),
    )


class FileToCopy(NamedTuple):
    """A file to publish: its path in the output, and its kind.

    `year` is what a share picture has on it, or "".
    """

    path: str
    source: Path
    kind: Literal["static", "media", "share"]
    year: str = ""

    def made(self) -> OutputFile:
        """The file of the output. Raises OSError."""
        match self.kind:
            case "static":
                return Copied(self.path, self.source)
            case "media":
                return published(self.path, self.source)
            case "share":
                return published_share(self.path, self.source, self.year, _YEAR_FONT)


def _static(theme: Theme) -> Iterator[FileToCopy]:
    return (FileToCopy(path, file, "static") for path, file in theme.static)


def _media(used: Iterable[MediaFile], site: Path) -> Iterator[FileToCopy]:
    """The media to copy: all but those that are converted."""
    for each in used:
        if not each.converted:
            yield FileToCopy(permalinks.media(each.path), site / each.actual, "media")


def _shares(archive: Archive, site: Path) -> Iterator[FileToCopy]:
    """The pictures beside links to articles on other sites."""
    made: dict[str, FileToCopy] = {}
    for article in archive.articles:
        if file := shared_media(archive, article):
            path, when = share_path(article, file), article.facts.date
            made[path] = FileToCopy(path, site / file.actual, "share", str(when.year) if when else "")
    yield from (made[path] for path in sorted(made))


def _stage_copies(
    files: Iterable[FileToCopy], known: Mapping[str, Asset], stage: Stage, jobs: int
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

    def __call__(self, file: FileToCopy) -> Asset:
        stamp = stamp_of(file.source.stat())
        return Asset(stamp, self.stage(file.made()))


class DerivedFile(NamedTuple):
    """A picture to stage: its path, the original, its width in pixels, its SHA-256.

    The width is 0 if it is not resized, only converted.
    """

    path: str
    source: Path
    width: int
    digest: str


def derived_of(file: MediaFile, site: Path) -> Iterator[DerivedFile]:
    """The pictures that are made of a media file: resized, or converted."""
    if file.converted:
        yield DerivedFile(permalinks.media(file.path), site / file.actual, 0, file.converted)
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
    content = file.source.read_bytes()
    shown = as_jpeg(content) if file.source.suffix.lower() in CONVERTED else content
    made = dict(derive(shown).derivatives) | {0: shown} if isinstance(shown, bytes) else {}
    if file.width not in made or keep(cache, made[file.width]) != file.digest:
        raise OSError(f"{file.source} has changed while the site was built")
    return made[file.width]
