"""ZIM files: what is in them, and how it is read. Only libzim reads them; it comes with khotin[zim]."""

import os
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.archive.zim.entries import SUGGESTED
from generator.archive.zim.pinned import md5_before, read_header
from generator.archive.zim.search_text import suggested_title
from generator.model.problem import Problem
from generator.verify.files import Listed, finding, is_bomb, without_clashes
from generator.verify.source import DamagedMemberError, Member

if TYPE_CHECKING:
    from libzim.reader import Archive

_PIECE = 1 << 20
_MD5 = 16


class LibzimMissingError(Exception):
    """The library that reads ZIM files is not installed."""


class DamagedZimError(Exception):
    """A ZIM is not as it was written: the code of the problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ZimSource(Struct, frozen=True):
    """Reads the files of a ZIM. The offset of a member is its number in the ZIM."""

    container: Path

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The bytes of a file in pieces. Raises DamagedMemberError."""
        try:
            content = _opened(self.container)._get_entry_by_id(member.offset).get_item().content
        except (RuntimeError, KeyError, IndexError) as error:
            raise DamagedMemberError from error
        if len(content) != member.size:
            raise DamagedMemberError
        for start in range(0, len(content), _PIECE):
            yield bytes(content[start : start + _PIECE])


def files_of_zim(path: Path) -> Listed:
    """The files of a ZIM. Raises DamagedZimError, LibzimMissingError, OSError."""
    _check_md5(path)
    if find_spec("libzim") is None:
        raise LibzimMissingError
    try:
        return _listed(_opened(path), path.stat().st_size)
    except (RuntimeError, KeyError, IndexError) as error:
        raise DamagedZimError("zim-damaged") from error


def _check_md5(path: Path) -> None:
    """Checks the hash at the end of a ZIM, which covers all bytes before it. Raises DamagedZimError."""
    with path.open("rb") as stream:
        header = read_header(stream)
        size = path.stat().st_size
        if header is None or header.checksum_at + _MD5 != size:
            raise DamagedZimError("zim-damaged")
        found = md5_before(stream, header.checksum_at)
        if stream.read(_MD5) != found:
            raise DamagedZimError("zim-altered")


def _opened(path: Path) -> "Archive":
    """The ZIM as libzim opens it, once in each process. Raises RuntimeError if it cannot, OSError."""
    state = path.stat()
    return _opened_once(path, os.getpid(), state.st_ino, state.st_mtime_ns)


@lru_cache(maxsize=2)
def _opened_once(path: Path, *_state: int) -> "Archive":
    from libzim.reader import Archive

    return Archive(path)


def _listed(archive: "Archive", size: int) -> Listed:
    members: list[Member] = []
    problems: list[Problem] = []
    redirects: list[tuple[str, str, str]] = []
    for number in range(archive.entry_count):  # what the ZIM says of itself and its indexes come after these
        entry = archive._get_entry_by_id(number)
        path = entry.path
        if not path.isprintable() or {"", ".", ".."} & set(path.split("/")):
            problems.append(finding(path, "name-refused"))
        elif entry.is_redirect:
            redirects.append((path, entry.title, entry.get_redirect_entry().path))
        else:
            members.append(Member(path, entry.get_item().size, number))
    if is_bomb(sum(member.size for member in members), size):
        raise DamagedZimError("zim-bomb")
    titles = {member.path: archive._get_entry_by_id(member.offset).title for member in members}
    for path, title, target in redirects:
        expected = suggested_title(titles.get(target, ""))
        if path != f"{SUGGESTED}{target}" or not expected or title != expected:
            problems.append(finding(path, "file-extra"))
    return without_clashes(members, problems)
