"""Media as they are published: without place, owner and camera. The editors' files stay as they are."""

from pathlib import Path

from generator.images.conversion import as_jpeg
from generator.images.share_picture import share_picture
from generator.metadata.clean import clean_picture
from generator.metadata.films import film_notes
from generator.model.output import CONVERTED, Copied, OutputFile, Rendered
from generator.read.media import FILMS, PICTURES


def published_share(path: str, source: Path, year: str, font: Path) -> Rendered:
    """The share picture of a picture of content/. Raises OSError, also if it has changed meanwhile."""
    content = source.read_bytes()
    shown = as_jpeg(content) if source.suffix.lower() in CONVERTED else content
    made = share_picture(shown, year, font) if isinstance(shown, bytes) else None
    if made is None:
        raise OSError(f"{source} has changed while the site was built")
    return Rendered(path, made)


def published(path: str, source: Path) -> OutputFile:
    """The output file at this path for a picture, film or other file of content/. Raises OSError."""
    suffix = source.suffix.lower()
    if suffix in PICTURES:
        return Rendered(path, clean_picture(source.read_bytes()).content)
    if suffix in FILMS:
        return Copied(path, source, tuple(film_notes(source).writes))
    return Copied(path, source)
