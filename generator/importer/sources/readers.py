"""The reading of all sources, each by the module of its kind."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec

from generator.importer.sources.items import Item, SavedFile, refused
from generator.importer.sources.kinds import NEEDS, SourceKind, kind_of

# kind -> (module, function); modules are loaded when a file of their kind is met.
_READERS = {
    SourceKind.PAGE: ("pages", "read_page"),
    SourceKind.TEXT: ("pages", "read_text"),
    SourceKind.WARC: ("warc", "read_warc"),
    SourceKind.WXR: ("wxr", "read_wxr"),
    SourceKind.FEED: ("feed", "read_feed"),
    SourceKind.TABLE: ("table", "read_table"),
    SourceKind.DOCX: ("docx", "read_docx"),
}


class MissingPackagesError(Exception):
    """The packages that reading the sources needs and that are not installed."""

    def __init__(self, packages: tuple[str, ...]) -> None:
        super().__init__(", ".join(packages))
        self.packages = packages


def missing_packages(kinds: Sequence[SourceKind]) -> tuple[str, ...]:
    """The packages that reading these kinds needs and that are not installed."""
    needed = dict.fromkeys(package for kind in kinds for package in NEEDS.get(kind, ()))
    return tuple(package for package in needed if find_spec(package) is None)


def sorted_out(files: Sequence[SavedFile]) -> list[tuple[SavedFile, SourceKind]]:
    """The files that are sources, with their kinds; what pages may show is left out."""
    from generator.importer.sources.table import is_table_of_pages

    kinds = [(saved, kind_of(saved)) for saved in files]
    return [
        (saved, kind)
        for saved, kind in kinds
        if kind is not SourceKind.ASSET and not (kind is SourceKind.TABLE and not is_table_of_pages(saved))
    ]


def read_source(saved: SavedFile, kind: SourceKind) -> Iterator[Item]:
    """What one file gives. Raises OSError where the disk does."""
    if kind not in _READERS:
        yield refused(saved.shown, "import-kind")
        return
    module, name = _READERS[kind]
    read: Callable[[SavedFile], Iterator[Item]] = getattr(
        import_module(f"generator.importer.sources.{module}"), name
    )
    yield from read(saved)
