"""Stages files of a copy or a delta in a folder, and checks their hashes."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import Path

from msgspec import Struct

from generator.parallel.pool import in_parallel
from generator.verify.source import DamagedMemberError, FolderSource, Member, Source

_CHUNK = 64


class StagedFile(Struct, frozen=True):
    """A file to stage: where it is read, its path in the staged folder, its SHA-256 or "" for any."""

    member: Member
    path: str
    sha256: str


def below_files(paths: Set[str]) -> Set[str]:
    """The files that are also the folder of others: no disk can hold both."""
    folders = {path[:end] for path in paths for end in _slashes(path)}
    return folders & paths


def _slashes(path: str) -> Iterator[int]:
    return (place for place, letter in enumerate(path) if letter == "/")


def stage(
    source: Source,
    files: Sequence[StagedFile],
    folder: Path,
    jobs: int,
    step: Callable[[int, int], None],
    *,
    link: bool,
) -> list[str]:
    """Stages the files; returns the paths of those that are missing or have another hash.

    With `link`, a file of a folder may be the same file at both places. Raises OSError.
    """
    for parent in sorted({(folder / file.path).parent for file in files}):
        parent.mkdir(parents=True, exist_ok=True)
    damaged = []
    placed = in_parallel(_Placer(source, folder, link), files, jobs, chunk=_CHUNK)
    for done, (file, sound) in enumerate(zip(files, placed, strict=True), 1):
        if not sound:
            damaged.append(file.path)
        step(done, len(files))
    return damaged


class _Placer(Struct, frozen=True):
    """Places one file after the other; returns whether each is as it must be."""

    source: Source
    folder: Path
    link: bool

    def __call__(self, file: StagedFile) -> bool:
        target = self.folder / file.path
        linked = (
            self.link and isinstance(self.source, FolderSource) and self._linked(self.source, file, target)
        )
        content = hashlib.sha256()
        try:
            if linked:
                for piece in self.source.pieces(file.member):
                    content.update(piece)
            else:
                with target.open("wb") as stream:
                    for piece in self.source.pieces(file.member):
                        content.update(piece)
                        stream.write(piece)
        except (DamagedMemberError, FileNotFoundError):
            return False
        return file.sha256 in ("", content.hexdigest())

    @staticmethod
    def _linked(source: FolderSource, file: StagedFile, target: Path) -> bool:
        """Links the file; returns whether the disk can do that. FAT cannot."""
        try:
            os.link(source.root / file.member.path, target, follow_symlinks=False)
        except (OSError, NotImplementedError):
            return False
        return True
