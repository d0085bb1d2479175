"""Chains: copies and deltas in one folder, each of which names the one before by the hash of its manifest."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from generator.archive.bag import BAGIT, INFO, MANIFEST, WHOLE
from generator.archive.delta import ROOT, Delta, next_manifest, sha256_of
from generator.archive.errors import CopyRefusedError
from generator.archive.foreign_json import decoded
from generator.archive.previous_copy import manifest_of_copy
from generator.archive.provenance import PATH as PROVENANCE
from generator.archive.split import GROUP
from generator.model.problem import Problem
from generator.verify.books import is_book
from generator.verify.delta_check import brought_by, deleted_paths, description_of
from generator.verify.files import finding
from generator.verify.integrity import text_of
from generator.verify.manifests import parsed
from generator.verify.open_copy import OpenCopy, UnknownKindError, UnreadableCopyError, open_copy
from generator.verify.request import CopyKind
from generator.verify.split_set import fields_of

_IN_ONE_FILE = (".zim", ".warc", ".warc.gz", ".wacz")
_BESIDE = 500  # zips and bags that are looked through for the copy before


class CopyFacts(Struct, frozen=True):
    """What a chain asks of a copy or a delta: its date, the hashes of its manifest and of the one before.

    `manifest` is empty for a delta, of which `delta` is what it says of itself.
    """

    path: Path
    date: str
    manifest: bytes
    previous: str
    copy: OpenCopy
    delta: Delta | None = None


class _Origin(Struct, frozen=True):
    date: str = ""
    previous_manifest_sha256: str = ""


def copies_in(folder: Path) -> list[Path]:
    """The copies and deltas in a folder, in every format; of a split copy the first part.

    It is empty if the folder is a copy itself. Raises OSError.
    """
    if not folder.is_dir() or any((folder / mark).exists() for mark in (BAGIT, INFO, MANIFEST)):
        return []
    candidates = _candidates(folder)
    if len(candidates) == 1 and (candidates[0] / BAGIT).is_file():
        return []
    found: list[Path] = []
    groups: set[str] = set()
    for path in candidates:
        group = _group(path) if is_bag(path) else ""
        if group is not None and group not in groups:
            found.append(path)
        groups |= {group} if group else set()
    return found


def _candidates(folder: Path) -> list[Path]:
    """What may be a copy in a folder, but for what is hidden: a killed update leaves such, and a Mac."""
    shown = (each for each in folder.iterdir() if not each.name.startswith("."))
    return sorted(each for each in shown if is_bag(each) or is_book(each) or _is_in_one_file(each))


def is_bag(path: Path) -> bool:
    """Whether a path is a bag, or a zip, which may hold one. Only these are links of a chain."""
    return (path / BAGIT).is_file() or (path.suffix.lower() == ".zip" and path.is_file())


def _is_in_one_file(path: Path) -> bool:
    return path.name.lower().endswith(_IN_ONE_FILE) and path.is_file()


def _group(path: Path) -> str | None:
    """The set that a part of a copy belongs to; empty for what is no part, None for what is no copy."""
    try:
        copy = open_copy(path)
    except UnknownKindError:
        return None
    except UnreadableCopyError:
        return ""
    return fields_of(copy)[GROUP] if WHOLE in copy.members else ""


def facts_of_copy(path: Path) -> CopyFacts | None:
    """The facts of a copy or a delta; None if it cannot be read. Raises OSError."""
    try:
        copy = open_copy(path)
    except (UnknownKindError, UnreadableCopyError):
        return None
    root = ROOT if copy.kind is CopyKind.DELTA else ""
    origin = decoded(text_of(copy, f"{root}{PROVENANCE}"), _Origin) or _Origin()
    if copy.kind is CopyKind.DELTA:
        return CopyFacts(path, origin.date, b"", "", copy, description_of(copy))
    manifest = text_of(copy, WHOLE) or text_of(copy, MANIFEST) or b""
    return CopyFacts(path, origin.date, manifest, origin.previous_manifest_sha256, copy)


def check_chain(copies: Sequence[CopyFacts]) -> Iterator[Problem]:
    """Where a chain is broken: a predecessor is missing, or a delta makes another copy."""
    manifests = {sha256_of(each.manifest): each.manifest for each in copies if each.manifest}
    left = [each for each in copies if each.delta]
    while ready := [each for each in left if each.delta and each.delta.base_manifest_sha256 in manifests]:
        for each in ready:
            if each.delta:
                base = parsed(MANIFEST, manifests[each.delta.base_manifest_sha256]).digests
                made = next_manifest(base, deleted_paths(each.copy) or (), brought_by(each.copy))
                if sha256_of(made) != each.delta.manifest_sha256:
                    yield finding(each.path.name, "delta-misfit")
                manifests[each.delta.manifest_sha256] = made
            left.remove(each)
    for each in left:
        if each.delta:
            yield finding(each.path.name, "delta-base-missing", hash=each.delta.base_manifest_sha256)
    first = min((each.date for each in copies), default="")
    begins = any(each.manifest and not each.previous for each in copies)
    for each in copies:
        if each.previous and each.previous not in manifests:
            code = "previous-missing" if begins or each.date > first else "previous-elsewhere"
            yield finding(each.path.name, code, hash=each.previous)


def check_previous(path: Path, previous: str) -> Iterator[Problem]:
    """Whether the copy before, whose manifest has this hash, lies beside a copy. Raises OSError."""
    beside = filter(is_bag, _candidates(path.resolve().parent) if previous else ())
    for each in islice(beside, _BESIDE):
        try:
            if sha256_of(manifest_of_copy(each)) == previous:
                return
        except CopyRefusedError:
            continue
    if previous:
        yield finding(path.name, "previous-elsewhere", hash=previous)
