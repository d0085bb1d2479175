"""Publishing, all or nothing: new files are staged, then moved; stale ones go, foreign ones stay."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from generator.cache.stamps import Stamp, packed, stamp_of
from generator.model.output import Copied, OutputFile
from generator.publish.journal import Journal, carry_out, clear, commit, read_journal, staging
from generator.publish.manifest import NAME, digest_of, digest_of_file, manifest_text, read_manifest


class OutputRefusedError(Exception):
    """The output folder cannot be published to: the `code` of the reason, and the `path` in it."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(code, path)
        self.code = code
        self.path = path


class Impact(Struct, frozen=True):
    """What a build did to the output: paths written and removed, and how many stayed as they were."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class Staged(Struct, frozen=True, array_like=True, gc=False):
    """A file of the new site and its digest. It is there already, and has this stamp, or lies in staging."""

    path: str
    digest: str
    stamp: Stamp | None

    def is_among(self, there: Mapping[str, Stamp] | None) -> bool:
        """Whether it is one of the files that the output has; None where everything counts as being there."""
        return there is None or there.get(self.path) == self.stamp


class Owned:
    """The digests of the files that the last build wrote, by path: read when first asked for, which is at the
    end, unless there is a file in the way."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._known: Mapping[str, str] | None = None

    def __call__(self) -> Mapping[str, str]:
        if self._known is None:
            self._known = read_manifest(self._output)
        return self._known


class Stage(Struct, frozen=True):
    """Puts files into staging, but for those that the output holds already. Worker processes take it along.

    `folders` are those that it has found to be the output's own, each with whether the output has it yet.
    """

    output: Path
    owned: Owned
    folders: dict[str, bool] = {}

    def __call__(self, file: OutputFile) -> Staged:
        """Raises OutputRefusedError where a foreign file is in the way, OSError where the disk fails."""
        target = f"{self.output}/{file.path}"
        folder = os.path.dirname(target)  # noqa: PTH120 (paths as text: there are very many)
        if folder not in self.folders:
            _check_folder(Path(folder), self.output, file.path)
            self.folders[folder] = os.path.isdir(folder)  # noqa: PTH112 (as above)
        digest = digest_of_file(file.source) if isinstance(file, Copied) else digest_of(file.content)
        status = _status(target) if self.folders[folder] else None
        if status and _holds(target, status, file, digest):
            return Staged(file.path, digest, stamp_of(status))
        if status and (stat.S_ISDIR(status.st_mode) or file.path not in self.owned()):
            raise OutputRefusedError("foreign-file", file.path)
        _stage_file(self.output, file)
        return Staged(file.path, digest, None)


class Publication(Struct, frozen=True):
    """A change of the output that has begun."""

    stage: Stage

    def release(self, files: Iterable[Staged]) -> Impact:
        """Makes the output hold exactly these files, staged or known to be there, beside foreign ones."""
        output, owned = self.stage.output, self.stage.owned()
        # Articles of one text share a file of the search, which is then staged for each of them.
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
    """A publication for as long as the block runs; should that end before it is released, the old site is
    untouched.

    Raises OutputRefusedError where a file that is not ours is in the way, OSError where the disk fails.
    """
    output.mkdir(parents=True, exist_ok=True)
    output = output.resolve()  # the output itself may be a link, as to a web server's folder
    recover(output)
    try:
        yield Publication(Stage(output, Owned(output)))
    finally:
        if read_journal(output) is None:
            clear(output)  # also after Ctrl-C: nothing has been touched yet


def recover(output: Path) -> bool:
    """Finishes, or clears away, what an interrupted build left; whether there was something to finish."""
    journal = read_journal(output)
    if journal is None:
        clear(output)
        return False
    carry_out(output, journal)
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
    return packed(stamps_of(output))


def _there(output: Path, paths: Iterable[str]) -> Iterator[str]:
    """Those of the paths at which the output itself, and no folder that a link in it leads to, has a file."""
    root = output.resolve()

    @cache
    def is_own(folder: str) -> bool:
        return (output / folder).resolve().is_relative_to(root)

    for path in paths:
        if is_own(path.rpartition("/")[0]) and os.path.isfile(f"{output}/{path}"):  # noqa: PTH113 (as above)
            yield path


def _status(path: str) -> os.stat_result | None:
    """What the file system says of a file, or of a link itself; None where there is neither."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _holds(target: str, status: os.stat_result, file: OutputFile, digest: str) -> bool:
    """Whether the output has this very file."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if isinstance(file, Copied):
        return status.st_size == file.source.stat().st_size and digest_of_file(Path(target)) == digest
    return status.st_size == len(file.content) and Path(target).read_bytes() == file.content


def _check_folder(folder: Path, root: Path, path: str) -> None:
    if folder.is_symlink() or not folder.resolve().is_relative_to(root):
        raise OutputRefusedError("folder-elsewhere", path)
    if any(parent.is_file() for parent in (folder, *folder.parents) if parent != root):
        raise OutputRefusedError("foreign-file", path)


def _stage_file(output: Path, file: OutputFile) -> None:
    if not isinstance(file, Copied):
        _stage_bytes(output, file.path, file.content)
        return
    staged = Path(_staged(output, file.path))
    staged.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file.source, staged)


@lru_cache(maxsize=2)
def _staging(output: Path) -> str:
    return str(staging(output))


def _staged(output: Path, path: str) -> str:
    return f"{_staging(output)}/{path}"


def _stage_bytes(output: Path, path: str, content: bytes) -> None:
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
