"""Integrity: the files of a copy compared with its manifests."""

import re
from collections.abc import Iterator, Mapping, Set

from generator.archive.bag import BAGIT, DATA, DECLARATION, INFO, MANIFEST, OXUM, TAG_MANIFEST, WHOLE
from generator.archive.signature import SIGNATURE
from generator.model.problem import Problem
from generator.publish.journal import WORK
from generator.verify.examine import Examined
from generator.verify.files import finding
from generator.verify.manifests import Manifest, parsed
from generator.verify.open_copy import OpenCopy
from generator.verify.source import DamagedMemberError, read

_MOST = 64_000_000  # bytes of a manifest
# What systems put into folders by themselves.
_LITTER = re.compile(
    r"(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)"
    r"|(?:__MACOSX|System Volume Information|\$RECYCLE\.BIN|\.Spotlight-V100|\.Trashes|\.fseventsd)/.*",
    re.IGNORECASE,
)
_OXUM = re.compile(rf"^{OXUM}: (\d{{1,15}})\.(\d{{1,9}})$", re.MULTILINE)


def manifests_of(copy: OpenCopy) -> Mapping[str, Manifest]:
    """The manifests that the copy has, by path. Raises OSError."""
    wanted = (MANIFEST, TAG_MANIFEST) if copy.site else (MANIFEST,)
    found = {path: text_of(copy, path) for path in wanted}
    return {path: parsed(path, content) for path, content in found.items() if content is not None}


def text_of(copy: OpenCopy, path: str) -> bytes | None:
    """The bytes of a file of the copy; None if it is missing, damaged or too large. Raises OSError."""
    member = copy.members.get(path)
    if member is None:
        return None
    try:
        return read(copy.source, member, _MOST)
    except DamagedMemberError:
        return None


def union_manifests(copy: OpenCopy) -> Mapping[str, Manifest]:
    """The manifests of a folder into which several parts of a copy were unpacked.

    That of the whole copy stands for that of the part whose files at the root were unpacked last.
    """
    found = manifests_of(copy)
    whole = text_of(copy, WHOLE)
    return {**found, MANIFEST: parsed(WHOLE, whole)} if whole else found


def check_integrity(
    copy: OpenCopy, manifests: Mapping[str, Manifest], files: Mapping[str, Examined], *, union: bool = False
) -> Iterator[Problem]:
    """What is missing, altered, added. `union`: the bag has the payload of several parts."""
    expected: dict[str, str] = {}
    for path in (MANIFEST, TAG_MANIFEST) if copy.site else (MANIFEST,):
        if path in manifests:
            yield from manifests[path].problems
            expected |= manifests[path].digests
        elif path not in copy.members:
            yield finding(path, "manifest-missing")
    for path, digest in expected.items():
        file = files.get(path)
        if file is None:
            yield finding(path, "file-missing")
        elif file.digest is not None and file.digest != digest:
            yield finding(path, "file-altered")
    own = {TAG_MANIFEST, SIGNATURE} if copy.site else {MANIFEST}
    for path in files.keys() - expected.keys() - own:
        listing = MANIFEST if path.startswith(copy.site) else TAG_MANIFEST
        if listing in manifests and manifests[listing].is_readable:
            yield _extra(copy, path)
    if copy.site:
        yield from _check_bag(copy, union=union)


def check_listed(
    manifest_path: str, manifest: bytes, digests: Mapping[str, str], paths: Set[str]
) -> Iterator[Problem]:
    """What is missing, altered, added, by a manifest of all other files.

    `digests` are those of the files that can be read.
    """
    found = parsed(manifest_path, manifest)
    yield from found.problems
    for path, digest in found.digests.items():
        if path not in paths:
            yield finding(path, "file-missing")
        elif digests.get(path, digest) != digest:
            yield finding(path, "file-altered")
    for path in paths - found.digests.keys() - {manifest_path}:
        yield finding(path, "file-litter" if _LITTER.fullmatch(path) else "file-extra")


def _extra(copy: OpenCopy, path: str) -> Problem:
    """The problem of a file that no manifest names."""
    if _LITTER.fullmatch(path):
        return finding(path, "file-litter")
    if not copy.site and path.startswith(f"{WORK}/"):
        return finding(path, "output-unfinished")
    return finding(path, "file-extra")


def _check_bag(copy: OpenCopy, *, union: bool) -> Iterator[Problem]:
    """Whether the bag says of itself what a bag must say. A union of parts has the numbers of one of them."""
    for path in (BAGIT, INFO):
        if path not in copy.members:
            yield finding(path, "file-missing")
    declaration = text_of(copy, BAGIT)
    if declaration is not None and declaration != DECLARATION.encode():
        yield finding(BAGIT, "bag-declaration")
    info = text_of(copy, INFO)
    if info is None or union:
        return
    oxum = _OXUM.search(info.decode("utf-8", errors="replace"))
    payload = [
        member.size
        for path, member in copy.members.items()
        if path.startswith(DATA) and not _LITTER.fullmatch(path)
    ]
    if oxum is None or (int(oxum[1]), int(oxum[2])) != (sum(payload), len(payload)):
        yield finding(INFO, "bag-oxum", files=str(len(payload)), size=str(sum(payload)))
