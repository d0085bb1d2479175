"""The pictures, films and attachments that articles use. Pictures are measured and resized."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.cache.database import Cache
from generator.cache.records import load, save
from generator.cache.stamps import Stamp
from generator.cache.tables import PICTURES as PICTURES_TABLE
from generator.images.conversion import as_jpeg
from generator.images.resize import MAX_BYTES, PictureFault, ResizedPicture, derive
from generator.images.resized_cache import keep, sweep
from generator.metadata.clean import clean_picture
from generator.metadata.films import FilmFacts, film_facts
from generator.model.content import Derivative, MediaFile, Uses
from generator.model.output import CONVERTED
from generator.model.problem import Problem
from generator.model.values import Position
from generator.parallel.pool import in_parallel
from generator.read.files import digest_of
from generator.read.pdf import page_count
from generator.read.scan import ScannedFile

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"}) | CONVERTED
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
    | {".zip", ".7z", ".rar", ".mp3", ".ogg", ".m4a", ".wav", ".epub", ".vtt"}
)
# No .svg and no .html: opened on their own they could run a script with the archive's origin.
ALLOWED = PICTURES | FILMS | FILES
_FEW_PICTURES = 4  # fewer are read in this process; each picture is a chunk of its own


class MeasuredPicture(NamedTuple):
    """The digest, width, height and fault of a picture, and its resized copies.

    `derivatives` are (width, digest). `converted` is the digest of the JPEG that is published instead, or "".
    `place`: its metadata say where it was taken.
    """

    digest: str
    width: int
    height: int
    fault: PictureFault
    derivatives: tuple[tuple[int, str], ...]
    converted: str = ""
    place: bool = False

    def copies(self) -> Iterator[str]:
        """The digests of all its files in the cache."""
        yield from (digest for _, digest in self.derivatives)
        if self.converted:
            yield self.converted


_TOO_LARGE = MeasuredPicture("", 0, 0, "picture-large", ())

Pictures = dict[str, MeasuredPicture]  # by path


class MeasuredMedia(Struct, frozen=True):
    """The facts of pictures, films and PDF files, by path; faulty pictures included."""

    pictures: Pictures = {}
    films: dict[str, FilmFacts] = {}
    pages: dict[str, int] = {}


class ReadMedia(Struct, frozen=True):
    """The media that can be used, and the codes of faults, both by path."""

    files: dict[str, MediaFile]
    faults: dict[str, str]


def read_media(
    site: Path,
    uses: Iterable[Uses],
    found: Mapping[str, ScannedFile],
    stamps: Mapping[str, Stamp],
    cache: Cache,
    jobs: int,
) -> ReadMedia:
    """Measures the media that the files use.

    The pictures are saved in the cache if one changed. Resized pictures out of use are then deleted.
    """
    known = media_known(cache)
    measured = measure(site, uses, found, stamps, known, cache.location.folder, jobs)
    now = measured.facts
    if now != known:
        save(cache, PICTURES_TABLE, now)
        sweep(cache.location.folder, {digest for each in now.pictures.values() for digest in each.copies()})
    return measured.media


def media_known(cache: Cache) -> MeasuredMedia:
    """Loads what was measured by the last build."""
    return load(cache, PICTURES_TABLE, MeasuredMedia) or MeasuredMedia()


class Measured(Struct, frozen=True):
    """The media by path, and what was measured of them."""

    media: ReadMedia
    facts: MeasuredMedia


def measure(
    site: Path,
    uses: Iterable[Uses],
    found: Mapping[str, ScannedFile],
    stamps: Mapping[str, Stamp],
    known: MeasuredMedia,
    cache: Path,
    jobs: int,
) -> Measured:
    """Returns the media that the files use, by path. New pictures are resized by `jobs` processes.

    `found` are the files of content/ by path, `stamps` their stamps when they were last read, and `known`
    what was measured then. Resized pictures are kept in the folder `cache`. A missing file is no problem
    here: joining knows whether a link leads to an article or to nothing.
    """
    media: dict[str, MediaFile] = {}
    faults: dict[str, str] = {}
    leading = [use for use in uses if use.media or use.links]
    used = sorted({path for use in leading for path in used_paths(use)})
    paths = [path for path in used if path in found and not path.endswith(".md")]
    shown = [path for path in paths if _suffix(path) in PICTURES]
    same = {path for path in paths if found[path].unchanged_since(stamps)}
    before = known.pictures
    changed = [path for path in shown if path not in before or path not in same]
    pictures = {path: before[path] for path in shown if path in before}
    pictures |= _read(changed, [site / found[path].actual for path in changed], before, cache, jobs)
    films = {
        path: known.films[path]
        if path in known.films and path in same
        else film_facts(site / found[path].actual)
        for path in paths
        if _suffix(path) in FILMS
    }
    pages = {
        path: known.pages[path]
        if path in known.pages and path in same
        else page_count(site / found[path].actual)
        for path in paths
        if _suffix(path) == ".pdf"
    }
    for path in paths:
        suffix, picture = _suffix(path), pictures.get(path)
        if suffix not in ALLOWED:
            faults[path] = "media-type"
            continue
        if picture and picture.fault:
            faults[path] = picture.fault
        if picture is None or picture.width:
            file = _media_file(site, found[path], picture, films.get(path, FilmFacts()))
            media[path] = replace(file, pages=pages[path]) if path in pages else file
    facts = MeasuredMedia({path: pictures[path] for path in shown}, films, pages)
    return Measured(ReadMedia(media, faults), facts)


def fault_problems(uses: Iterable[Uses], faults: Mapping[str, str]) -> Iterator[Problem]:
    """Yields a problem for each faulty file, where a file of content/ first uses it."""
    for use in uses if faults else ():
        seen: set[str] = set()
        for path, position in uses_of(use):
            if path in faults and path not in seen:
                seen.add(path)
                details = {"type": _suffix(path)} if faults[path] == "media-type" else {}
                yield Problem.at(use.path, position, faults[path], value=path, **details)


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _media_file(site: Path, file: ScannedFile, picture: MeasuredPicture | None, film: FilmFacts) -> MediaFile:
    size = file.stamp.size if file.stamp else (site / file.actual).stat().st_size
    if picture is None:
        return MediaFile(file.path, file.actual, size, place=film.place, seconds=film.seconds)
    return MediaFile(
        file.path,
        file.actual,
        size,
        picture.width,
        picture.height,
        tuple(Derivative(*each) for each in picture.derivatives),
        picture.converted,
        picture.place,
    )


def used_paths(use: Uses) -> Iterable[str]:
    """Yields the paths of this site in a file's media fields and links."""
    return (path for path, _ in uses_of(use))


