"""Makes the packs of the next copy: old entries, and those that a delta brings."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from generator.archive.pack_changes import NEW, PACKS, REMOVED, Pack, entry_name, parsed_removed
from generator.update.request import UpdateRefusedError
from generator.update.stage import StagedFile
from generator.verify.integrity import text_of
from generator.verify.open_copy import OpenCopy
from generator.verify.source import DamagedMemberError, Source

_Entry = tuple[str, bytes]  # its name, its line


def make_packs(
    packs: Sequence[Pack], source: Source, old: Sequence[StagedFile], delta: OpenCopy, folder: Path
) -> None:
    """Writes the packs into a staged folder. `old` are those of the old copy, which `source` reads.

    Raises UpdateRefusedError if an old one is damaged, or a new one is not what the delta says, OSError.
    """
    firsts = [pack.first for pack in packs]
    entries = _entries(source, old, delta)
    made = 0
    for place, inside in groupby(entries, key=lambda entry: bisect_right(firsts, entry[0]) - 1):
        if place != made or not _is_made(packs[place], map(itemgetter(1), inside), folder):
            break
        made += 1
    if made != len(packs):
        raise UpdateRefusedError("delta-damaged", {"path": PACKS})


def _entries(source: Source, old: Sequence[StagedFile], delta: OpenCopy) -> Iterator[_Entry]:
    """The entries of the next copy in the order of their names."""
    new = (text_of(delta, NEW) or b"").splitlines(keepends=True)
    removed = parsed_removed(text_of(delta, REMOVED) or b"") or frozenset()
    kept = (entry for entry in _old_entries(source, old) if entry[0] not in removed)
    return merge(kept, map(_entry, new), key=itemgetter(0))


def _old_entries(source: Source, old: Sequence[StagedFile]) -> Iterator[_Entry]:
    """The entries of the old copy in the order of their names. Raises UpdateRefusedError, OSError."""
    for pack in sorted(old, key=lambda pack: entry_name(next(_pieces(source, pack), b""))):
        content = b"".join(_pieces(source, pack))
        if hashlib.sha256(content).hexdigest() != pack.sha256:
            raise _damaged(pack)
        yield from map(_entry, content.splitlines(keepends=True))


def _pieces(source: Source, pack: StagedFile) -> Iterator[bytes]:
    try:
        yield from source.pieces(pack.member)
    except (DamagedMemberError, FileNotFoundError) as error:
        raise _damaged(pack) from error


def _entry(line: bytes) -> _Entry:
    return entry_name(line), line


def _damaged(pack: StagedFile) -> UpdateRefusedError:
    return UpdateRefusedError("copy-damaged", {"path": pack.path, "count": "1"})


def _is_made(pack: Pack, lines: Iterable[bytes], folder: Path) -> bool:
    """Writes a pack; returns whether it is the one that the delta says."""
    target = folder / pack.path
    target.parent.mkdir(parents=True, exist_ok=True)
    content = hashlib.sha256()
    with target.open("wb") as stream:
        for line in lines:
            content.update(line)
            stream.write(line)
    return content.hexdigest() == pack.sha256
