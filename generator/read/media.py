"""The pictures, films and attachments that articles use. Pictures are measured and resized."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec import Struct

from generator.cache.database import Cache
from generator.cache.records import load, save
from generator.cache.stamps import Stamp
from generator.cache.tables import PICTURES as PICTURES_TABLE
from generator.images.resize import MAX_BYTES, PictureFault, derive
from generator.images.resized_cache import keep, sweep
from generator.model.content import Derivative, MediaFile, Uses
from generator.model.problem import Outcome, Problem
from generator.model.values import FILE_START
from generator.parallel.pool import in_parallel
from generator.read.files import digest_of
from generator.read.scan import ScannedFile

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"})
FILMS = frozenset({".mp4", ".webm", ".ogv", ".m4v"})
FILES = frozenset(
    {
        ".pdf",
        ".doc",
        ".docx",
        ".xls",
        ".xlsx",
        ".ppt",
        ".pptx",
        ".odt",
        ".ods",
        ".odp",
        ".rtf",
        ".txt",
        ".csv",
    }
    | {".zip", ".7z", ".rar", ".mp3", ".ogg", ".m4a", ".wav", ".epub"}
)
# No .svg and no .html: opened on their own they could run a script with the archive's origin.
ALLOWED = PICTURES | FILMS | FILES
_FEW_PICTURES = 4  # fewer are read in this process; each picture is a chunk of its own


class MeasuredPicture(NamedTuple):
    """The digest, width, height and fault of a picture, and its resized copies.

    `derivatives` are (width, digest).
    """

    digest: str
    width: int
    height: int
    fault: PictureFault
    derivatives: tuple[tuple[int, str], ...]


_TOO_LARGE = MeasuredPicture("", 0, 0, "picture-large", ())

Pictures = dict[str, MeasuredPicture]  # by path


def read_media(
    site: Path,
    uses: Iterable[Uses],
    found: Mapping[str, ScannedFile],
    stamps: Mapping[str, Stamp],
    cache: Cache,
    jobs: int,
) -> Outcome[dict[str, MediaFile]]:
    """Measures the media that the files use.

    The pictures are saved in the cache if one changed. Resized pictures out of use are then deleted.
    """
    known = pictures_known(cache)
    measured = measure(site, uses, found, stamps, known, cache.location.folder, jobs)
    now = measured.pictures
    if now != known:
        save(cache, PICTURES_TABLE, {path: now[path] for path in sorted(now)})
        sweep(cache.location.folder, {digest for each in now.values() for _, digest in each.derivatives})
    return measured.media


def pictures_known(cache: Cache) -> Pictures:
    """Loads the measured pictures of the last build, by path."""
    return load(cache, PICTURES_TABLE, Pictures) or {}


class Measured(Struct, frozen=True):
    """The media by path with their problems, and the pictures among them.

    `pictures` has the faulty ones too.
    """

    media: Outcome[dict[str, MediaFile]]
    pictures: Pictures


def measure(
    site: Path,
    uses: Iterable[Uses],
    found: Mapping[str, ScannedFile],
    stamps: Mapping[str, Stamp],
    known: Pictures,
    cache: Path,
    jobs: int,
) -> Measured:
    """Returns the media that the files use, by path. New pictures are resized by `jobs` processes.

    `found` are the files of content/ by path, `stamps` their stamps when they were last read, and `known` the
    pictures then. Resized pictures are kept in the folder `cache`. A missing file is no problem here: joining
    knows whether a link leads to an article or to nothing.
    """
    media: dict[str, MediaFile] = {}
    problems: list[Problem] = []
    leading = [use for use in uses if use.media or use.links]
    used = sorted({path for use in leading for path in used_paths(use)})
    paths = [path for path in used if path in found and not path.endswith(".md")]
    shown = [path for path in paths if _suffix(path) in PICTURES]
    changed = [path for path in shown if path not in known or not found[path].unchanged_since(stamps)]
    pictures = {path: known[path] for path in shown if path in known}
    pictures |= _read(changed, [site / found[path].actual for path in changed], known, cache, jobs)
    for path in paths:
        suffix, picture = _suffix(path), pictures.get(path)
        if suffix not in ALLOWED:
            problems.append(Problem.at(path, FILE_START, "media-type", value=suffix or path))
            continue
        if picture and picture.fault:
            problems.append(Problem.at(path, FILE_START, picture.fault))
        if picture is None or picture.width:
            media[path] = _media_file(site, found[path], picture)
    return Measured(Outcome(media, tuple(problems)), pictures)


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _media_file(site: Path, file: ScannedFile, picture: MeasuredPicture | None) -> MediaFile:
    size = file.stamp.size if file.stamp else (site / file.actual).stat().st_size
    if picture is None:
        return MediaFile(file.path, file.actual, size)
    derivatives = tuple(Derivative(*each) for each in picture.derivatives)
    return MediaFile(file.path, file.actual, size, picture.width, picture.height, derivatives)


def used_paths(use: Uses) -> Iterable[str]:
    """Yields the paths of this site in a file's media fields and links."""
    for _, item in use.media:
        yield from (path for path in (item.path, item.poster) if path)
    yield from (link.target for link in use.links)


# --- pictures ---------------------------------------------------------------------------------------------


def _read(
    paths: Sequence[str], files: Sequence[Path], known: Pictures, cache: Path, jobs: int
) -> Iterable[tuple[str, MeasuredPicture]]:
    """(path, picture) of these files. Files with equal content are measured and resized once."""
    digests = list(in_parallel(_digest, files, jobs))
    contents = {each.digest: each for each in known.values()} | {_TOO_LARGE.digest: _TOO_LARGE}
    new = {digest: file for digest, file in zip(digests, files, strict=True) if digest not in contents}
    read = in_parallel(_PictureReader(cache), list(new.values()), jobs, few=_FEW_PICTURES, chunk=1)
    contents |= zip(new, read, strict=True)
    return [(path, contents[digest]) for path, digest in zip(paths, digests, strict=True)]


def _digest(file: Path) -> str:
    """SHA-256 of a file; empty if it is too large to read."""
    return "" if file.stat().st_size > MAX_BYTES else digest_of(file.read_bytes())


class _PictureReader(Struct, frozen=True):
    """Measures a picture, and keeps its resized copies in the folder of the cache."""

    cache: Path

    def __call__(self, file: Path) -> MeasuredPicture:
        content = file.read_bytes()
        made = derive(content)
        derivatives = tuple((width, keep(self.cache, each)) for width, each in made.derivatives)
        return MeasuredPicture(digest_of(content), made.width, made.height, made.fault, derivatives)