def uses_of(use: Uses) -> Iterator[tuple[str, Position]]:
    """Yields the same paths, with the positions where they stand."""
    for _, item in use.media:
        yield from ((path, item.position) for _, path in item.files())
    yield from ((link.target, link.position) for link in use.links)


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
    return "" if file.stat().st_size > MAX_BYTES else _named(file.read_bytes(), file)


def _named(content: bytes, file: Path) -> str:
    """SHA-256 of these bytes, with a mark if they are to be converted: other formats are read then."""
    return f"{digest_of(content)}{'.jpg' if _suffix(file.name) in CONVERTED else ''}"


class _PictureReader(Struct, frozen=True):
    """Measures a picture, and keeps its resized copies in the folder of the cache."""

    cache: Path

    def __call__(self, file: Path) -> MeasuredPicture:
        content = file.read_bytes()
        shown = as_jpeg(content) if _suffix(file.name) in CONVERTED else content
        made = ResizedPicture(fault=shown) if isinstance(shown, str) else derive(shown)
        return MeasuredPicture(
            _named(content, file),
            made.width,
            made.height,
            made.fault,
            tuple((width, keep(self.cache, each)) for width, each in made.derivatives),
            "" if shown is content or isinstance(shown, str) else keep(self.cache, shown),
            clean_picture(content).place,
        )
