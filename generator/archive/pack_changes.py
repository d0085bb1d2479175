"""Changes of the packs of the search: what a delta brings instead of whole packs.

An entry is a line of a pack, which is a file of the index. Few entries differ between two copies, but their
names are hashes, so that most packs do. A delta has the new entries, the names of those that are removed, and
where each pack of the next copy begins. All entries of a copy, without the removed and with the new ones, in
the order of their names and cut there, are the packs of the next copy, byte for byte.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from msgspec import Struct

from generator import permalinks
from generator.archive.bag import DATA
from generator.archive.copy_file import CopyFile, joined_file, text_file
from generator.archive.search_packs import FOLDER

PACKS, NEW, REMOVED = "search-packs.txt", "search-new.txt", "search-removed.txt"
_PACK = re.compile(rf"{DATA}{permalinks.SEARCH}/{FOLDER}/[0-9a-f]+\.js")
_LINE = re.compile(rf"([a-z0-9/-]+) ([0-9a-f]{{64}})  ({_PACK.pattern})")
_NAME = re.compile(r"[a-z0-9/-]+")
_ENTRY = re.compile(rb'khotin\.got\("([a-z0-9/-]+)",(?:"[A-Za-z0-9+/=]*"|[\[{].*[\]}])\)\n')


class Pack(Struct, frozen=True):
    """A pack of the next copy: the name of its first entry, its SHA-256, its path."""

    first: str
    sha256: str
    path: str


def is_pack(path: str) -> bool:
    """Whether a path in a bag is that of a pack."""
    return _PACK.fullmatch(path) is not None


def packs_in(digests: Mapping[str, str]) -> dict[str, str]:
    """The SHA-256 of the packs among the files of a manifest, by path."""
    return {path: digest for path, digest in digests.items() if is_pack(path)}


def entry_name(line: bytes) -> str:
    """The name of an entry; empty if it is none."""
    return line.partition(b'"')[2].partition(b'"')[0].decode("ascii", errors="replace")


def changes_of_packs(packs: Iterable[CopyFile], before: Set[str]) -> Iterator[CopyFile]:
    """The files of a delta that make these packs. `before` are the names of the entries there are."""
    entries: dict[str, CopyFile] = {}
    lines = []
    for pack in packs:
        inside = {permalinks.search_name(part.path): part for part in pack.parts}
        lines.append(f"{next(iter(inside))} {pack.sha256}  {pack.path}\n")
        entries |= inside
    yield text_file(PACKS, "".join(sorted(lines)))
    yield joined_file(NEW, [entries[name] for name in sorted(entries.keys() - before)])
    yield text_file(REMOVED, "".join(f"{name}\n" for name in sorted(before - entries.keys())))


def parsed_packs(content: bytes) -> tuple[Pack, ...] | None:
    """The packs of a delta, sorted by first name; None if the list is damaged."""
    lines = _lines(content)
    found = [_LINE.fullmatch(line) for line in lines or ()]
    packs = tuple(Pack(line[1], line[2], line[3]) for line in found if line)
    paths = {pack.path for pack in packs}
    sound = lines and len(packs) == len(paths) == len(lines) and _ascending([pack.first for pack in packs])
    return packs if sound else None


def parsed_removed(content: bytes) -> frozenset[str] | None:
    """The names of removed entries; None if the list is damaged."""
    lines = _lines(content)
    if lines is None or not _ascending(lines) or not all(map(_NAME.fullmatch, lines)):
        return None
    return frozenset(lines)


def parsed_new(content: bytes) -> tuple[str, ...] | None:
    """The names of new entries; None if one of them is damaged."""
    names = []
    for line in content.splitlines(keepends=True):
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            return None
        names.append(entry[1].decode())
    return tuple(names) if _ascending(names) else None


def _lines(content: bytes) -> list[str] | None:
    *lines, end = content.decode("utf-8", errors="replace").split("\n")
    return None if end else lines


def _ascending(names: Sequence[str]) -> bool:
    """Whether the names are sorted and each stands once."""
    return all(one < other for one, other in pairwise(names))
