"""Reads the files of content/ and merges them by article; unchanged articles are loaded from the cache."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import chain
from operator import attrgetter
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.cache.database import Cache
from generator.cache.packs import changed_packs, empty_unless_same, load_packs, load_replaced, save_packs
from generator.cache.records import decode_text
from generator.cache.spool import SpooledTexts, SpoolWriter, compacted, delete_unused, spooled_texts
from generator.cache.stamps import Stamp
from generator.cache.tables import ENTRIES, READING_OPTIONS
from generator.model.archive import Entry
from generator.model.content import BodyParts, Media, SourceFile, SpoolPlace, Uses
from generator.model.fingerprints import fingerprint
from generator.model.problem import Problem
from generator.model.settings import Settings
from generator.parallel.pool import in_parallel
from generator.provinces.gazetteer import load_gazetteer
from generator.read.facts import first
from generator.read.files import FileReader, digest_of, file_reader, key_and_language, read_file
from generator.read.scan import ScannedFile
from generator.read.translations import merge_standing_page, merge_translations
from generator.schema.front_matter import MEDIA_FIELDS

_ID = re.compile(r" id=\"([^\"]*)\"")


class FileGroup(Struct, frozen=True, gc=False):
    """The files of one article, and their digests in the cache."""

    key: str
    files: tuple[ScannedFile, ...]
    known: tuple[tuple[str, str], ...] = ()


class ReadEntry(Struct, frozen=True):
    """An entry that was read, and the bodies of its files in UTF-8 by path."""

    entry: Entry
    bodies: tuple[tuple[str, bytes], ...]


def read_entries(
    site: Path,
    settings: Settings,
    files: Sequence[ScannedFile],
    stamps: Mapping[str, Stamp],
    cache: Cache,
    jobs: int,
    step: Callable[[int, int], None],
) -> tuple[Entry, ...]:
    """Returns the entries of these Markdown files, by key.

    `stamps` are the stamps that the files had when they were last read.
    """
    reader = file_reader(site, settings)
    options = (reader.languages, reader.extensions, reader.time_zone)
    empty_unless_same(cache, READING_OPTIONS, options, (ENTRIES,))
    known = {entry.key: entry for entry in load_packs(cache, ENTRIES, list[Entry])}
    groups = _changed_groups(files, stamps, known, settings.default_language)
    changed = [group for group in groups if group.files]
    removed = [known.pop(group.key) for group in groups if not group.files]
    spooling = _SpoolingReader(EntryReader(reader), SpoolWriter(cache.location.folder))
    read: Iterator[Entry | None] = in_parallel(spooling, changed, jobs)
    changed_keys = {entry.key for entry in removed}
    for number, entry in enumerate(read, 1):
        step(number, len(changed))
        if entry:
            known[entry.key] = entry
            changed_keys.add(entry.key)
    entries = {key: known[key] for key in sorted(known)}
    moved = compacted(cache.location.folder, places_of(entries.values())) if changed_keys else None
    if moved is not None:
        entries = {key: _with_places(entry, moved) for key, entry in entries.items()}
        changed_keys |= entries.keys()
    save_packs(cache, ENTRIES, changed_packs(entries, changed_keys))
    return tuple(entries.values())


def _with_places(entry: Entry, places: Mapping[str, SpoolPlace]) -> Entry:
    return replace(entry, bodies=tuple((path, places[path]) for path, _ in entry.bodies))


def places_of(entries: Iterable[Entry]) -> dict[str, SpoolPlace]:
    """The places of the bodies of all files, by path."""
    return {path: place for entry in entries for path, place in entry.bodies}


def bodies_of(cache: Cache, entries: Iterable[Entry]) -> SpooledTexts:
    """Opens the bodies of these entries' files. Raises CacheDamagedError."""
    return spooled_texts(cache.location.folder, places_of(entries))


def delete_unused_bodies(cache: Cache, entries: Iterable[Entry]) -> None:
    """Deletes what no entry needs, neither of these nor of the build before."""
    before = load_replaced(cache, ENTRIES, list[Entry])
    places = (place for entry in chain(entries, before) for _, place in entry.bodies)
    delete_unused(cache.location.folder, places)


def load_entries(cache: Cache, *, previous: bool) -> tuple[Entry, ...]:
    """Loads the entries of the last build, in the order of their keys.

    If `previous` is set, they are the entries of the build before.
    """
    entries = load_packs(cache, ENTRIES, list[Entry], previous=previous)
    return tuple(sorted(entries, key=attrgetter("key")))


