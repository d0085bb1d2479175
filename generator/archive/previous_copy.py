"""The copy before: its manifest, whose hash the next copy names, and its list of withdrawals."""

import hashlib
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from generator.archive.bag import DATA, DELTA, MANIFEST, WHOLE
from generator.archive.errors import CopyRefusedError
from generator.archive.request import ArchiveRequest
from generator.archive.withdrawals import PATH as WITHDRAWALS
from generator.archive.withdrawals import Withdrawals, read_withdrawals

_MOST = 64_000_000  # bytes of a manifest, or of the list of withdrawals
# What a zip raises that is damaged, encrypted, or packed in a way of its own (NotImplementedError).
_UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, ValueError, EOFError, zlib.error)


def manifest_of_copy(path: Path) -> bytes:
    """The manifest of a copy: a zip, a bag, a folder with a bag in it. Raises CopyRefusedError, OSError."""
    manifest = file_of_copy(path, WHOLE) or file_of_copy(path, MANIFEST)
    if manifest is None or file_of_copy(path, DELTA) is not None:
        raise CopyRefusedError("no-copy", {"path": str(path)})
    return manifest


def previous_manifest(request: ArchiveRequest) -> bytes | None:
    """The manifest of the copy before the one that is requested; None if none is named.

    Raises CopyRefusedError, OSError.
    """
    return manifest_of_copy(request.previous) if request.previous else None


def withdrawals_of_copy(path: Path) -> Withdrawals | None:
    """The list of withdrawals in a copy; None if it has none, as the first copies have.

    Raises CopyRefusedError, OSError.
    """
    content = file_of_copy(path, WITHDRAWALS)
    return None if content is None else read_withdrawals(content, f"{path}: {WITHDRAWALS}")


def packs_of_copy(path: Path, digests: Mapping[str, str]) -> Iterator[bytes]:
    """The packs of a copy's search, which have these hashes by path.

    None if they are not all there, as beside a manifest alone or in a part of a split copy. Raises
    CopyRefusedError if one is damaged, OSError.
    """
    found = _packs_in_folder(path, digests) if path.is_dir() else _packs_in_zip(path, digests)
    for name, content in found:
        if hashlib.sha256(content).hexdigest() != digests[name]:
            raise CopyRefusedError("base-damaged", {"path": str(path), "name": name})
        yield content


def hashes_of(manifest: bytes) -> dict[str, str]:
    """The SHA-256 of the files of a copy's payload, by path within it."""
    lines = (line.partition("  ") for line in manifest.decode("utf-8", "replace").splitlines())
    return {path.removeprefix(DATA): digest for digest, _, path in lines if path.startswith(DATA)}


def file_of_copy(path: Path, name: str) -> bytes | None:
    """A file at the root of a copy's bag, or None."""
    return _in_folder(path, name) if path.is_dir() else _in_zip(path, name)


def _in_folder(folder: Path, name: str) -> bytes | None:
    found = next((top / name for top in _tops(folder) if (top / name).is_file()), None)
    return found.read_bytes() if found else None


def _tops(folder: Path) -> Iterator[Path]:
    """The folder itself, and those in it. What a killed update left is hidden."""
    yield folder
    yield from sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))


def _in_zip(path: Path, wanted: str) -> bytes | None:
    try:
        with zipfile.ZipFile(path) as container:
            for info in container.infolist():
                top, _, name = info.filename.partition("/")
                if top and name == wanted and info.file_size <= _MOST:
                    return container.read(info)
    except _UNREADABLE:
        return None
    return None


def _packs_in_folder(folder: Path, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    top = next((each for each in _tops(folder) if (each / MANIFEST).is_file()), None)
    if top and all((top / name).is_file() for name in names):
        yield from ((name, (top / name).read_bytes()) for name in names)


def _packs_in_zip(path: Path, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    try:
        opened = zipfile.ZipFile(path)
    except _UNREADABLE:
        return
    with opened as container:
        members = {info.filename.partition("/")[2]: info for info in container.infolist()}
        for name in names if all(name in members for name in names) else ():
            try:
                yield name, container.read(members[name]) if members[name].file_size <= _MOST else b""
            except _UNREADABLE:
                yield name, b""
