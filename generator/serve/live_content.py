"""The content in memory. After a change only the changed files are read again."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.build.request import BuildRequest
from generator.cache.database import Cache
from generator.model.archive import Entry, Sources
from generator.model.content import BodyParts
from generator.model.ledger import Ledger
from generator.model.problem import Outcome, Problem, Suppression
from generator.model.settings import Settings
from generator.problems.suppressions import all_suppressions
from generator.read.entries import EntryReader, FileGroup, body_parts
from generator.read.files import FileReader, file_reader, key_and_language
from generator.read.media import MeasuredMedia, ReadMedia, measure, media_known, used_paths
from generator.read.scan import CONTENT, LEDGER, ScannedFile, nfc, scan, scan_path
from generator.read.sources import (
    SourceParts,
    StoredTexts,
    is_article,
    ledger_in,
    misplaced,
    put_together,
    read_parts,
    section_folders,
    stored_texts,
)


class LiveContent(Struct, frozen=True):
    """The content of content/ and ledger/ as it was last read.

    `files` are by path, and `entries` by key in order. `stored` reads long texts from the cache. `bodies` are
    those that changed since the cache was written, in UTF-8 by path.
    """

    site: Path
    settings: Settings
    files: Mapping[str, ScannedFile]
    entries: Mapping[str, Entry]
    bodies: Mapping[str, bytes]
    media: ReadMedia
    attached: Outcome[dict[str, str]]
    ledger: Outcome[Ledger]
    misplaced: tuple[Problem, ...]
    measured: MeasuredMedia
    stored: StoredTexts

    @property
    def cache(self) -> Path:
        """The folder of the cache, which also holds the derivatives of pictures."""
        return self.stored.cache.folder


class LiveTexts(Struct, frozen=True):
    """Long texts: changed bodies from memory, all others from the cache."""

    bodies: Mapping[str, bytes]
    stored: StoredTexts

    def body(self, source_path: str) -> BodyParts:
        """The parts of a body, by the path of its file."""
        changed = self.bodies.get(source_path)
        return self.stored.body(source_path) if changed is None else body_parts(changed)

    def attached(self, path: str) -> str:
        """The text of an attachment."""
        return self.stored.attached(path)


def read_content(request: BuildRequest, settings: Settings, cache: Cache) -> LiveContent:
    """Reads content/ and ledger/. Unchanged files come from the cache."""
    files = scan(request.site)
    parts = read_parts(request.site, files, settings, cache, request.jobs, request.watcher.step)
    return LiveContent(
        site=request.site,
        settings=settings,
        files={file.path: file for file in files},
        entries={entry.key: entry for entry in parts.entries},
        media=parts.media,
        attached=parts.attached,
        ledger=parts.ledger,
        misplaced=parts.misplaced,
        bodies={},
        measured=media_known(cache),
        stored=stored_texts(cache, parts.entries),
    )


def sources(content: LiveContent) -> Outcome[Sources]:
    """The sources as a build would read them, with the problems found."""
    entries = tuple(content.entries.values())
    parts = SourceParts(entries, content.media, content.attached, content.ledger, content.misplaced)
    return put_together(parts, LiveTexts(content.bodies, content.stored))


def suppressions(content: LiveContent) -> tuple[Suppression, ...]:
    """The suppressions of the settings and of all files."""
    return all_suppressions(content.settings, content.entries.values())


def is_same(one: LiveContent, other: LiveContent) -> bool:
    """Whether both have the same content, judged without comparing records in depth."""
    return one is other or (
        one.settings is other.settings
        and one.entries is other.entries
        and one.media is other.media
        and one.ledger is other.ledger
        and one.misplaced == other.misplaced
    )


def unnoticed_changes(content: LiveContent) -> frozenset[str]:
    """Paths on disk whose stamps differ from those of the last reading."""
    now = {file.path: file for file in scan(content.site)}
    before = content.files
    return frozenset(
        (now.get(path) or before[path]).actual
        for path in now.keys() | before.keys()
        if not _is_same(before.get(path), now.get(path))
    )


# --- reading again ----------------------------------------------------------------------------------------


def reread(content: LiveContent, changed: Iterable[str]) -> LiveContent:
    """Returns the content after changes to these paths, which are files or folders on disk.

    Raises OSError if a file cannot be read at the moment. Texts of PDF files are left to the build.
    """
    files, touched = rescanned(content, changed)
    if not touched:
        return replace(content, files=files)
    problems = content.misplaced
    if files.keys() != content.files.keys() or any(
        files[path].problem or content.files[path].problem for path in touched & files.keys()
    ):
        problems = misplaced(tuple(files.values()), content.settings)
    now = _with_articles(replace(content, files=files, misplaced=problems), touched)
    if any(path.startswith(f"{LEDGER}/") for path in touched):
        ledger = ledger_in(now.site, [files[path] for path in sorted(files)], now.settings)
        now = replace(now, ledger=now.ledger if ledger == now.ledger else ledger)
    others = any(path.startswith(f"{CONTENT}/") and not path.endswith(".md") for path in touched)
    keys = _by_article(touched, content.settings)
    uses_others = any(_media_paths(content, key) != _media_paths(now, key) for key in keys)
    return media_read_again(now, content) if others or uses_others else now


def _with_articles(content: LiveContent, touched: Iterable[str]) -> LiveContent:
    """The content with the articles of these files read again."""
    files, refused = content.files, _refused(content)
    reader = file_reader(content.site, content.settings)
    known, bodies = dict(content.entries), dict(content.bodies)
    keys = _by_article(touched, content.settings)
    for key, came in keys.items():
        digests = _digests(known.get(key))
        paths = sorted(came.union(path for path, _ in digests))
        there = tuple(files[path] for path in paths if path in files and path not in refused)
        _reread(reader, FileGroup(key, there, digests), known, bodies)
    if all(known.get(key) is content.entries.get(key) for key in keys):
        return content
    entries = known if known.keys() == content.entries.keys() else dict(sorted(known.items()))
    return replace(content, entries=entries, bodies=bodies)


def rescanned(content: LiveContent, changed: Iterable[str]) -> tuple[dict[str, ScannedFile], frozenset[str]]:
    """Returns all files as they are now, and the paths of changed ones.

    The paths are those of files that were added, removed or maybe changed.
    """
    files = dict(content.files)
    touched = set[str]()
    for actual in changed:
        there = {file.path: file for file in scan_path(content.site, actual)}
        path = nfc(actual)
        gone = {path} & files.keys() if there.keys() == {path} else _paths_below(files, path)
        for each in gone | there.keys():
            if not _is_same(content.files.get(each), there.get(each)):
                touched.add(each)
        for each in gone:
            del files[each]
        files |= there
    return files, frozenset(touched)


def _paths_below(files: Mapping[str, ScannedFile], path: str) -> set[str]:
    """The file with this path, or all files in the folder with this path."""
    if path in files:
        return {path}
    folder = f"{path}/"
    return {each for each in files if each.startswith(folder)}


def _is_same(before: ScannedFile | None, now: ScannedFile | None) -> bool:
    """Whether a file is surely unchanged. False if its stamp is None."""
    return before is not None and before == now and before.stamp is not None


def _by_article(touched: Iterable[str], settings: Settings) -> dict[str, set[str]]:
    """The Markdown files of articles among these, by the article's key."""
    found: dict[str, set[str]] = {}
    folders = section_folders(settings)
    for path in sorted(touched):
        if is_article(path, folders):
            found.setdefault(key_and_language(path, settings.default_language)[0], set()).add(path)
    return found


