"""A list of withdrawals without a delta: what of a copy must go, and why only a delta takes it out.

A withdrawn article stands in more than its own files: in lists, feeds, and in the search, whose packs hold
its words. Only the archive can make these anew. So a list changes nothing; it tells what is left to do.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.archive.bag import DATA, MANIFEST
from generator.archive.errors import CopyRefusedError
from generator.archive.withdrawals import PATH, Withdrawals, read_withdrawals
from generator.update.request import UpdateRefusedError
from generator.verify.integrity import text_of, union_manifests
from generator.verify.open_copy import OpenCopy

_MOST = 64_000_000  # bytes of a list


class _NotInCopy(Struct, frozen=True):
    """The withdrawals that a copy does not know yet, and its files that must go."""

    count: int
    files: tuple[str, ...]


def list_of_withdrawals(path: Path) -> Withdrawals | None:
    """The list in this file; None if it is another kind of file. Raises UpdateRefusedError, OSError."""
    if path.suffix.lower() != ".json" or not path.is_file() or path.stat().st_size > _MOST:
        return None
    try:
        return read_withdrawals(path.read_bytes(), str(path))
    except CopyRefusedError as error:
        raise UpdateRefusedError("list-damaged", {"path": str(path)}) from error


def require_nothing_to_do(listed: Withdrawals, copy: OpenCopy) -> None:
    """Raises UpdateRefusedError if something in the copy must go by this list."""
    left = _left_to_do(listed, copy)
    if left.count:
        first = left.files[0] if left.files else "–"
        details = {"count": str(left.count), "files": str(len(left.files)), "first": first}
        raise UpdateRefusedError("withdrawals-need-delta", details)


def _left_to_do(listed: Withdrawals, copy: OpenCopy) -> _NotInCopy:
    own = text_of(copy, PATH)
    try:
        known = read_withdrawals(own, PATH).withdrawals if own else ()
    except CopyRefusedError as error:
        raise UpdateRefusedError("copy-damaged", {"path": PATH, "count": "1"}) from error
    done = {(each.addresses, each.files) for each in known}
    new = tuple(each for each in listed.withdrawals if (each.addresses, each.files) not in done)
    pending = Withdrawals(listed.format_version, listed.base_url, listed.date, new)
    return _NotInCopy(len(new), tuple(_files(pending, copy)))


def _files(pending: Withdrawals, copy: OpenCopy) -> Iterator[str]:
    manifests = union_manifests(copy)
    for path, digest in sorted(manifests[MANIFEST].digests.items()) if MANIFEST in manifests else ():
        if pending.must_go(path.removeprefix(DATA), digest):
            yield path
