"""Publishes all or nothing: stages new files, moves them, removes stale ones, keeps foreign ones."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from generator.cache.stamps import Stamp, packed, stamp_of
from generator.model.output import Copied, OutputFile
from generator.publish.journal import (
    Journal,
    LinkedFolderError,
    carry_out,
    clear,
    commit,
    own_paths,
    read_journal,
    staging,
)
from generator.publish.manifest import (
    NAME,
    digest_of,
    digest_of_file,
    digest_with,
    manifest_text,
    read_manifest,
)


class OutputRefusedError(Exception):
    """The output folder cannot be published to.

    `code` is the reason, and `path` the output file that it concerns.
    """

    def __init__(self, code: str, path: str) -> None:
        super().__init__(code, path)
        self.code = code
        self.path = path


class Impact(Struct, frozen=True):
    """Effect of a build on the output: paths written and removed, and the number of unchanged files."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class Staged(Struct, frozen=True, array_like=True, gc=False):
    """A file of the new site, and its hash.

    `stamp` is that of the file in the output, or None if it is in staging.
    """

    path: str
    digest: str
    stamp: Stamp | None

    def is_among(self, there: Mapping[str, Stamp] | None) -> bool:
        """Whether the output has this file.

        `there` are the stamps of its files. None means that they are not checked.
        """
        return there is None or there.get(self.path) == self.stamp


class OwnedFiles:
    """Hashes of the files of the last build, by path.

    They are read on first use, because a build may need them only at the end.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self._known: Mapping[str, str] | None = None

    def __call__(self) -> Mapping[str, str]:
        if self._known is None:
            self._known = read_manifest(self._output)
        return self._known


class Stage(Struct, frozen=True):
    """Stages the files that the output does not have yet.

    Worker processes inherit it.

    `folders` caches the checked folders, each with whether the output has it.
    """

    output: Path
    owned: OwnedFiles
    folders: dict[str, bool] = {}

    def __call__(self, file: OutputFile) -> Staged:
        """Stages a file, unless the output has it.

        Raises OutputRefusedError if a foreign file is in the way, and OSError if the disk fails.
        """
        target = f"{self.output}/{file.path}"
        folder = os.path.dirname(target)  # noqa: PTH120 (paths are strings, because there are very many)
        digest = (
            digest_with(file.source, file.writes) if isinstance(file, Copied) else digest_of(file.content)
        )
        status = _status(target) if self._has_folder(folder, file.path) else None
        if status and _holds(target, status, file, digest):
            return Staged(file.path, digest, stamp_of(status))
        if status and (stat.S_ISDIR(status.st_mode) or file.path not in self.owned()):
            raise OutputRefusedError("foreign-file", file.path)
        _stage_file(self.output, file)
        return Staged(file.path, digest, None)

    def _has_folder(self, folder: str, path: str) -> bool:
        """Whether the output has a folder, to which a file can be written.

        `path` is that of the file. Raises OutputRefusedError.
        """
        known = self.folders.get(folder)
        if known is None:
            above = os.path.dirname(folder)  # noqa: PTH120 (as above)
            known = folder == str(self.output) or self._has_folder(above, path)
            if known:  # in a folder that is not there is no other
                _check_folder(Path(folder), self.output, path)
                known = os.path.isdir(folder)  # noqa: PTH112 (as above)
            self.folders[folder] = known
        return known


class Publication(Struct, frozen=True):
    """A change of the output in progress."""

    stage: Stage

    def publish(self, files: Iterable[Staged]) -> Impact:
        """Makes the output hold exactly these files, beside foreign ones.

        Each file is staged, or in the output already.
        """
        output, owned = self.stage.output, self.stage.owned()
        # Articles with the same text share a file of the search index, which is then staged several times.
        staged = {file.path: file for file in files}
        digests = {path: file.digest for path, file in staged.items()}
        written = tuple(path for path, file in staged.items() if file.stamp is None)
        gone = owned.keys() - digests.keys()
        removed = tuple(sorted(_there(output, gone)))
        if written or removed or owned != digests:
            _stage_bytes(output, NAME, manifest_text(digests, owned).encode())
            commit(output, Journal(removed))
            carry_out(output, Journal(removed))
        else:
            clear(output)
        return Impact(written, removed, len(digests) - len(written))


@contextmanager
def publishing(output: Path) -> Iterator[Publication]:
    """Returns a publication for the duration of the block.

    If the block ends before `publish`, the old site stays untouched. Raises OutputRefusedError if a foreign
    file is in the way, and OSError if the disk fails.
    """
    output.mkdir(parents=True, exist_ok=True)
    output = output.resolve()  # the output may be a link, for example to a web server's folder
    recover(output)
    try:
        yield Publication(Stage(output, OwnedFiles(output)))
    finally:
        if read_journal(output) is None:
            clear(output)  # also after Ctrl-C: the output is untouched so far


def require_output_inside(site: Path, output: Path) -> None:
    """Raises OutputRefusedError if the output is a link out of the site.

    An output that the user names outside of the site is none.

    A repository can bring such a link, with files for the home folder of whoever builds it.
    """
    real = output.resolve()
    is_named_inside = Path(os.path.abspath(output)).is_relative_to(os.path.abspath(site))  # noqa: PTH100
    if is_named_inside and not real.is_relative_to(site.resolve()):
        raise OutputRefusedError("output-elsewhere", str(real))


def finish_interrupted(output: Path) -> None:
    """Completes an interrupted build if it had begun to change the output."""
    if output.is_dir():
        recover(output.resolve())


def recover(output: Path) -> bool:
    """Completes or discards an interrupted build. Returns whether there was one to complete.

    Raises OutputRefusedError if a folder of the output has become a link.
    """
    journal = read_journal(output)
    if journal is None:
        clear(output)
        return False
    try:
        carry_out(output, journal)
    except LinkedFolderError as error:
        raise OutputRefusedError("folder-elsewhere", error.path) from error
    return True


def stamps_of(output: Path) -> dict[str, Stamp]:
    """The stamps of all files in the output, by path."""
    found: dict[str, Stamp] = {}
    folders = [("", str(output))]
    while folders:
        inside, folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except (FileNotFoundError, NotADirectoryError):
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append((f"{inside}{entry.name}/", entry.path))
            elif entry.is_file(follow_symlinks=False):
                found[f"{inside}{entry.name}"] = stamp_of(entry.stat())
    return found


def packed_stamps(output: Path) -> bytes:
    """The stamps as bytes."""
    return packed(stamps_of(output))


def _there(output: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yields the paths at which the output has a file of its own."""
    for path in own_paths(output, paths):
        if os.path.isfile(f"{output}/{path}"):  # noqa: PTH113 (as above)
            yield path


