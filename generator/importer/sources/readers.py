"""Calls the module that reads a kind of source."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec

from generator.importer.sources.items import Item, SavedFile, import_problem
from generator.importer.sources.kinds import NEEDS, SourceKind, kind_of

# kind -> (module, function); modules are imported when needed.
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
    """Raised if packages are missing that the sources need."""

    def __init__(self, packages: tuple[str, ...]) -> None:
        super().__init__(", ".join(packages))
        self.packages = packages


def missing_packages(kinds: Sequence[SourceKind]) -> tuple[str, ...]:
    """Returns the packages that these kinds need and that are not installed."""
    needed = dict.fromkeys(package for kind in kinds for package in NEEDS.get(kind, ()))
    return tuple(package for package in needed if find_spec(package) is None)


def select_sources(files: Sequence[SavedFile]) -> list[tuple[SavedFile, SourceKind]]:
    """Returns the files that are sources, with their kinds, without assets."""
    from generator.importer.sources.table import is_table_of_pages

    kinds = [(saved, kind_of(saved)) for saved in files]
    return [
        (saved, kind)
        for saved, kind in kinds
        if kind is not SourceKind.ASSET and not (kind is SourceKind.TABLE and not is_table_of_pages(saved))
    ]


def read_source(saved: SavedFile, kind: SourceKind) -> Iterator[Item]:
    """Yields the items of a file. Raises OSError if the disk fails."""
    if kind not in _READERS:
        yield import_problem(saved.shown, "import-kind")
        return
    module, name = _READERS[kind]
    read: Callable[[SavedFile], Iterator[Item]] = getattr(
        import_module(f"generator.importer.sources.{module}"), name
    )
    yield from read(saved)
