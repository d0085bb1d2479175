"""Finds the files of an article from one of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.model.content import SourceFile
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.model.values import FILE_START
from generator.provinces.gazetteer import load_gazetteer
from generator.read.files import file_reader, key_and_language, read_file
from generator.read.scan import CONTENT, ScannedFile, nfc, scan_path
from generator.read.translations import merge_standing_page, merge_translations


class Located(Struct, frozen=True):
    """A source file and its path on disk."""

    source: SourceFile
    actual: Path


class ArticleFiles(Struct, frozen=True):
    """The files of one article or standing page, in the order of the site's languages.

    `original` is the file that the others translate.
    """

    original: Located
    files: tuple[Located, ...]

    def at(self, path: str) -> Located | None:
        """The file at this path from the site's folder, or None."""
        return next((file for file in self.files if file.source.path == path), None)


def path_in_site(site: Path, file: Path) -> str | None:
    """Path in NFC, from the site's folder, of a Markdown file in content/. None for any other file."""
    inside = _inside(site, file)
    if inside is None or not inside.startswith(f"{CONTENT}/") or not inside.endswith(".md"):
        return None
    return inside


def _inside(site: Path, file: Path) -> str | None:
    """Path in NFC from the site's folder. None if the file is outside it."""
    folder = file.parent.resolve()
    root = site.resolve()
    if not folder.is_relative_to(root):
        return None
    return nfc((folder / file.name).relative_to(root).as_posix())


def read_article_files(site: Path, settings: Settings, file: Path) -> Outcome[ArticleFiles | None]:
    """Reads the files of the article that this file belongs to.

    The value is None, with problems, if they cannot be used. Raises OSError if a file cannot be read.
    """
    path = path_in_site(site, file)
    if path is None or not file.is_file():
        return Outcome(None, (Problem.at(file.as_posix(), FILE_START, "no-article-file"),))
    reader = file_reader(site, settings)
    key, _ = key_and_language(path, settings.default_language)
    located: list[Located] = []
    problems: list[Problem] = []
    for scanned in _siblings(site, file, key, settings.default_language):
        if scanned.problem:
            problems.append(scanned.problem)
            continue
        actual = site / scanned.actual
        outcome = read_file(reader, scanned.path, actual.read_bytes())
        problems += outcome.problems
        if outcome.value:
            located.append(Located(outcome.value, actual))
    if not located:
        return Outcome(None, tuple(problems) or (Problem.at(path, FILE_START, "empty-file"),))
    original = _original([_as_shown(each.source) for each in located], settings.languages)
    if original.value is None:
        return Outcome(None, (*problems, *original.problems))
    located.sort(key=lambda each: (settings.languages.index(each.source.lang), each.source.path))
    first = next(each for each in located if each.source.path == original.value)
    return Outcome(ArticleFiles(first, tuple(located)), tuple(problems))


def _siblings(site: Path, file: Path, key: str, default: str) -> Iterator[ScannedFile]:
    """Every file of the article with this key, to which `file` belongs."""
    folder = file.parent.resolve()
    inside = folder.relative_to(site.resolve()).as_posix()
    for name in sorted(entry.name for entry in folder.iterdir()):
        sibling = nfc(f"{inside}/{name}")
        if name.endswith(".md") and key_and_language(sibling, default)[0] == key:
            yield from scan_path(site, f"{inside}/{name}")


def _as_shown(source: SourceFile) -> SourceFile:
    """The file as if it were no draft: drafts are translated too."""
    return replace(source, front_matter=replace(source.front_matter, draft=None))


def _original(sources: Sequence[SourceFile], languages: Sequence[str]) -> Outcome[str | None]:
    """Path of the file that the others translate; None, with problems, if there is none."""
    if not sources[0].section:
        page = merge_standing_page(sources, languages)
        return Outcome(page.value.translations[0].source_path if page.value else None, page.problems)
    article = merge_translations(sources, languages, load_gazetteer())
    if article.value is None:
        return Outcome(None, article.problems)
    return Outcome(article.value.in_language(article.value.original).source_path)
