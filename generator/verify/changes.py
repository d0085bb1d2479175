"""Changes: how a copy differs from the site as it is now, or from another copy, by their manifests."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from generator import permalinks
from generator.archive.bag import MANIFEST
from generator.archive.payload import NOTICE
from generator.archive.provenance import PATH as PROVENANCE
from generator.archive.source import SOURCE
from generator.archive.withdrawals import PATH as WITHDRAWALS
from generator.archive.zim.entries import is_for_hosts
from generator.read.scan import SETTINGS
from generator.verify.integrity import manifests_of
from generator.verify.open_copy import OpenCopy, UnknownKindError, open_copy
from generator.verify.request import CopyKind, PageChanges

# What only copies have, and the search, which follows from the pages and has another form in copies.
_OWN = (NOTICE, PROVENANCE, WITHDRAWALS, SOURCE, f"{permalinks.SEARCH}/")


def changes_since(copy: OpenCopy, against: Path) -> PageChanges:
    """Pages added, changed and removed since the copy, in a built site or another copy.

    Raises UnknownKindError, UnreadableCopyError, OSError.
    """
    other = open_copy(against / "output" if (against / SETTINGS).is_file() else against)
    before, after = _digests(copy), _digests(other)
    if CopyKind.ZIM in (copy.kind, other.kind):
        before, after = (
            {path: each for path, each in digests.items() if not is_for_hosts(path)}
            for digests in (before, after)
        )
    added = sorted(after.keys() - before.keys())
    removed = sorted(before.keys() - after.keys())
    changed = sorted(path for path in before.keys() & after.keys() if before[path] != after[path])
    files = len(added) + len(changed) + len(removed)
    pages = PageChanges(_pages(added), _pages(changed), _pages(removed), 0)
    return replace(pages, other_files=files - pages.count)


def _pages(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if path.endswith(".html"))


def _digests(copy: OpenCopy) -> Mapping[str, str]:
    """The digests of files by path, but for what copies have in another form."""
    manifest = manifests_of(copy).get(MANIFEST)
    if manifest is None:
        raise UnknownKindError
    digests = {path.removeprefix(copy.site): digest for path, digest in manifest.digests.items()}
    return {path: digest for path, digest in digests.items() if not path.startswith(_OWN)}
