"""Publishing, all or nothing: new files are staged, then moved; stale ones go, foreign ones stay."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.model import Copied, OutputFile
from generator.publish.journal import Journal, carry_out, clear, commit, read_journal, staging
from generator.publish.manifest import NAME, digest_of, digest_of_file, manifest_text, read_manifest


class OutputRefusedError(Exception):
    """The output folder cannot be published to: `path` in it, and the `code` of the reason."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


@dataclass(frozen=True, slots=True)
class Impact:
    """What a build did to the output: paths written and removed, and how many stayed as they were."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def publish(files: Iterable[OutputFile], output: Path) -> Impact:
    """Makes the output hold exactly these files beside the foreign ones.

    The files may be made while they are taken; should that fail, the old site is untouched. Raises
    OutputRefusedError where a file that is not ours is in the way, OSError where the disk fails.
    """
    output.mkdir(parents=True, exist_ok=True)
    output = output.resolve()  # the output itself may be a link, as to a web server's folder
    recover(output)
    owned = read_manifest(output)
    try:
        digests, written = _stage(files, output, owned)
    except BaseException:
        clear(output)  # also after Ctrl-C: nothing has been touched yet
        raise
    removed = tuple(sorted(path for path in owned.keys() - digests.keys() if _is_there(output, path)))
    if written or removed or owned != digests:
        _stage_bytes(output, NAME, manifest_text(digests).encode())
        commit(output, Journal((*written, NAME), removed))
        carry_out(output, Journal((*written, NAME), removed))
    else:
        clear(output)
    return Impact(tuple(written), removed, len(digests) - len(written))


def recover(output: Path) -> bool:
    """Finishes, or clears away, what an interrupted build left; whether there was something to finish."""
    journal = read_journal(output)
    if journal is None:
        clear(output)
        return False
    carry_out(output, journal)
    return True


def _is_there(output: Path, path: str) -> bool:
    """Whether the output itself, and no folder that a link in it leads to, has this file."""
    return (output / path).is_file() and (output / path).parent.resolve().is_relative_to(output.resolve())


def _stage(
    files: Iterable[OutputFile], output: Path, owned: dict[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The digests of all files, and the paths of those that differ from the output and now lie in staging."""
    digests: dict[str, str] = {}
    written: list[str] = []
    folders: set[Path] = set()
    root = output.resolve()
    for file in files:
        target = output / file.path
        if target.parent not in folders:
            _check_folder(target.parent, root, file.path)
            folders.add(target.parent)
        digest = digest_of_file(file.source) if isinstance(file, Copied) else digest_of(file.content)
        digests[file.path] = digest
        if _holds(target, file, digest):
            continue
        if target.is_dir() or (target.exists() and file.path not in owned):
            raise OutputRefusedError("foreign-file", file.path)
        _stage_file(output, file)
        written.append(file.path)
    return digests, written


def _holds(target: Path, file: OutputFile, digest: str) -> bool:
    """Whether the output has this very file already."""
    if not target.is_file() or target.is_symlink():
        return False
    if isinstance(file, Copied):
        return target.stat().st_size == file.source.stat().st_size and digest_of_file(target) == digest
    return target.stat().st_size == len(file.content) and target.read_bytes() == file.content


def _check_folder(folder: Path, root: Path, path: str) -> None:
    if folder.is_symlink() or not folder.resolve().is_relative_to(root):
        raise OutputRefusedError("folder-elsewhere", path)
    if any(parent.is_file() for parent in (folder, *folder.parents) if parent != root):
        raise OutputRefusedError("foreign-file", path)


def _stage_file(output: Path, file: OutputFile) -> None:
    if isinstance(file, Copied):
        staged = staging(output) / file.path
        staged.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.source, staged)
    else:
        _stage_bytes(output, file.path, file.content)


def _stage_bytes(output: Path, path: str, content: bytes) -> None:
    staged = staging(output) / path
    try:
        staged.write_bytes(content)
    except FileNotFoundError:
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(content)
