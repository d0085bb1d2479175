"""Reading of content/: its entries and the media that they use; and of ledger/; with all problems."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from generator.cache.database import Cache, CacheLocation
from generator.cache.stamps import packed, unpacked
from generator.model.archive import Entry, Sources, Texts
from generator.model.content import MediaFile
from generator.model.ledger import Ledger
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.read.attachments import attached_text, read_attached
from generator.read.entries import body_of, read_entries
from generator.read.files import section_of
from generator.read.ledger import read_ledger
from generator.read.media import read_media
from generator.read.scan import CONTENT, LEDGER, ScannedFile

_STAMPS = ("reading", "stamps")


class StoredTexts(Struct, frozen=True):
    """The long texts, as the store has them."""

    cache: CacheLocation

    def body(self, source_path: str) -> tuple[str, ...]:
        return body_of(self.cache, source_path)

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
    """Everything that these files of content/ and ledger/ say, read by `jobs` processes where the store does
    not have it; `step` is told how many entries of how many have been read."""
    return put_together(read_parts(site, files, settings, cache, jobs, step), StoredTexts(cache.location))


class SourceParts(Struct, frozen=True):
    """What reading finds: the entries by key, the media that they use, the texts of those that are PDF files,
    and the ledger, each with its problems; and the problems of files that are not where they may be."""

    entries: tuple[Entry, ...]
    media: Outcome[dict[str, MediaFile]]
    attached: Outcome[dict[str, str]]
    ledger: Outcome[Ledger]
    misplaced: tuple[Problem, ...]


def put_together(parts: SourceParts, texts: Texts) -> Outcome[Sources]:
    media, attached, ledger = parts.media, parts.attached, parts.ledger
    refused = frozenset(problem.path for problem in media.problems)
    sources = Sources(parts.entries, media.value, refused, attached.value, texts, ledger.value)
    problems = (*parts.misplaced, *media.problems, *attached.problems, *ledger.problems)
    return Outcome(sources, problems)


def read_parts(
    site: Path,
    files: Sequence[ScannedFile],
    settings: Settings,
    cache: Cache,
    jobs: int,
    step: Callable[[int, int], None],
) -> SourceParts:
    """What `read_sources` puts together."""
    problems = misplaced(files, settings)
    found = {file.path: file for file in _of(CONTENT, files) if file.problem is None}
    folders = section_folders(settings)
    articles = [file for path, file in found.items() if is_article(path, folders)]
    stamps = unpacked(cache.get(*_STAMPS) or packed({}))
    entries = read_entries(site, settings, articles, stamps, cache, jobs, step)
    media = read_media(site, (use for entry in entries for use in entry.uses), found, stamps, cache, jobs)
    attached = read_attached(site, media.value, found, stamps, cache, jobs)
    ledger = ledger_in(site, files, settings)
    now = {path: file.stamp for path, file in found.items() if file.stamp}
    cache.put(_STAMPS[0], [(_STAMPS[1], packed(now))])
    cache.commit()
    return SourceParts(entries, media, attached, ledger, problems)


def ledger_in(site: Path, files: Iterable[ScannedFile], settings: Settings) -> Outcome[Ledger]:
    readable = [file for file in _of(LEDGER, files) if file.problem is None]
    return read_ledger(site, readable, settings)


def _of(tree: str, files: Iterable[ScannedFile]) -> list[ScannedFile]:
    folder = f"{tree}/"
    return [file for file in files if file.path.startswith(folder)]


def misplaced(files: Sequence[ScannedFile], settings: Settings) -> tuple[Problem, ...]:
    """The problems of files that must not be read, and of folders that are no section."""
    unread = [file.problem for file in files if file.problem]
    return (*unread, *_unknown_sections(_of(CONTENT, files), settings))


def section_folders(settings: Settings) -> tuple[str, ...]:
    """The folders of the sections, as the paths in them begin."""
    return tuple(f"{CONTENT}/{section.key}/" for section in settings.sections)


def is_article(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a file is to be read as (part of) an article in one of these folders or a standing page."""
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
        Problem(
            f"{CONTENT}/{folder}", 1, 1, "unknown-section", (("value", folder), ("suggestion", suggestion))
        )
        for folder in sorted(folders)
    ]
