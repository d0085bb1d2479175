"""Reads the files of content/ and merges them by article; unchanged articles are loaded from the cache."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from operator import attrgetter
from pathlib import Path

from deflate import DeflateError, deflate_compress, deflate_decompress
from msgspec import Struct

from generator.cache.database import Cache, CacheDamagedError, CacheLocation, read_record
from generator.cache.packs import changed_packs, empty_unless_same, load_packs, save_packs
from generator.cache.records import decode_text
from generator.cache.stamps import Stamp
from generator.cache.tables import BODIES, ENTRIES, READING_OPTIONS
from generator.model.archive import Entry
from generator.model.content import BodyParts, Media, SourceFile, Uses
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

_LENGTH_PREFIX = 4  # bytes of the body's length, before the compressed body
_ID = re.compile(r" id=\"([^\"]*)\"")


class FileGroup(Struct, frozen=True, gc=False):
    """The files of one article, and their digests in the cache."""

    key: str
    files: tuple[ScannedFile, ...]
    known: tuple[tuple[str, str], ...] = ()


class ReadEntry(Struct, frozen=True):
    """An entry that was read, and the compressed bodies of its files by path."""

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
    empty_unless_same(cache, READING_OPTIONS, options, (ENTRIES, BODIES))
    known = {entry.key: entry for entry in load_packs(cache, ENTRIES, list[Entry])}
    groups = _changed_groups(files, stamps, known, settings.default_language)
    changed = [group for group in groups if group.files]
    removed = [known.pop(group.key) for group in groups if not group.files]
    read: Iterator[ReadEntry | None] = in_parallel(EntryReader(reader), changed, jobs)
    changed_keys = {entry.key for entry in removed}
    for number, reading in enumerate(read, 1):
        step(number, len(changed))
        if reading:
            known[reading.entry.key] = reading.entry
            changed_keys.add(reading.entry.key)
            cache.put(BODIES, reading.bodies)
    entries = {key: known[key] for key in sorted(known)}
    cache.drop(BODIES, [path for entry in removed for path, _ in entry.digests])
    save_packs(cache, ENTRIES, changed_packs(entries, changed_keys))
    return tuple(entries.values())


def body_of(cache: CacheLocation, source_path: str) -> BodyParts:
    """Loads the body of a file. Raises CacheDamagedError."""
    return decompressed_body(read_record(cache, BODIES, source_path))


def packed_bodies(cache: Cache) -> Iterator[tuple[str, bytes]]:
    """Yields the path and the compressed body of every file in the cache."""
    return cache.all(BODIES)


def load_entries(cache: Cache, *, previous: bool) -> tuple[Entry, ...]:
    """Loads the entries of the last build, in the order of their keys.

    If `previous` is set, they are the entries of the build before.
    """
    entries = load_packs(cache, ENTRIES, list[Entry], previous=previous)
    return tuple(sorted(entries, key=attrgetter("key")))


def previous_body_of(cache: Cache, source_path: str) -> BodyParts:
    """Loads the body of a file as it was before the last build. Raises CacheDamagedError."""
    return decompressed_body(cache.get_previous(BODIES, source_path))


def decompressed_body(body: bytes | None) -> BodyParts:
    """Decompresses a body. None is an empty body. Raises CacheDamagedError."""
    if not body:
        return BodyParts()
    try:
        text = bytes(
            deflate_decompress(body[_LENGTH_PREFIX:], int.from_bytes(body[:_LENGTH_PREFIX], "little"))
        )
    except DeflateError as error:
        raise CacheDamagedError(str(error)) from error
    return BodyParts.split(decode_text(text))


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
    bodies = tuple((source.path, _packed(source)) for source in sources)
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
    return Uses(source.path, tuple(_media(source)), source.body.links, frozenset(anchors))


def _media(source: SourceFile) -> Iterator[tuple[str, Media]]:
    """(field, media) of every media field that has a value."""
    for name in MEDIA_FIELDS:
        value = source.front_matter.value(name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None:
                yield name, item


def _packed(source: SourceFile) -> bytes:
    text = source.body.parts.joined().encode()
    return len(text).to_bytes(_LENGTH_PREFIX, "little") + deflate_compress(text, 1)
