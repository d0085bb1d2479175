"""Reads content/ (its entries and the media that they use) and ledger/, with all problems."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.cache.database import Cache, CacheLocation
from generator.cache.records import load, save
from generator.cache.spool import SpooledTexts
from generator.cache.stamps import Stamp
from generator.cache.tables import SOURCE_STAMPS
from generator.model.archive import Entry, Sources, Texts
from generator.model.content import BodyParts
from generator.model.ledger import Ledger
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.model.values import FILE_START
from generator.read.attachments import attached_text, read_attached
from generator.read.entries import bodies_of, body_parts, delete_unused_bodies, read_entries
from generator.read.files import section_of
from generator.read.ledger import read_ledger
from generator.read.media import ReadMedia, fault_problems, read_media
from generator.read.scan import CONTENT, LEDGER, ScannedFile

# What Notepad, old systems and other generators call a Markdown file.
_MARKDOWN = re.compile(r"\.(?:md|markdown|mkdn?|mdown)(?:\.txt)?$", re.IGNORECASE)
_LANGUAGE = re.compile(r"\.([A-Za-z]{2})\.md$")
_BARE_KEY = re.compile("[A-Za-z0-9_-]+")  # of TOML; any other name of a table wants quotes


class StoredTexts(Struct, frozen=True):
    """Loads the long texts from the cache."""

    cache: CacheLocation
    bodies: SpooledTexts

    def body(self, source_path: str) -> BodyParts:
        return body_parts(self.bodies(source_path))

    def attached(self, path: str) -> str:
        return attached_text(self.cache, path)


def read_sources(
    site: Path,
    files: Sequence[ScannedFile],
    settings: Settings,
    cache: Cache,
    jobs: int,
    step: Callable[[int, int], None],
) -> Outcome[Sources]:
    """Reads files of content/ and ledger/, or loads them from the cache.

    Up to `jobs` processes read. `step` is called with the number of entries read so far, and of all to read.
    """
    parts = read_parts(site, files, settings, cache, jobs, step)
    return put_together(parts, stored_texts(cache, parts.entries))


def stored_texts(cache: Cache, entries: Iterable[Entry]) -> StoredTexts:
    """The long texts of these entries. Raises CacheDamagedError."""
    return StoredTexts(cache.location, bodies_of(cache, entries))


class SourceParts(Struct, frozen=True):
    """The parts that were read: entries, media in use, digests of PDF texts, ledger.

    `misplaced` are the problems of files in places where they may not be.
    """

    entries: tuple[Entry, ...]
    media: ReadMedia
    attached: Outcome[dict[str, str]]
    ledger: Outcome[Ledger]
    misplaced: tuple[Problem, ...]


def put_together(parts: SourceParts, texts: Texts) -> Outcome[Sources]:
    """Makes the sources from their parts, with the problems of all parts."""
    media, attached, ledger = parts.media, parts.attached, parts.ledger
    uses = (use for entry in parts.entries for use in entry.uses)
    refused = frozenset(media.faults)
    sources = Sources(parts.entries, media.files, refused, attached.value, texts, ledger.value)
    faulty = fault_problems(uses, media.faults)
    problems = (*parts.misplaced, *faulty, *attached.problems, *ledger.problems)
    return Outcome(sources, problems)


def read_parts(
    site: Path,
    files: Sequence[ScannedFile],
    settings: Settings,
    cache: Cache,
    jobs: int,
    step: Callable[[int, int], None],
) -> SourceParts:
    """Reads the parts of the sources, which `put_together` joins."""
    problems = misplaced(files, settings)
    found = {file.path: file for file in _of(CONTENT, files) if file.problem is None}
    folders, refused = section_folders(settings), {problem.path for problem in problems}
    articles = [file for path, file in found.items() if is_article(path, folders) and path not in refused]
    stamps = load(cache, SOURCE_STAMPS, dict[str, Stamp]) or {}
    entries = read_entries(site, settings, articles, stamps, cache, jobs, step)
    media = read_media(site, (use for entry in entries for use in entry.uses), found, stamps, cache, jobs)
    attached = read_attached(site, media.files, found, stamps, cache, jobs)
    ledger = ledger_in(site, files, settings)
    now = {path: file.stamp for path, file in found.items() if file.stamp}
    save(cache, SOURCE_STAMPS, now)
    cache.commit()
    delete_unused_bodies(cache, entries)
    return SourceParts(entries, media, attached, ledger, problems)


def ledger_in(site: Path, files: Iterable[ScannedFile], settings: Settings) -> Outcome[Ledger]:
    """Reads the files of ledger/ that may be read."""
    readable = [file for file in _of(LEDGER, files) if file.problem is None]
    return read_ledger(site, readable, settings)


def _of(tree: str, files: Iterable[ScannedFile]) -> list[ScannedFile]:
    folder = f"{tree}/"
    return [file for file in files if file.path.startswith(folder)]


def misplaced(files: Sequence[ScannedFile], settings: Settings) -> tuple[Problem, ...]:
    """The problems of files that must not be read and of unknown sections."""
    unread = [file.problem for file in files if file.problem]
    content = _of(CONTENT, files)
    return (*unread, *_unknown_sections(content, settings), *_misnamed(content, settings))


def _misnamed(files: Iterable[ScannedFile], settings: Settings) -> Iterator[Problem]:
    """Yields files meant to be articles whose suffix or language is written otherwise."""
    for file in files:
        name = file.path.rpartition("/")[2]
        if name.endswith(".md") and name.count(".") == 1:  # as nearly all are
            continue
        meant = article_name(name, settings)
        if meant != name:
            yield Problem.at(file.path, FILE_START, "article-misnamed", value=name, suggestion=meant)


def article_name(name: str, settings: Settings) -> str:
    """The name that a file meant as an article must have; else its own."""
    meant = _MARKDOWN.sub(".md", name)
    language = _LANGUAGE.search(meant)
    if language and language[1].lower() in settings.languages:
        return f"{meant[: language.start()]}.{language[1].lower()}.md"
    return meant


def section_folders(settings: Settings) -> tuple[str, ...]:
    """The paths of the sections' folders, each with a slash at its end."""
    return tuple(f"{CONTENT}/{section.key}/" for section in settings.sections)


def is_article(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a file belongs to an article in these folders or to a standing page."""
    return path.endswith(".md") and (path.startswith(folders) or _stands_alone(path))


def _stands_alone(path: str) -> bool:
    return path.startswith(f"{CONTENT}/") and not section_of(path)


def _unknown_sections(files: Iterable[ScannedFile], settings: Settings) -> list[Problem]:
    known = {section.key for section in settings.sections}
    own = section_folders(settings)
    elsewhere = (file.path for file in files if not file.path.startswith(own))
    folders = {section_of(path) for path in elsewhere if path.endswith(".md")} - {""}
    suggestion = ", ".join(sorted(known))
    return [
        Problem.at(
            f"{CONTENT}/{folder}",
            FILE_START,
            "unknown-section",
            value=folder,
            table=folder if _BARE_KEY.fullmatch(folder) else f'"{folder}"',
            suggestion=suggestion,
        )
        for folder in sorted(folders)
    ]
