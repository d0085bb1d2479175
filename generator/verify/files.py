"""The files of a folder or a zip that may be read."""

import os
import stat
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from generator.model.problem import Problem
from generator.text.file_names import is_device
from generator.verify.source import DEFLATED, STORED, Member

# A zip that says that it holds more is no copy: HTML becomes a tenth or so.
_RATIO, _SMALL = 200, 100_000_000
_ENCRYPTED = 0x1


class Listed(Struct, frozen=True):
    """The files that can be read, by path, and problems of the others."""

    members: dict[str, Member]
    problems: tuple[Problem, ...] = ()


class NotAZipError(Exception):
    """A file is no zip, or its directory is damaged."""


class ZipBombError(Exception):
    """A zip says that it holds far more than it can."""


def finding(path: str, code: str, line: int = 1, **details: str) -> Problem:
    """A problem of a file of a copy, in words that a terminal only shows."""
    shown = tuple((name, printable(value)) for name, value in details.items())
    return Problem(printable(path), line, 1, code, shown)


def files_of_folder(root: Path) -> Listed:
    """The files below a folder. Links and devices are named, not opened. Raises OSError."""
    members: list[Member] = []
    problems: list[Problem] = []
    folders = [("", str(root))]
    while folders:
        inside, folder = folders.pop()
        for each in sorted(os.scandir(folder), key=lambda each: each.name):
            path = f"{inside}{each.name}"
            status = each.stat(follow_symlinks=False)
            if not path.isprintable():
                problems.append(finding(path, "name-refused"))
            elif stat.S_ISDIR(status.st_mode):
                folders.append((f"{path}/", each.path))
            elif stat.S_ISREG(status.st_mode):
                members.append(Member(path, status.st_size))
            else:
                problems.append(finding(path, "link-refused"))
    return without_clashes(members, problems)


def files_of_zip(path: Path) -> Listed:
    """The files of a zip. Raises NotAZipError, ZipBombError, OSError."""
    try:
        with zipfile.ZipFile(path) as container:
            infos = container.infolist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError) as error:
        raise NotAZipError from error
    size = path.stat().st_size
    if is_bomb(sum(info.file_size for info in infos), size) or (
        sum(info.compress_size for info in infos) > size
    ):
        raise ZipBombError
    members: list[Member] = []
    problems: list[Problem] = []
    for info in infos:
        problem = _problem_of(info)
        if problem:
            problems.append(problem)
        elif not info.is_dir():
            place = (info.header_offset, info.compress_size, info.compress_type, info.CRC)
            members.append(Member(info.filename, info.file_size, *place))
    return without_clashes(members, problems)


def is_bomb(unpacked: int, packed: int) -> bool:
    """Whether a container says that it holds far more bytes than it can."""
    return unpacked > _RATIO * packed + _SMALL


def below(listed: Listed, folder: str) -> Listed:
    """The files below a folder of a zip, by their paths in it; those outside are problems."""
    inside = {
        path.removeprefix(folder): replace(member, path=path.removeprefix(folder))
        for path, member in listed.members.items()
        if path.startswith(folder)
    }
    outside = [finding(path, "file-extra") for path in listed.members if not path.startswith(folder)]
    return Listed(inside, (*listed.problems, *outside))


def _problem_of(info: zipfile.ZipInfo) -> Problem | None:
    """What keeps a member from being read."""
    name, mode = info.orig_filename, info.external_attr >> 16
    parts = name.removesuffix("/").split("/")
    # Windows reads "a:b" as a part of a file "a", cuts dots and blanks off the end of a name, and takes some
    # names for devices.
    if (
        not name.isprintable()
        or "\\" in name
        or ":" in name
        or any(not part or part[-1] in ". " or is_device(part) for part in parts)
    ):
        return finding(name, "name-refused")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return finding(name, "link-refused")
    if info.flag_bits & _ENCRYPTED or info.compress_type not in (STORED, DEFLATED):
        return finding(name, "member-unreadable")
    return None


def without_clashes(members: Sequence[Member], problems: Iterable[Problem]) -> Listed:
    """The files, each path once; paths that stand twice, or are one path to some systems, are problems."""
    folded = Counter(_folded(path) for path in {member.path for member in members})
    twice = Counter(member.path for member in members)
    clashes = [
        finding(path, "name-twice" if twice[path] > 1 else "name-case")
        for path in sorted(twice)
        if twice[path] > 1 or folded[_folded(path)] > 1
    ]
    return Listed({member.path: member for member in members}, (*problems, *clashes))


def _folded(path: str) -> str:
    """The path as some systems compare it: without case, however an accent is composed."""
    return path.casefold() if path.isascii() else normalize("NFC", normalize("NFD", path).casefold())


def printable(text: str) -> str:
    """The text, with control characters and undecodable bytes as escapes."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
