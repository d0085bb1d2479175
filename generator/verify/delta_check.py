"""Checks a delta against what it says of itself: its files, its deletions, the copy that it leads to."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.archive.bag import DATA, MANIFEST, TAG_MANIFEST
from generator.archive.delta import DELETED, DESCRIPTION, ROOT, Delta
from generator.archive.foreign_json import decoded
from generator.archive.pack_changes import (
    NEW,
    PACKS,
    REMOVED,
    Pack,
    parsed_new,
    parsed_packs,
    parsed_removed,
)
from generator.archive.signature import SIGNATURE
from generator.model.problem import Problem
from generator.verify.examine import Examined
from generator.verify.files import finding
from generator.verify.integrity import manifests_of, text_of
from generator.verify.manifests import parsed
from generator.verify.open_copy import OpenCopy


def description_of(copy: OpenCopy) -> Delta | None:
    """What a delta says of itself; None if it cannot be read."""
    found = decoded(text_of(copy, DESCRIPTION), Delta)
    return found if found and found.format_version.startswith("1.") and _is_day(found.date) else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def deleted_paths(copy: OpenCopy) -> tuple[str, ...] | None:
    """The paths that the delta deletes; None if the list is damaged."""
    content = text_of(copy, DELETED)
    if content is None:
        return None
    *lines, end = content.decode("utf-8", errors="replace").split("\n")
    inside = all(line.startswith(DATA) and not {"", ".", ".."} & set(line.split("/")) for line in lines)
    return tuple(lines) if inside and not end and lines == sorted(set(lines)) else None


def packs_of(copy: OpenCopy) -> tuple[Pack, ...] | None:
    """The packs that the delta makes; None if one of the three files that say so is damaged."""
    if not copy.members.keys() & {PACKS, NEW, REMOVED}:
        return ()
    content, new, gone = (text_of(copy, path) for path in (PACKS, NEW, REMOVED))
    packs = parsed_packs(content) if content else None
    added = None if new is None else parsed_new(new)
    removed = None if gone is None else parsed_removed(gone)
    if packs is None or added is None or removed is None or removed & {*added}:
        return None
    return packs


def brought_by(copy: OpenCopy) -> dict[str, str]:
    """The hashes of the files that a delta brings or makes, by path."""
    own = manifests_of(copy).get(MANIFEST)
    made = {pack.path: pack.sha256 for pack in packs_of(copy) or ()}
    return {**(own.digests if own else {}), **made}


def check_delta(copy: OpenCopy, files: Mapping[str, Examined]) -> Iterator[Problem]:
    """What does not agree within a delta. That its files are as its manifests say is checked elsewhere."""
    delta, deleted = description_of(copy), deleted_paths(copy)
    payload = {path for path in copy.members if path.startswith(DATA)}
    if delta is None or delta.files != len(payload):
        yield finding(DESCRIPTION, "delta-description")
        return
    packs = packs_of(copy)
    made = {pack.path for pack in packs or ()}
    if packs is None or len(packs) != delta.packs or payload & made:
        yield finding(PACKS, "delta-description")
    if deleted is None or len(deleted) != delta.deleted or (payload | made) & set(deleted):
        yield finding(DELETED, "delta-description")
    path = f"{ROOT}{TAG_MANIFEST}"
    content = text_of(copy, path)
    if content is None or files[path].digest != delta.tag_manifest_sha256:
        yield finding(path, "delta-description")
        return
    promised = dict(parsed(path, content).digests)
    if promised.pop(MANIFEST, "") != delta.manifest_sha256:
        yield finding(path, "delta-description")
    there = {each.removeprefix(ROOT): files[each].digest for each in files if each.startswith(ROOT)}
    for name in promised.keys() | there.keys() - {TAG_MANIFEST, SIGNATURE}:
        if promised.get(name) != there.get(name):
            yield finding(f"{ROOT}{name}", "delta-description")
