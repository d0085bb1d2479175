"""The files of a search index: each in a script of its own, or many in a pack.

`generator/search/packing.py` explains the scripts, `generator/archive/search_packs.py` the packs.
"""

import re
import zlib
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from generator import permalinks
from generator.archive.foreign_json import decoded
from generator.archive.search_packs import LISTING
from generator.verify.source import DamagedMemberError, Member, Source, read

_SCRIPT = re.compile(r"([a-z0-9/-]+)\.js")
_CALL = re.compile(rb'khotin\.got\("([a-z0-9/-]+)",("[A-Za-z0-9+/=]*"|[\[{].*[\]}])\)\n')
_LISTING = re.compile(rb"%s(\[.*\])\n" % re.escape(LISTING.encode()))
_MOST = 64_000_000  # bytes of a script, and of a file of the index
_KEPT = 32_000_000  # bytes of scripts that stay in memory

Packs = Sequence[tuple[str, str]]  # the first name in each pack, the name of the pack


class IndexDamagedError(Exception):
    """A file of the index is missing or says nothing that makes sense: its path in the copy."""


class Scripts(Struct, frozen=True):
    """Reads the scripts of an index. `site` is the folder of the site in the copy: "data/" or empty.

    All methods raise IndexDamagedError if a script cannot be used, OSError if the disk fails.
    """

    source: Source
    members: Mapping[str, Member]
    site: str

    def files(self, name: str) -> dict[str, bytes]:
        """The files in a script by name, still packed."""
        text = self._text(name)
        listing = _LISTING.match(text)
        start = listing.end() if listing else 0
        calls = list(_CALL.finditer(text, start))
        if b"".join(call[0] for call in calls) != text[start:]:
            raise self.damage(name)
        return {call[1].decode(): call[2] for call in calls}

    def packs(self, root: str) -> Packs:
        """The packs that the root lists; none if each file has a script of its own."""
        listing = _LISTING.match(self._text(root))
        packs = decoded(listing[1], list[tuple[str, str]]) if listing else ()
        if packs is None:
            raise self.damage(root)
        return packs

    def damage(self, name: str) -> IndexDamagedError:
        """The error of a script that cannot be used."""
        return IndexDamagedError(self.path(name))

    def names(self) -> Iterator[str]:
        """The names of all scripts in the folder of the index."""
        folder = f"{self.site}{permalinks.SEARCH}/"
        found = (_SCRIPT.fullmatch(path, len(folder)) for path in self.members if path.startswith(folder))
        return (script[1] for script in found if script)

    def path(self, name: str) -> str:
        """The path of a script in the copy."""
        return f"{self.site}{permalinks.search_file(name)}"

    def _text(self, name: str) -> bytes:
        member = self.members.get(self.path(name))
        try:
            text = read(self.source, member, _MOST) if member else None
        except DamagedMemberError:
            text = None
        if text is None:
            raise self.damage(name)
        return text


class IndexFiles(Struct, frozen=True):
    """Reads the files of an index by name. `opened` is a cache of scripts.

    All methods raise IndexDamagedError if a file cannot be used, OSError if the disk fails.
    """

    scripts: Scripts
    root: str
    packs: Packs
    opened: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def content(self, name: str) -> bytes:
        """The content of a file."""
        packed = self._opened(self._script_of(name)).get(name)
        if packed is None:
            raise self.damage(name)
        if not packed.startswith(b'"'):  # JSON as it is
            return packed
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpacker.decompress(b64decode(packed[1:-1], validate=True), _MOST)
        except (ValueError, zlib.error) as error:
            raise self.damage(name) from error
        if not unpacker.eof:
            raise self.damage(name)
        return content

    def names_in_pack(self, place: int) -> list[str]:
        """The names of the files in a pack, by its place in the list.

        A pack is damaged if its names are not in order, or not those that are looked for in it.
        """
        (first, pack), *next_one = self.packs[place : place + 2]
        names = [*self.scripts.files(pack)]
        limits = [first for first, _ in next_one]
        if names[:1] != [first] or any(one >= other for one, other in pairwise([*names, *limits])):
            raise self.scripts.damage(pack)
        return names

    def path(self, name: str) -> str:
        """The path of the script that has a file."""
        return self.scripts.path(self._script_of(name))

    def damage(self, name: str) -> IndexDamagedError:
        """The error of a file that cannot be used."""
        return IndexDamagedError(self.path(name))

    def _script_of(self, name: str) -> str:
        """The name of the script that has a file. The theme's `search/index.js` finds it in the same way."""
        place = bisect_right(self.packs, name, key=lambda pack: pack[0]) - 1
        return name if name == self.root or place < 0 else self.packs[place][1]

    def _opened(self, script: str) -> Mapping[str, bytes]:
        if script not in self.opened:
            files = self.scripts.files(script)
            while self.opened and sum(map(_size, (*self.opened.values(), files))) > _KEPT:
                del self.opened[next(iter(self.opened))]
            self.opened[script] = files
        return self.opened[script]


def index_files(scripts: Scripts, root: str) -> IndexFiles:
    """The files of the index that has this root. Raises IndexDamagedError, OSError."""
    return IndexFiles(scripts, root, scripts.packs(root))


def _size(files: Mapping[str, bytes]) -> int:
    return sum(map(len, files.values()))
