"""Deltas: what turns one copy into the next.

A delta is a zip and a BagIt bag. Its payload has the files of the next copy's payload that are new or
changed, under the same paths; what makes the packs of the search stands beside it (`pack_changes.py`).
`root/` has the files at the root of the next copy, but for the manifest. That is the manifest before, without
the paths of `deleted.txt`, with the lines of the delta's own manifest and those of the packs, sorted by path.
Its hash stands in `delta.json`.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from msgspec import Struct, json
from msgspec.structs import replace

from generator.archive.bag import DATA, DELTA, MANIFEST, Bag, bag_of
from generator.archive.copy_file import CopyFile, made_file, text_file
from generator.archive.errors import CopyRefusedError
from generator.archive.pack_changes import changes_of_packs, entry_name, is_pack, packs_in
from generator.archive.previous_copy import manifest_of_copy, packs_of_copy
from generator.archive.provenance import Provenance
from generator.archive.reader_pages import delta_pages

FOLDER = "thay-doi/"  # the bag's folder in the zip
DESCRIPTION, DELETED, ROOT = DELTA, "deleted.txt", "root/"
FORMAT_VERSION = "1.0"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\r\n]+)\n")


class Delta(Struct, frozen=True):
    """What a delta says of itself.

    `base_manifest_sha256` is the hash of the manifest of the copy that it changes, the others are those of
    the changed copy. `files` are new or changed, `packs` are made where it is applied, `deleted` are gone.
    """

    format_version: str
    generator: str
    date: str
    base_manifest_sha256: str
    manifest_sha256: str
    tag_manifest_sha256: str
    files: int
    packs: int
    deleted: int

    def file(self) -> CopyFile:
        """The file of the delta that says it, as JSON."""
        return made_file(DESCRIPTION, json.format(json.encode(self), indent=1) + b"\n")


class Base(Struct, frozen=True):
    """The copy that a delta changes: the hash of its manifest, those of its files by path.

    `entries` are the names of the entries of its search; none if only its manifest is there.
    """

    sha256: str
    digests: Mapping[str, str]
    entries: Set[str] = frozenset()


def base_of(path: Path) -> Base:
    """The copy at a path. Raises CopyRefusedError, OSError."""
    manifest = base_manifest(path)
    digests = digests_of(manifest, path)
    entries: set[str] = set()
    for pack in packs_of_copy(path, packs_in(digests)):
        entries.update(map(entry_name, pack.splitlines()))
    return Base(sha256_of(manifest), digests, frozenset(entries))


def base_manifest(path: Path) -> bytes:
    """The manifest of a copy, or that file alone. Raises CopyRefusedError, OSError."""
    if path.is_file():
        with path.open("rb") as stream:
            if not stream.read(2).startswith(b"PK"):
                stream.seek(0)
                content = stream.read()
                digests_of(content, path)
                return content
    return manifest_of_copy(path)


def digests_of(manifest: bytes, path: Path) -> dict[str, str]:
    """The SHA-256 of the files of a manifest by path. Raises CopyRefusedError if it is none."""
    text = manifest.decode("utf-8", errors="replace")
    if not manifest or _LINE.sub("", text):
        raise CopyRefusedError("no-copy", {"path": str(path)})
    return {name: digest for digest, name in _LINE.findall(text)}


def next_manifest(base: Mapping[str, str], deleted: Iterable[str], brought: Mapping[str, str]) -> bytes:
    """The manifest of the next copy. `brought` are the hashes of its new or changed files by path."""
    gone = frozenset(deleted)
    kept = {path: digest for path, digest in base.items() if path not in gone}
    lines = sorted((kept | dict(brought)).items())
    return "".join(f"{digest}  {path}\n" for path, digest in lines).encode()


def delta_of(bag: Bag, signature: CopyFile | None, base: Base, origin: Provenance) -> Bag:
    """The delta between a copy and a bag."""
    payload = {file.path: file for file in bag.files if file.path.startswith(DATA)}
    changed = [file for path, file in payload.items() if base.digests.get(path) != file.sha256]
    packs: list[CopyFile] = []
    if base.entries and any(is_pack(file.path) for file in changed):
        packs = [file for path, file in payload.items() if is_pack(path)]
        changed = [file for file in changed if not is_pack(file.path)]
    deleted = sorted(base.digests.keys() - payload.keys())
    root = [file for file in bag.files if not file.path.startswith(DATA) and file.path != MANIFEST]
    manifest = next(file for file in bag.files if file.path == MANIFEST)
    delta = Delta(
        format_version=FORMAT_VERSION,
        generator=origin.generator,
        date=origin.date,
        base_manifest_sha256=base.sha256,
        manifest_sha256=manifest.sha256,
        tag_manifest_sha256=bag.tag_manifest.sha256,
        files=len(changed),
        packs=len(packs),
        deleted=len(deleted),
    )
    tags = [delta.file(), text_file(DELETED, "".join(f"{path}\n" for path in deleted))]
    tags += changes_of_packs(packs, base.entries) if packs else ()
    root += (signature,) if signature else ()
    tags += (replace(file, path=f"{ROOT}{file.path}") for file in root)
    inside = (replace(file, path=file.path.removeprefix(DATA)) for file in changed)
    return bag_of(inside, (*tags, *delta_pages(origin)), _info(origin))


def _info(origin: Provenance) -> Mapping[str, str]:
    return {
        "External-Description": f"Changes to a copy: {' / '.join(origin.name.values())}",
        "External-Identifier": origin.base_url,
        "Bagging-Date": origin.date,
        "Bag-Software-Agent": origin.generator,
    }


def sha256_of(content: bytes) -> str:
    """The SHA-256 of some bytes, as manifests write it."""
    return hashlib.sha256(content).hexdigest()