def _status(path: str) -> os.stat_result | None:
    """The status of a file or link, without following it. None if there is none."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _holds(target: str, status: os.stat_result, file: OutputFile, digest: str) -> bool:
    """Whether the output has a file with these bytes."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if isinstance(file, Copied):
        return status.st_size == file.source.stat().st_size and digest_of_file(Path(target)) == digest
    return status.st_size == len(file.content) and Path(target).read_bytes() == file.content


def _check_folder(folder: Path, root: Path, path: str) -> None:
    """Raises OutputRefusedError if files cannot be written to this folder."""
    if folder.is_symlink() or not folder.resolve().is_relative_to(root):
        raise OutputRefusedError("folder-elsewhere", path)
    if any(parent.is_file() for parent in (folder, *folder.parents) if parent != root):
        raise OutputRefusedError("foreign-file", path)


def _stage_file(output: Path, file: OutputFile) -> None:
    """Writes or copies a file into staging."""
    if not isinstance(file, Copied):
        _stage_bytes(output, file.path, file.content)
        return
    staged = Path(_staged(output, file.path))
    staged.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file.source, staged)
    if file.writes:
        with staged.open("r+b") as stream:
            for at, new in file.writes:
                stream.seek(at)
                stream.write(new)


@lru_cache(maxsize=2)
def _staging(output: Path) -> str:
    """The folder of staged files, as a string."""
    return str(staging(output))


def _staged(output: Path, path: str) -> str:
    """The path of a file in staging."""
    return f"{_staging(output)}/{path}"


def _stage_bytes(output: Path, path: str, content: bytes) -> None:
    """Writes bytes to a file in staging."""
    staged = _staged(output, path)
    try:
        stream = open(staged, "wb", buffering=0)  # noqa: PTH123, SIM115 (as above; closed below)
    except FileNotFoundError:
        Path(staged).parent.mkdir(parents=True, exist_ok=True)
        stream = open(staged, "wb", buffering=0)  # noqa: PTH123, SIM115
    with stream:
        written = stream.write(content)
        while written < len(content):
            written += stream.write(content[written:])
