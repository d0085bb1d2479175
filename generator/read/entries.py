"""Entries: the files of content/, read and put together by article; what did not change is in the store."""

import hashlib
import marshal
import pickle
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from html import unescape
from operator import attrgetter
from pathlib import Path

from deflate import deflate_compress, deflate_decompress
from msgspec import Struct, msgpack

from generator.cache.database import Cache, CacheLocation, read_record
from generator.cache.stamps import Stamp
from generator.model.archive import Entry
from generator.model.content import BodyParts, Media, SourceFile, Uses
from generator.model.problem import Problem
from generator.model.settings import Settings
from generator.parallel.pool import in_parallel
from generator.provinces.gazetteer import load_gazetteer
from generator.read.facts import first
from generator.read.files import FileReader, digest_of, key_and_language, read_file
from generator.read.scan import ScannedFile
from generator.read.translations import merge_standing_page, merge_translations
from generator.schema.front_matter import MEDIA_FIELDS

_ENTRIES, _BODIES, _STATE = "entry", "body", "reading"
_PACKS = 256
_SIZE = 4  # bytes that say how long a body is, before it is packed
_ID = re.compile(r" id=\"([^\"]*)\"")


class FileGroup(Struct, frozen=True, gc=False):
    """The files of one article, and their digests as the store has them."""

    key: str
    files: tuple[ScannedFile, ...]
    known: tuple[tuple[str, str], ...] = ()


class Reading(Struct, frozen=True):
    """An entry that was read, and the bodies of its files."""

    entry: Entry
    bodies: tuple[tuple[str, bytes], ...]  # packed, by the path of their file


def read_entries(
    site: Path,
    settings: Settings,
    files: Sequence[ScannedFile],
    stamps: Mapping[str, Stamp],
    cache: Cache,
    jobs: int,
    step: Callable[[int, int], None],
) -> tuple[Entry, ...]:
    """The entries of these Markdown files, by key; `stamps` are those that the files had when last read."""
    reader = FileReader(site, settings.languages, settings.markdown_extensions)
    known = _known(cache, reader)
    groups = _changed(files, stamps, known, settings.default_language)
    changed = [group for group in groups if group.files]
    gone = [known.pop(group.key) for group in groups if not group.files]
    read: Iterator[Reading | None] = in_parallel(EntryReader(reader), changed, jobs)
    news = {entry.key for entry in gone}
    for number, reading in enumerate(read, 1):
        step(number, len(changed))
        if reading:
            known[reading.entry.key] = reading.entry
            news.add(reading.entry.key)
            cache.put(_BODIES, reading.bodies)
    entries = tuple(map(known.__getitem__, sorted(known)))
    cache.drop(_BODIES, [path for entry in gone for path, _ in entry.digests])
    _keep(cache, entries, set(map(_pack_of, news)))
    return entries


def body_of(cache: CacheLocation, source_path: str) -> BodyParts:
    """The body of a file, from the cache."""
    return unpacked(read_record(cache, _BODIES, source_path))


def packed_bodies(cache: Cache) -> Iterator[tuple[str, bytes]]:
    """The bodies that the store has, packed, by the path of their file."""
    return cache.all(_BODIES)


def recall_entries(cache: Cache, *, previous: bool) -> tuple[Entry, ...]:
    """The entries of the last build or (`previous`) of the one before it."""
    values: dict[str, bytes | None] = dict(cache.all(_ENTRIES))
    if previous:
        values |= cache.previous(_ENTRIES)
    packs = (pickle.loads(value) for value in values.values() if value)
    return tuple(sorted((entry for pack in packs for entry in pack), key=attrgetter("key")))


def former_body_of(cache: Cache, source_path: str) -> BodyParts:
    """The body of a file as it was before the last build."""
    return unpacked(cache.get_previous(_BODIES, source_path))


def unpacked(body: bytes | None) -> BodyParts:
    """The body that was packed; an empty one for None."""
    if not body:
        return BodyParts()
    size = int.from_bytes(body[:_SIZE], "little")
    return BodyParts.split(bytes(deflate_decompress(body[_SIZE:], size)).decode())


def _changed(
    files: Sequence[ScannedFile], stamps: Mapping[str, Stamp], known: Mapping[str, Entry], default: str
) -> list[FileGroup]:
    """The groups that may say something else than what is known, by key; those of which nothing is left have
    no files."""
    owners = {path: entry.key for entry in known.values() for path, _ in entry.digests}
    keys = {owners[path] for path in owners.keys() - {file.path for file in files}}
    for file in files:
        if file.stamp is None or file.path not in owners or stamps.get(file.path) != file.stamp:
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


def _known(cache: Cache, reader: FileReader) -> dict[str, Entry]:
    """The entries that the store has, if they were read in the same way."""
    way = marshal.dumps((reader.languages, reader.extensions))
    if cache.get(_STATE, "way") == way:
        packs = (pickle.loads(value) for _, value in cache.all(_ENTRIES))
        return {entry.key: entry for pack in packs for entry in pack}
    cache.drop_all(_ENTRIES)
    cache.drop_all(_BODIES)
    cache.put(_STATE, [("way", way)])
    return {}


def _keep(cache: Cache, entries: Iterable[Entry], changed: Set[str]) -> None:
    """Keeps the entries of the packs that changed."""
    packs: dict[str, list[Entry]] = {pack: [] for pack in changed}
    for entry in entries:
        pack = _pack_of(entry.key)
        if pack in packs:
            packs[pack].append(entry)
    cache.put(_ENTRIES, ((pack, pickle.dumps(all_, pickle.HIGHEST_PROTOCOL)) for pack, all_ in packs.items()))


def _pack_of(key: str) -> str:
    """Many entries are kept together: one by one they take twice as long to load."""
    return f"{zlib.crc32(key.encode()) % _PACKS:02x}"


# --- one entry --------------------------------------------------------------------------------------------


class EntryReader(Struct, frozen=True):
    """Reads the files of a group; None where their content is as the store knows it."""

    reader: FileReader

    def __call__(self, group: FileGroup) -> Reading | None:
        contents = {file.path: _bytes_of(f"{self.reader.site}/{file.actual}") for file in group.files}
        digests = tuple((path, digest_of(data)) for path, data in contents.items())
        if digests == group.known:
            return None
        outcomes = [read_file(self.reader, path, data) for path, data in contents.items()]
        sources = [outcome.value for outcome in outcomes if outcome.value]
        problems = tuple(problem for outcome in outcomes for problem in outcome.problems)
        bodies = tuple((source.path, _packed(source)) for source in sources)
        return Reading(_entry(group.key, digests, problems, sources, self.reader.languages), bodies)


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
        identity = _identity(page.value)
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
        identity=_identity(article.value),
        suppressions=suppressions,
    )


def _identity(value: object) -> str:
    """Another one whenever the value is another."""
    return hashlib.blake2b(msgpack.encode(value), digest_size=12).hexdigest()


def _uses(source: SourceFile) -> Uses:
    anchors = {unescape(each) for each in _ID.findall(source.body.parts.html())}
    return Uses(source.path, tuple(_media(source)), source.body.links, frozenset(anchors))


def _media(source: SourceFile) -> Iterator[tuple[str, Media]]:
    """(field, media) of every media field."""
    for name in MEDIA_FIELDS:
        value = source.front_matter.value(name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None:
                yield name, item


def _packed(source: SourceFile) -> bytes:
    text = source.body.parts.joined().encode()
    return len(text).to_bytes(_SIZE, "little") + deflate_compress(text, 1)
