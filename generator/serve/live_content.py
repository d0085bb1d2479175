"""The content in memory: all that content/ and ledger/ say, of which only what changed is read again."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.build.request import BuildRequest
from generator.cache.database import Cache
from generator.model.archive import Entry, Sources
from generator.model.content import MediaFile
from generator.model.ledger import Ledger
from generator.model.problem import Outcome, Problem, Suppression
from generator.model.settings import Settings
from generator.read.entries import EntryReader, FileGroup, packed_bodies, unpacked
from generator.read.files import FileReader, key_and_language
from generator.read.media import Pictures, measure, pictures_known, used_paths
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
)


class LiveContent(Struct, frozen=True):
    """The content of content/ and ledger/ as it was last read.

    It holds the files by path, the entries by key in the order of the keys, the packed bodies by path, the
    other fields of `SourceParts`, and the pictures in use.
    """

    site: Path
    settings: Settings
    files: Mapping[str, ScannedFile]
    entries: Mapping[str, Entry]
    bodies: Mapping[str, bytes]
    media: Outcome[dict[str, MediaFile]]
    attached: Outcome[dict[str, str]]
    ledger: Outcome[Ledger]
    misplaced: tuple[Problem, ...]
    pictures: Pictures
    stored: StoredTexts

    @property
    def cache(self) -> Path:
        """The folder of the store, which also keeps the pictures' derivatives."""
        return self.stored.cache.folder


class HeldTexts(Struct, frozen=True):
    """The long texts: bodies are in memory; those of attached files, which only the search reads, are not."""

    bodies: Mapping[str, bytes]
    stored: StoredTexts

    def body(self, source_path: str) -> tuple[str, ...]:
        return unpacked(self.bodies.get(source_path))

    def attached(self, path: str) -> str:
        return self.stored.attached(path)


def read_content(request: BuildRequest, settings: Settings, cache: Cache) -> LiveContent:
    """All of content/, read where the store does not have it."""
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
        bodies=dict(packed_bodies(cache)),
        pictures=pictures_known(cache),
        stored=StoredTexts(cache.location),
    )


def sources(content: LiveContent) -> Outcome[Sources]:
    entries = tuple(content.entries.values())
    parts = SourceParts(entries, content.media, content.attached, content.ledger, content.misplaced)
    return put_together(parts, HeldTexts(content.bodies, content.stored))


def suppressions(content: LiveContent) -> tuple[Suppression, ...]:
    """What the site and its files do not want to hear of."""
    of_files = (silence for entry in content.entries.values() for silence in entry.suppressions)
    return (*content.settings.checks.suppressions, *of_files)


def is_same(one: LiveContent, other: LiveContent) -> bool:
    """Whether both say the same, as far as can be told at once."""
    return one is other or (
        one.settings is other.settings
        and one.entries is other.entries
        and one.media is other.media
        and one.ledger is other.ledger
        and one.misplaced == other.misplaced
    )


def missed(content: LiveContent) -> frozenset[str]:
    """The paths on disk that are not as they were last read, as far as their stamps tell."""
    now = {file.path: file for file in scan(content.site)}
    before = content.files
    return frozenset(
        (now.get(path) or before[path]).actual
        for path in now.keys() | before.keys()
        if not _is_same(before.get(path), now.get(path))
    )


# --- reading again ----------------------------------------------------------------------------------------


def read_again(content: LiveContent, changed: Iterable[str]) -> LiveContent:
    """The content after something happened to these paths: files or folders, as they are called on disk.

    Raises OSError where a file cannot be read at this moment. What PDF files say is left to the build.
    """
    files, touched = _looked_at(content, changed)
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
    return _measured(now, content) if others or uses_others else now


def _with_articles(content: LiveContent, touched: Iterable[str]) -> LiveContent:
    """The content with the articles of these files as they are now."""
    files, refused = content.files, _refused(content)
    reader = FileReader(content.site, content.settings.languages, content.settings.markdown_extensions)
    known, bodies = dict(content.entries), dict(content.bodies)
    keys = _by_article(touched, content.settings)
    for key, came in keys.items():
        digests = _digests(known.get(key))
        paths = sorted(came.union(path for path, _ in digests))
        there = tuple(files[path] for path in paths if path in files and path not in refused)
        _take_up(reader, FileGroup(key, there, digests), known, bodies)
    if all(known.get(key) is content.entries.get(key) for key in keys):
        return content
    entries = known if known.keys() == content.entries.keys() else dict(sorted(known.items()))
    return replace(content, entries=entries, bodies=bodies)


def _looked_at(content: LiveContent, changed: Iterable[str]) -> tuple[dict[str, ScannedFile], frozenset[str]]:
    """All files as they are now, and the paths of those that came, went, or may have changed."""
    files = dict(content.files)
    touched = set[str]()
    for actual in changed:
        there = {file.path: file for file in scan_path(content.site, actual)}
        path = nfc(actual)
        gone = {path} & files.keys() if there.keys() == {path} else _at(files, path)
        for each in gone | there.keys():
            if not _is_same(content.files.get(each), there.get(each)):
                touched.add(each)
        for each in gone:
            del files[each]
        files |= there
    return files, frozenset(touched)


def _at(files: Mapping[str, ScannedFile], path: str) -> set[str]:
    """The file of this path, or all below the folder of this path."""
    if path in files:
        return {path}
    folder = f"{path}/"
    return {each for each in files if each.startswith(folder)}


def _is_same(before: ScannedFile | None, now: ScannedFile | None) -> bool:
    return before is not None and before == now and before.stamp is not None


def _by_article(touched: Iterable[str], settings: Settings) -> dict[str, set[str]]:
    """Those of the files that are to be read, by the key of their article."""
    found: dict[str, set[str]] = {}
    folders = section_folders(settings)
    for path in sorted(touched):
        if is_article(path, folders):
            found.setdefault(key_and_language(path, settings.default_language)[0], set()).add(path)
    return found


def _digests(entry: Entry | None) -> tuple[tuple[str, str], ...]:
    return entry.digests if entry else ()


def _take_up(reader: FileReader, group: FileGroup, known: dict[str, Entry], bodies: dict[str, bytes]) -> None:
    """Reads the files of an article, and puts what they say in the place of what is known."""
    reading = EntryReader(reader)(group) if group.files else None
    if reading is None and group.files:
        return  # what they say is known
    for path, _ in group.known:
        bodies.pop(path, None)
    if reading:
        known[group.key] = reading.entry
        bodies.update(reading.bodies)
    else:
        known.pop(group.key, None)


def _refused(content: LiveContent) -> frozenset[str]:
    return frozenset(problem.path for problem in content.misplaced)


def _media_paths(content: LiveContent, key: str) -> set[str]:
    entry = content.entries.get(key)
    return {path for use in entry.uses for path in used_paths(use)} if entry else set()


def _measured(now: LiveContent, before: LiveContent) -> LiveContent:
    """The content with its media as they are now."""
    refused = _refused(now)
    found = {path: file for path, file in now.files.items() if path not in refused}
    stamps = {path: file.stamp for path, file in before.files.items() if file.stamp}
    uses = (use for entry in now.entries.values() for use in entry.uses)
    measured = measure(now.site, uses, found, stamps, before.pictures, now.cache, jobs=1)
    same = measured.media == before.media
    return replace(now, media=before.media if same else measured.media, pictures=measured.pictures)
