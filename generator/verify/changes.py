"""Changes: how a copy differs from the site as it is now, or from another copy, by their manifests."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from generator.archive.bag import MANIFEST
from generator.archive.payload import NOTICE
from generator.read.scan import SETTINGS
from generator.verify.integrity import manifests_of
from generator.verify.open_copy import OpenCopy, UnknownKindError, open_copy
from generator.verify.request import PageChanges


def changes_since(copy: OpenCopy, against: Path) -> PageChanges:
    """Pages added, changed and removed since the copy, in a built site or another copy.

    Raises UnknownKindError, UnreadableCopyError, OSError.
    """
    other = open_copy(against / "output" if (against / SETTINGS).is_file() else against)
    before, after = _digests(copy), _digests(other)
    added = sorted(after.keys() - before.keys())
    removed = sorted(before.keys() - after.keys())
    changed = sorted(path for path in before.keys() & after.keys() if before[path] != after[path])
    files = len(added) + len(changed) + len(removed)
    pages = PageChanges(_pages(added), _pages(changed), _pages(removed), 0)
    return replace(pages, other_files=files - pages.count)


def _pages(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if path.endswith(".html"))


def _digests(copy: OpenCopy) -> Mapping[str, str]:
    """The digests of the files of the site by path; a copy has a notice that the site has not."""
    manifest = manifests_of(copy).get(MANIFEST)
    if manifest is None:
        raise UnknownKindError
    digests = {path.removeprefix(copy.site): digest for path, digest in manifest.digests.items()}
    return {path: digest for path, digest in digests.items() if path != NOTICE}
