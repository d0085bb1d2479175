"""Media: the pictures, films and attachments that articles use, measured."""

import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.model import MediaFile, Outcome, Problem, Uses
from generator.read.survey import Found
from generator.store.records import Store
from generator.store.stamps import Stamp

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
# No .svg and no .html: opened by themselves they could run a script under the archive's name.
ALLOWED = PICTURES | FILMS | FILES
_MEASURED = ("reading", "pictures")

Sizes = dict[str, tuple[int, int]]  # width and height of pictures, in pixels, by path


def read_media(
    site: Path, uses: Iterable[Uses], found: Mapping[str, Found], stamps: Mapping[str, Stamp], store: Store
) -> Outcome[dict[str, MediaFile]]:
    """The media that the files use, measured where the store does not know them: see `measure`."""
    known = sizes_known(store)
    measured = measure(site, uses, found, stamps, known)
    if measured.sizes != known:
        store.put(_MEASURED[0], [(_MEASURED[1], marshal.dumps(measured.sizes))])
    return measured.media


def sizes_known(store: Store) -> Sizes:
    """The sizes of the pictures that were measured last."""
    sizes: Sizes = marshal.loads(store.get(*_MEASURED) or marshal.dumps({}))
    return sizes


@dataclass(frozen=True, slots=True)
class Measured:
    """The media by path, with their problems, and the sizes of the pictures."""

    media: Outcome[dict[str, MediaFile]]
    sizes: Sizes


def measure(
    site: Path,
    uses: Iterable[Uses],
    found: Mapping[str, Found],
    stamps: Mapping[str, Stamp],
    measured: Sizes,
) -> Measured:
    """The media that the files use; `found` are the files of content/ by path, `stamps` those that they had
    when last read, `measured` the sizes that they had then.

    What is missing is no problem here: joining knows whether a link leads to an article or to nothing.
    """
    media: dict[str, MediaFile] = {}
    problems: list[Problem] = []
    sizes: Sizes = {}
    for path in sorted({path for use in uses for path in used_paths(use)}):
        if path not in found or path.endswith(".md"):
            continue
        file = found[path]
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in ALLOWED:
            problems.append(Problem(path, 1, 1, "media-type", (("value", suffix or path),)))
            continue
        same = path in measured and file.stamp is not None and stamps.get(path) == file.stamp
        if suffix in PICTURES:
            sizes[path] = measured[path] if same else _dimensions(site / file.actual)
        width, height = sizes.get(path, (0, 0))
        if suffix in PICTURES and not width:
            problems.append(Problem(path, 1, 1, "picture-unreadable"))
            continue
        size = file.stamp.size if file.stamp else (site / file.actual).stat().st_size
        media[path] = MediaFile(path, file.actual, size, width, height)
    return Measured(Outcome(media, tuple(problems)), sizes)


def used_paths(use: Uses) -> Iterable[str]:
    """The paths of this site that a file's media fields and links name."""
    for _, item in use.media:
        yield from (path for path in (item.path, item.poster) if path)
    yield from (link.target for link in use.links)


def _dimensions(path: Path) -> tuple[int, int]:
    """Width and height in pixels as shown, after any rotation that a camera noted; zeros if unreadable."""
    from PIL import Image, UnidentifiedImageError  # takes its time, and most builds meet no new picture

    try:
        with Image.open(path) as picture:
            width, height = picture.size
            rotated = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
            return (height, width) if rotated else (width, height)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 0, 0
