"""The lint context: the input of the checks that compare files."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from generator.check.file_report import FileReport, Value
from generator.model.archive import Article, Entry, Sources
from generator.model.content import MediaFile
from generator.model.settings import Settings
from generator.model.values import FILE_START, Position


class LintContext(Struct, frozen=True):
    """Everything that the checks that compare files may use.

    `files` are the paths of all files in content/. `reports` are by path. `today` is the day of the check.
    """

    settings: Settings
    sources: Sources
    files: tuple[str, ...]
    reports: Mapping[str, FileReport]
    today: date

    @property
    def media(self) -> Mapping[str, MediaFile]:
        """The media in use, by path."""
        return self.sources.media

    def articles(self) -> Iterator[tuple[Entry, Article]]:
        """Yields each article with its entry."""
        for entry in self.sources.entries:
            if entry.article:
                yield entry, entry.article

    def value(self, entry: Entry, name: str) -> tuple[str, Position]:
        """Path and position of a value in the first file that has it.

        If no file of the article has the value, the result is the start of the first file.
        """
        found = next(self.values(entry, name), None)
        return (found[0], found[1].position) if found else (entry.digests[0][0], FILE_START)

    def values(self, entry: Entry, name: str) -> Iterator[tuple[str, Value]]:
        """Yields (path, value) for each value of this name, the original's file first."""
        original = entry.article.in_language(entry.article.original).source_path if entry.article else ""
        for path in sorted((path for path, _ in entry.digests), key=lambda path: (path != original, path)):
            for value in self.reports[path].values if path in self.reports else ():
                if value.name == name:
                    yield path, value
