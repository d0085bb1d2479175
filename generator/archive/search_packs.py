"""Packs: the search of a copy in few files, since a stick has room for bytes but not for many files.

A pack is files of the search index one after another, in the order of their names. The root of the index,
which is loaded first, says with which name each pack begins. So every name leads to its pack, and the pages
of a copy are those of the host.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from math import ceil
from operator import itemgetter

from msgspec import json
from msgspec.structs import replace

from generator import permalinks
from generator.archive.copy_file import CopyFile, joined_file, text_file
from generator.parallel.pool import in_parallel

FOLDER = "packs"  # in that of the index
LISTING = "khotin.packs = "  # before the list of (first name, name of the pack) in the script of the root
_NAME = 10  # hexadecimal digits
# A first query loads about ten packs. So they are small as long as they are few, and large before they are
# many: up to _FEW packs of _SMALL bytes, then larger ones up to _LARGE, then more up to _MANY.
_SMALL, _LARGE = 1_000_000, 2_000_000
_FEW, _MANY = 50, 250


def with_packed_search(files: Iterable[CopyFile], root: str, jobs: int) -> Iterator[CopyFile]:
    """The files of a site, with those of the search in packs; `root` is the path of the root of its index.

    Raises OSError if the disk fails, CopyRefusedError if a file is not the one that its SHA-256 names.
    """
    inside, roots = [], []
    for file in files:
        if file.path == root:
            roots.append(file)
        elif file.path.startswith(f"{permalinks.SEARCH}/"):
            inside.append(file)
        else:
            yield file
    inside.sort(key=_name)
    groups = groups_of(inside)
    listing = []
    for group, pack in zip(groups, in_parallel(_pack, groups, jobs, few=2, chunk=1), strict=True):
        listing.append((_name(group[0]), permalinks.search_name(pack.path)))
        yield pack
    yield joined_file(root, (text_file(root, f"{LISTING}{json.encode(listing).decode()}\n"), *roots))


def _name(file: CopyFile) -> str:
    """The name of a file in the index."""
    return permalinks.search_name(file.path)


def groups_of(files: Sequence[CopyFile]) -> list[tuple[CopyFile, ...]]:
    """Cuts the files into groups for packs, all of about the same size."""
    before = list(accumulate((file.size for file in files), initial=0))
    total = before.pop()
    count = ceil(total / _pack_size(total))
    places = zip((start * count // total for start in before), files, strict=True)
    return [tuple(file for _, file in group) for _, group in groupby(places, key=itemgetter(0))]


def _pack_size(total: int) -> float:
    return max(_SMALL, min(total / _FEW, _LARGE), total / _MANY)


def _pack(files: Sequence[CopyFile]) -> CopyFile:
    """The pack of these files. Raises CopyRefusedError, OSError."""
    pack = joined_file("", files)
    return replace(pack, path=permalinks.search_file(f"{FOLDER}/{pack.sha256[:_NAME]}"))
