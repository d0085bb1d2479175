"""Splits a copy into several zips, each of them a bag: for sticks, mail, and what one zip cannot hold.

The parts have the same top folder, so that unpacking all into one folder gives the whole copy. Each part has
the manifest of the whole beside its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.archive.bag import DATA, MANIFEST, WHOLE, Bag, bag_of
from generator.archive.copy_file import CopyFile
from generator.archive.errors import CopyRefusedError
from generator.archive.previous_copy import file_of_copy
from generator.archive.zip_writer import MAX_FILES, MAX_SIZE, packed_sizes

GROUP, COUNT = "Bag-Group-Identifier", "Bag-Count"
_LINE = 67  # bytes of a line in a manifest, beside the path
_TENTH = 100_000  # bytes
_TAG_FILES = 8_000  # bytes of bag-info.txt, bagit.txt, the tag manifest and the end of the zip; ample


class _Slice(Struct, frozen=True):
    """The payload of a part."""

    files: Sequence[CopyFile]


def split_bags(
    bag: Bag, root: Sequence[CopyFile], info: Mapping[str, str], most: int, jobs: int
) -> Iterator[Bag]:
    """The parts of a bag, in the order of their paths.

    Each of their zips has fewer bytes than `most`. `root` are the files at the root that are no tag files,
    `info` the fields of bag-info.txt. Raises CopyRefusedError if one file is too large.
    """
    manifest = next(file for file in bag.files if file.path == MANIFEST)
    shared = (*root, replace(manifest, path=WHOLE))
    slices = list(_slices([file for file in bag.files if file.path.startswith(DATA)], shared, most, jobs))
    for number, each in enumerate(slices, 1):
        payload = (replace(file, path=file.path.removeprefix(DATA)) for file in each.files)
        group = {GROUP: f"sha256:{manifest.sha256}", COUNT: f"{number} of {len(slices)}"}
        yield bag_of(payload, shared, {**info, **group})


def _slices(
    payload: Sequence[CopyFile], shared: Sequence[CopyFile], most: int, jobs: int
) -> Iterator[_Slice]:
    """The payloads of the parts. Raises CopyRefusedError."""
    empty = sum(packed_sizes(shared, jobs)) + _TAG_FILES
    room = min(most, MAX_SIZE) - 1 - empty
    ordered = sorted(payload, key=lambda file: file.path)
    files: list[CopyFile] = []
    used = 0
    sizes = [
        packed + _LINE + len(file.path)
        for file, packed in zip(ordered, packed_sizes(ordered, jobs), strict=True)
    ]
    largest = max(sizes, default=0)
    if largest > room:
        needed = ceil((largest + empty + 2) / _TENTH) / 10  # which is enough
        details = {"path": ordered[sizes.index(largest)].path, "size": f"{needed:.1f}"}
        raise CopyRefusedError("split-too-small", details)
    for file, size in zip(ordered, sizes, strict=True):
        if files and (used + size > room or len(files) + len(shared) + 8 > MAX_FILES):
            yield _Slice(files)
            files, used = [], 0
        files.append(file)
        used += size
    yield _Slice(files)


def part_paths(target: Path, count: int) -> list[Path]:
    """The files of the parts: "kho-tin-2026-11-30-1.zip" and so on."""
    width = len(str(count))
    return [
        target.with_name(f"{target.stem}-{number:0{width}}{target.suffix}") for number in range(1, count + 1)
    ]


def older_parts(target: Path) -> Iterator[Path]:
    """The files that earlier runs wrote as parts of a copy with this target. Raises OSError."""
    name = re.compile(rf"{re.escape(target.stem)}-\d+{re.escape(target.suffix)}")
    for each in sorted(target.parent.iterdir()) if target.parent.is_dir() else ():
        if name.fullmatch(each.name) and each.is_file() and file_of_copy(each, WHOLE) is not None:
            yield each


def in_folder(files: Iterable[CopyFile], folder: str) -> Iterator[CopyFile]:
    """The files, below the top folder of a zip."""
    return (replace(file, path=f"{folder}{file.path}") for file in files)
