"""Calls the module that reads a kind of source."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from generator.importer.sources.items import Item, SavedFile, import_problem
from generator.importer.sources.kinds import NEEDS, SourceKind

# kind -> (module, function); modules are imported when needed.
_READERS = {
    SourceKind.PAGE: ("pages", "read_page"),
    SourceKind.TEXT: ("pages", "read_text"),
    SourceKind.WARC: ("warc", "read_warc"),
    SourceKind.FEED: ("feed", "read_feed"),
    SourceKind.TABLE: ("table", "read_table"),
    SourceKind.DOCX: ("docx", "read_docx"),
    SourceKind.MHTML: ("mhtml", "read_mhtml"),
    SourceKind.MARKDOWN: ("front_matter", "read_markdown"),
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


def read_source(
    saved: SavedFile, kind: SourceKind, folder: Path, post_types: tuple[str, ...] = ()
) -> Iterator[Item]:
    """Yields the items of a file. Raises OSError if the disk fails.

    `folder`: temporary folder for converted documents. `post_types`: kinds of WordPress records
    to read beside posts.
    """
    if kind is SourceKind.WXR:
        from generator.importer.sources.wxr import read_wxr

        yield from read_wxr(saved, post_types)
        return
    if kind is SourceKind.OFFICE:
        from generator.importer.sources.office import read_office

        yield from read_office(saved, folder)
        return
    if kind not in _READERS:
        yield import_problem(saved.shown, "import-kind")
        return
    module, name = _READERS[kind]
    read: Callable[[SavedFile], Iterator[Item]] = getattr(
        import_module(f"generator.importer.sources.{module}"), name
    )
    yield from read(saved)
