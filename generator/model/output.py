"""Files of the output, before they are written."""

from pathlib import Path

from msgspec import Struct

# Names in the output that a build without changes needs to know. The other ones are in permalinks.py.
STATIC, SEARCH, MANIFEST = "static", "search", "manifest-sha256.txt"

# Pictures that browsers do not show. They are published as JPEG.
CONVERTED = frozenset({".heic", ".heif", ".tif", ".tiff", ".bmp"})


class Copied(Struct, frozen=True):
    """An output file that is a copy of another file.

    `writes` are (offset, bytes) that the copy has in place of the file's own.
    """

    path: str
    source: Path
    writes: tuple[tuple[int, bytes], ...] = ()


class Rendered(Struct, frozen=True):
    """An output file and its bytes."""

    path: str
    content: bytes


OutputFile = Copied | Rendered
