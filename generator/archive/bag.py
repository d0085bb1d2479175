"""Bags after BagIt 1.0 (RFC 8493): a payload, its manifest, and what the bag says of itself."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.archive.copy_file import CopyFile, text_file

DATA = "data/"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
WHOLE = "whole-manifest-sha256.txt"  # in a part of a split copy: the manifest of all parts together
DELTA = "delta.json"  # in a bag that is no copy, but what turns one into the next
BAGIT, INFO = "bagit.txt", "bag-info.txt"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
OXUM = "Payload-Oxum"  # bytes and files of the payload


class Bag(Struct, frozen=True):
    """All files of a bag. `tag_manifest` names the files outside the payload, and is one of the files."""

    files: Sequence[CopyFile]
    tag_manifest: CopyFile


def bag_of(payload: Iterable[CopyFile], root: Iterable[CopyFile], info: Mapping[str, str]) -> Bag:
    """Makes a bag of the payload, the files at its root, and the tag files.

    `info` are the fields of bag-info.txt. Payload-Oxum is added.
    """
    inside = [replace(file, path=f"{DATA}{file.path}") for file in payload]
    oxum = f"{sum(file.size for file in inside)}.{len(inside)}"
    tags = [
        *root,
        text_file(BAGIT, DECLARATION),
        text_file(INFO, _info_text({**info, OXUM: oxum})),
        text_file(MANIFEST, manifest_of(inside)),
    ]
    tag_manifest = text_file(TAG_MANIFEST, manifest_of(tags))
    return Bag((*inside, *tags, tag_manifest), tag_manifest)


def manifest_of(files: Iterable[CopyFile]) -> str:
    """The manifest of these files, as `sha256sum --check` reads it: sorted, LF, lower case, two spaces."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda file: file.path))


def _info_text(info: Mapping[str, str]) -> str:
    """The fields, each on one line."""
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in info.items() if value)
