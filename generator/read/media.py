"""Media: the pictures, films and attachments that articles use, measured."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from PIL import Image, UnidentifiedImageError

from generator.model import MediaFile, Outcome, Problem, SourceFile
from generator.schema import MEDIA_FIELDS

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


def read_media(
    site: Path, files: Iterable[SourceFile], found: Mapping[str, str]
) -> Outcome[dict[str, MediaFile]]:
    """The media that the files use, by path; `found` maps the paths of content/ (NFC) to those on disk.

    What is missing is no problem here: joining knows whether a link leads to an article or to nothing.
    """
    media: dict[str, MediaFile] = {}
    problems: list[Problem] = []
    for path in sorted({path for file in files for path in used_paths(file)}):
        if path not in found or path.endswith(".md"):
            continue
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in ALLOWED:
            problems.append(Problem(path, 1, 1, "media-type", (("value", suffix or path),)))
            continue
        actual = site / found[path]
        width, height = _dimensions(actual) if suffix in PICTURES else (0, 0)
        if suffix in PICTURES and not width:
            problems.append(Problem(path, 1, 1, "picture-unreadable"))
            continue
        media[path] = MediaFile(path, found[path], actual.stat().st_size, width, height)
    return Outcome(media, tuple(problems))


def used_paths(file: SourceFile) -> Iterable[str]:
    """The paths of this site that a file's media fields and links name."""
    for name in MEDIA_FIELDS:
        value = getattr(file.front_matter, name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None:
                yield from (path for path in (item.path, item.poster) if path)
    yield from (link.target for link in file.body.links)


def _dimensions(path: Path) -> tuple[int, int]:
    """Width and height in pixels as shown, after any rotation that a camera noted; zeros if unreadable."""
    try:
        with Image.open(path) as picture:
            width, height = picture.size
            rotated = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
            return (height, width) if rotated else (width, height)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 0, 0
