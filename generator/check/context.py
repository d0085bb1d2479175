"""The material of the checks that compare files: all that was read, and what inspecting each file told."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from generator.check.file_report import FileReport, Value
from generator.model.archive import Article, Entry, Sources
from generator.model.content import MediaFile
from generator.model.settings import Settings
from generator.model.values import FILE_START, Position


class LintContext(Struct, frozen=True):
    """`files` are the paths of everything under content/; `today` is the day of the check."""

    settings: Settings
    sources: Sources
    files: tuple[str, ...]
    inspections: Mapping[str, FileReport]
    today: date

    @property
    def media(self) -> Mapping[str, MediaFile]:
        return self.sources.media

    def articles(self) -> Iterator[tuple[Entry, Article]]:
        for entry in self.sources.entries:
            if entry.article:
                yield entry, entry.article

    def value(self, entry: Entry, name: str) -> tuple[str, Position]:
        """The path and place of a value that the article takes from the first of its files that names it."""
        found = next(self.values(entry, name), None)
        return (found[0], found[1].position) if found else (entry.digests[0][0], FILE_START)

    def values(self, entry: Entry, name: str) -> Iterator[tuple[str, Value]]:
        """(path, value) of every value of this name in the article's files, the original's first."""
        original = entry.article.in_language(entry.article.original).source_path if entry.article else ""
        for path in sorted((path for path, _ in entry.digests), key=lambda path: (path != original, path)):
            for value in self.inspections[path].values if path in self.inspections else ():
                if value.name == name:
                    yield path, value