def _digests(entry: Entry | None) -> tuple[tuple[str, str], ...]:
    """The hashes of an entry's files, by path."""
    return entry.digests if entry else ()


def _reread(reader: FileReader, group: FileGroup, known: dict[str, Entry], bodies: dict[str, bytes]) -> None:
    """Reads the files of an article, and updates `known` and `bodies` in place."""
    reading = EntryReader(reader)(group) if group.files else None
    if reading is None and group.files:
        return  # unchanged
    for path, _ in group.known:
        bodies.pop(path, None)
    if reading:
        known[group.key] = reading.entry
        bodies.update(reading.bodies)
    else:
        known.pop(group.key, None)


def _refused(content: LiveContent) -> frozenset[str]:
    """Paths of files in the wrong folder."""
    return frozenset(problem.path for problem in content.misplaced)


def _media_paths(content: LiveContent, key: str) -> set[str]:
    """Paths of all media that an entry uses."""
    entry = content.entries.get(key)
    return {path for use in entry.uses for path in used_paths(use)} if entry else set()


def media_read_again(now: LiveContent, before: LiveContent) -> LiveContent:
    """The content with its media read again."""
    refused = _refused(now)
    found = {path: file for path, file in now.files.items() if path not in refused}
    stamps = {path: file.stamp for path, file in before.files.items() if file.stamp}
    uses = (use for entry in now.entries.values() for use in entry.uses)
    measured = measure(now.site, uses, found, stamps, before.measured, now.cache, jobs=1)
    same = measured.media == before.media
    return replace(now, media=before.media if same else measured.media, measured=measured.facts)
