"""Plans the move of an article or of a folder, and all changes that follow.

An article moves with its translations, and to another folder with the media that it alone uses. Links of all
articles are mended. Where an address changes, the old one becomes an alias.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml
from msgspec import Struct

from generator import permalinks
from generator.authoring.content_files import known_file, new_file
from generator.authoring.relinking import rewritten
from generator.model.archive import Entry, Sources, Translation
from generator.model.content import SourceFile
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.model.values import FILE_START
from generator.problems.messages import has_errors
from generator.provinces.gazetteer import load_gazetteer
from generator.read.files import FileReader, file_reader, key_and_language, read_file, section_of
from generator.read.scan import CONTENT, ScannedFile
from generator.read.sources import section_folders
from generator.read.translation_digest import digest_of_words
from generator.read.translations import merge_standing_page, merge_translations
from generator.text.old_address import key_of

_MARKDOWN = ".md"


class Moving(Struct, frozen=True):
    """The site as it is before a move. `files` are those of content/, by path."""

    site: Path
    settings: Settings
    sources: Sources
    files: Mapping[str, ScannedFile]


class MovePlan(Struct, frozen=True):
    """A move. All paths are the old ones.

    `paths` has the new path of each file that moves, `aliases` whole new lists of aliases, `written` the new
    bytes of each Markdown file that moves or changes.
    """

    paths: Mapping[str, str]
    aliases: Mapping[str, Sequence[str]] = {}
    written: Mapping[str, bytes] = {}

    @property
    def slugs(self) -> Mapping[str, str]:
        """New values of the field `slug`: none."""
        return {}


def planned(moving: Moving, old: str, new: str) -> Outcome[MovePlan | None]:
    """Plans the move of the file or folder at `old`.

    Both paths are from the site's folder. `new` is a new path of the same kind, or a folder if it ends with a
    slash. The value is None, with problems, if that cannot be done. Raises OSError if a file cannot be read.
    """
    paths = _paths(moving, old, new)
    if paths.value is None:
        return Outcome(None, paths.problems)
    refused = [*_refused(moving, paths.value), *_faults(moving, paths.value)]
    if refused:
        return Outcome(None, tuple(refused))
    plan = MovePlan(paths.value)
    addresses = {
        path: (before, after)
        for entry in _moved_entries(moving, plan.paths)
        for path, before, after in _addresses(moving, entry, plan)
    }
    taken = tuple(_taken_addresses(moving, addresses, plan.paths))
    if taken:
        return Outcome(None, taken)
    aliases = _aliases(moving, addresses, plan.paths)
    plan = MovePlan(plan.paths, aliases)
    return Outcome(MovePlan(plan.paths, aliases, _written(moving, plan)))


# --- which files ------------------------------------------------------------------------------------------


def _paths(moving: Moving, old: str, new: str) -> Outcome[dict[str, str] | None]:
    """The new path of each file that moves."""
    into = new.endswith("/")
    target = new.rstrip("/")
    inside = [path for path in moving.files if path.startswith(f"{old}/")]
    if inside:
        goal = f"{target}/{posixpath.basename(old)}" if into else target
        if f"{goal}/".startswith(f"{old}/") or goal.endswith(_MARKDOWN):
            return _wrong(target, "move-target")
        return Outcome({path: goal + path.removeprefix(old) for path in inside})
    if old not in moving.files or not old.endswith(_MARKDOWN):
        return _wrong(old, "no-article-file")
    default = moving.settings.default_language
    key, _ = key_and_language(old, default)
    if into:
        new_key = f"{target}/{posixpath.basename(key)}".removeprefix(f"{CONTENT}/")
    elif target.endswith(_MARKDOWN):
        new_key, _ = key_and_language(target, default)
    else:
        return _wrong(target, "move-target")
    named = (path for path in moving.files if path.endswith(_MARKDOWN))
    own = [path for path in named if key_and_language(path, default)[0] == key]
    paths = {path: f"{CONTENT}/{new_key}{path.removeprefix(f'{CONTENT}/{key}')}" for path in own}
    return Outcome(paths | _media(moving, key, new_key))


def _media(moving: Moving, key: str, new_key: str) -> dict[str, str]:
    """The media of an article that move with it: those in its folder that no other article uses."""
    before, after = (posixpath.dirname(f"{CONTENT}/{each}") for each in (key, new_key))
    if before == after:
        return {}
    users: dict[str, set[str]] = {}
    for entry in moving.sources.entries:
        for path in _used(entry):
            users.setdefault(path, set()).add(entry.key)
    own = (path for path, keys in users.items() if keys == {key} and path in moving.files)
    return {path: after + path.removeprefix(before) for path in own if path.startswith(f"{before}/")}


def _used(entry: Entry) -> Iterator[str]:
    """The files beside Markdown that an entry names."""
    for use in entry.uses:
        yield from (path for _, media in use.media for _, path in media.files())
        yield from (link.target for link in use.links if not link.target.endswith(_MARKDOWN))


def _refused(moving: Moving, paths: Mapping[str, str]) -> Iterator[Problem]:
    """Yields what forbids the move: links, places outside the sections, files that are there."""
    folders = section_folders(moving.settings)
    default = moving.settings.default_language
    staying = [path for path in moving.files if path.endswith(_MARKDOWN) and path not in paths]
    keys = {key_and_language(path, default)[0]: path for path in staying}
    for old, new in sorted(paths.items()):
        if known_file(moving.site, moving.files[old].actual) is None or moving.files[old].linked:
            yield Problem.at(old, FILE_START, "write-refused")
            continue
        target = new_file(moving.site, new)
        if target is None:
            yield Problem.at(new, FILE_START, "write-refused")
        elif new == old or target.exists():
            yield Problem.at(new, FILE_START, "move-taken", other=old)
        elif old.endswith(_MARKDOWN) and (other := keys.get(key_and_language(new, default)[0])):
            yield Problem.at(new, FILE_START, "move-taken", other=other)
        elif old.endswith(_MARKDOWN) and not _is_at_home(old, new, folders):
            yield Problem.at(new, FILE_START, "move-section", value=", ".join(folders))


def _is_at_home(old: str, new: str, folders: tuple[str, ...]) -> bool:
    """Whether an article stays one, and a standing page, too."""
    if section_of(old):
        return new.startswith(folders)
    return not section_of(new)


def _faults(moving: Moving, paths: Mapping[str, str]) -> Iterator[Problem]:
    """Yields the errors of what moves: its addresses and links may not be known."""
    for entry in _moved_entries(moving, paths):
        yield from (problem for problem in entry.problems if has_errors((problem,)))


def _moved_entries(moving: Moving, paths: Mapping[str, str]) -> list[Entry]:
    return [entry for entry in moving.sources.entries if any(path in paths for path, _ in entry.digests)]


def _wrong(path: str, code: str) -> Outcome[dict[str, str] | None]:
    return Outcome(None, (Problem.at(path, FILE_START, code),))


# --- addresses --------------------------------------------------------------------------------------------


def _addresses(moving: Moving, entry: Entry, plan: MovePlan) -> Iterator[tuple[str, str, str]]:
    """Yields each page of an entry whose address changes.

    An item is (old path, address before, address after).
    """
    before = {each.source_path: each for each in _translations(entry)}
    reader = file_reader(moving.site, moving.settings)
    sources = []
    for path, _ in entry.digests:
        data = (moving.site / moving.files[path].actual).read_bytes()
        source = read_file(reader, plan.paths[path], _rewritten(data, path, plan)).value
        if source is not None:
            sources.append(source)
    if not sources:
        return
    old = {new: path for path, new in plan.paths.items()}
    for translation in _merged(sources, moving.settings):
        path = old[translation.source_path]
        if path in before and before[path].address != translation.address:
            yield path, before[path].address, translation.address


def _merged(sources: Sequence[SourceFile], settings: Settings) -> tuple[Translation, ...]:
    """The pages of an article or standing page."""
    if not sources[0].section:
        page = merge_standing_page(sources, settings.languages).value
        return page.translations if page else ()
    article = merge_translations(sources, settings.languages, load_gazetteer()).value
    return article.translations if article else ()


def _translations(entry: Entry) -> tuple[Translation, ...]:
    shown = entry.article or entry.page
    return shown.translations if shown else ()


def _taken_addresses(
    moving: Moving, addresses: Mapping[str, tuple[str, str]], paths: Mapping[str, str]
) -> Iterator[Problem]:
    """Yields new addresses that another page has, or that lead to one."""
    if not addresses:
        return
    known = {
        name: each.source_path
        for entry in moving.sources.entries
        for each in _translations(entry)
        if each.source_path not in paths
        for name in (key_of(each.address), *(alias.name for alias in each.aliases))
    }
    for path, (_, after) in sorted(addresses.items()):
        other = known.get(key_of(after))
        if other:
            yield Problem.at(paths[path], FILE_START, "move-taken", other=other)


def _aliases(
    moving: Moving, addresses: Mapping[str, tuple[str, str]], paths: Mapping[str, str]
) -> dict[str, list[str]]:
    """The new lists of aliases, by old path: with the address before, without the one after."""
    found: dict[str, list[str]] = {}
    for entry in _moved_entries(moving, paths):
        pages = _translations(entry)
        for each in pages:
            if each.source_path in addresses:
                before, after = addresses[each.source_path]
                kept = [alias.value for alias in each.aliases if alias.name != key_of(after)]
                found[each.source_path] = [*kept, f"/{before}"]
        released = {each.name for each in moving.sources.ledger.released}
        for path in sorted(set(_used(entry)) & paths.keys()) if pages else ():
            before = permalinks.media(path)
            if permalinks.media(paths[path]) != before and before in released:
                first = pages[0]
                known = found.setdefault(first.source_path, [alias.value for alias in first.aliases])
                known += [f"/{before}"] if f"/{before}" not in known else []
    return found


# --- texts ------------------------------------------------------------------------------------------------


def _written(moving: Moving, plan: MovePlan) -> dict[str, bytes]:
    """The new bytes of all Markdown files that move or change, by old path."""
    found = {}
    for path in _concerned(moving, plan.paths):
        data = (moving.site / moving.files[path].actual).read_bytes()
        made = _rewritten(data, path, plan)
        if made != data or path in plan.paths:
            found[path] = made
    return found | dict(_compared_again(moving, plan, found))


def _concerned(moving: Moving, paths: Mapping[str, str]) -> Iterator[str]:
    """The Markdown files that move, that name what moves, or of which nothing is known."""
    known: set[str] = set()
    for entry in moving.sources.entries:
        for use in entry.uses:
            known.add(use.path)
            named = {link.target for link in use.links} | {
                path for _, media in use.media for _, path in media.files()
            }
            if use.path in paths or not named.isdisjoint(paths):
                yield use.path
    for path, file in moving.files.items():
        if path.endswith(_MARKDOWN) and path not in known and not file.problem:
            yield path


def _rewritten(data: bytes, path: str, plan: MovePlan) -> bytes:
    """The bytes of a file after the move. A file that cannot be read stays as it is."""
    try:
        return rewritten(data, path, plan, {})[0]
    except (yaml.YAMLError, RecursionError, UnicodeDecodeError):
        return data


def _compared_again(
    moving: Moving, plan: MovePlan, written: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yields translations that name the digest of an original whose links were mended.

    They are of its text as it is now, as much as before.
    """
    reader = file_reader(moving.site, moving.settings)
    siblings = {
        path: [other for other, _ in entry.digests if other != path]
        for entry in moving.sources.entries
        for path, _ in entry.digests
        if path in written
    }
    for path, others in siblings.items():
        data = (moving.site / moving.files[path].actual).read_bytes()
        before, after = _digests(reader, path, plan.paths.get(path, path), (data, written[path]))
        for other in others if before != after else ():
            text = written.get(other)
            text = (moving.site / moving.files[other].actual).read_bytes() if text is None else text
            if before.encode() in text:
                yield other, text.replace(before.encode(), after.encode())


def _digests(reader: FileReader, old: str, new: str, data: tuple[bytes, bytes]) -> tuple[str, str]:
    """The digests of a file's text before and after; "" if it cannot be read."""
    read: Iterable[SourceFile | None] = (
        read_file(reader, path, each).value for path, each in zip((old, new), data, strict=True)
    )
    before, after = (digest_of_words(each) if each else "" for each in read)
    return before, after