def body_parts(text: bytes) -> BodyParts:
    """The parts of a body as the cache has it. Raises CacheDamagedError."""
    return BodyParts.split(decode_text(text)) if text else BodyParts()


def _changed_groups(
    files: Sequence[ScannedFile], stamps: Mapping[str, Stamp], known: Mapping[str, Entry], default: str
) -> list[FileGroup]:
    """The groups in which a file is new, changed or deleted, by key.

    A group without files is of a deleted article.
    """
    owners = {path: entry.key for entry in known.values() for path, _ in entry.digests}
    keys = {owners[path] for path in owners.keys() - {file.path for file in files}}
    for file in files:
        if file.path not in owners or not file.unchanged_since(stamps):
            keys.add(owners.get(file.path) or key_and_language(file.path, default)[0])
    groups: dict[str, list[ScannedFile]] = {key: [] for key in sorted(keys)}
    for file in files if keys else ():
        key = owners.get(file.path) or key_and_language(file.path, default)[0]
        if key in groups:
            groups[key].append(file)
    return [
        FileGroup(key, tuple(group), known[key].digests if key in known else ())
        for key, group in groups.items()
    ]


# --- one entry --------------------------------------------------------------------------------------------


class EntryReader(Struct, frozen=True):
    """Reads the files of a group. Returns None if their digests are unchanged."""

    reader: FileReader

    def __call__(self, group: FileGroup) -> ReadEntry | None:
        contents = {file.path: _bytes_of(f"{self.reader.site}/{file.actual}") for file in group.files}
        digests = digests_of(contents)
        return None if digests == group.known else read_entry(self.reader, group.key, contents, digests)


class _SpoolingReader(Struct, frozen=True):
    """Reads the files of a group, and puts their bodies into the cache. Returns None like its reader."""

    reader: EntryReader
    writer: SpoolWriter

    def __call__(self, group: FileGroup) -> Entry | None:
        reading = self.reader(group)
        if reading is None:
            return None
        places = tuple((path, self.writer.append(body)) for path, body in reading.bodies if body)
        return replace(reading.entry, bodies=places)


def digests_of(contents: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """(path, SHA-256) of each file."""
    return tuple((path, digest_of(data)) for path, data in contents.items())


def read_entry(
    reader: FileReader, key: str, contents: Mapping[str, bytes], digests: tuple[tuple[str, str], ...]
) -> ReadEntry:
    """Reads an entry from the bytes of its files, by path."""
    outcomes = [read_file(reader, path, data) for path, data in contents.items()]
    sources = [outcome.value for outcome in outcomes if outcome.value]
    problems = tuple(problem for outcome in outcomes for problem in outcome.problems)
    bodies = tuple((source.path, source.body.parts.joined().encode()) for source in sources)
    return ReadEntry(_entry(key, digests, problems, sources, reader.languages), bodies)


def _bytes_of(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (there are very many)
        return file.read()


def _entry(
    key: str,
    digests: tuple[tuple[str, str], ...],
    problems: tuple[Problem, ...],
    sources: Sequence[SourceFile],
    languages: Sequence[str],
) -> Entry:
    uses = tuple(map(_uses, sources))
    if not sources:
        return Entry(key, digests, problems)
    suppressions = tuple(each for source in sources for each in source.front_matter.silence or ())
    if not sources[0].section:
        page = merge_standing_page(sources, languages)
        identity = fingerprint(page.value)
        problems = (*problems, *page.problems)
        return Entry(
            key, digests, problems, page=page.value, uses=uses, identity=identity, suppressions=suppressions
        )
    article = merge_translations(sources, languages, load_gazetteer())
    ordered = sorted(sources, key=lambda source: languages.index(source.lang))
    return Entry(
        key,
        digests,
        (*problems, *article.problems),
        article=article.value,
        draft=bool(ordered[0].front_matter.draft),
        publish=first(ordered, "publish"),
        expires=first(ordered, "expires"),
        uses=uses,
        identity=fingerprint(article.value),
        suppressions=suppressions,
    )


def _uses(source: SourceFile) -> Uses:
    anchors = {unescape(each) for each in _ID.findall(source.body.parts.html())}
    positions = source.front_matter.positions
    fields = tuple((name, positions[name]) for name in ("slug", "layout") if name in positions)
    return Uses(source.path, tuple(_media(source)), source.body.links, frozenset(anchors), fields)


def _media(source: SourceFile) -> Iterator[tuple[str, Media]]:
    """(field, media) of every media field that has a value."""
    for name in MEDIA_FIELDS:
        value = source.front_matter.value(name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None:
                yield name, item
