"""Opens what is to be verified: an output folder, a bag, a zip of a bag, a ZIM, a WARC, a WACZ."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from generator.archive.bag import BAGIT, DATA, INFO, MANIFEST, TAG_MANIFEST
from generator.archive.delta import DESCRIPTION as DELTA
from generator.archive.zim.pinned import MAGIC
from generator.archive.zip_writer import COMMENT
from generator.model.problem import Problem
from generator.verify.files import (
    Listed,
    NotAZipError,
    ZipBombError,
    below,
    files_of_folder,
    files_of_zip,
    finding,
)
from generator.verify.request import CopyKind
from generator.verify.source import FolderSource, Member, Source, ZipSource
from generator.verify.wacz import is_wacz, open_wacz
from generator.verify.warc_reader import DamagedWarcError, Region, is_warc
from generator.verify.warc_source import WarcSource, open_warc
from generator.verify.zim_source import DamagedZimError, ZimSource, files_of_zim

_BAG_MARKS = frozenset({BAGIT, INFO, TAG_MANIFEST})
_SITE_MARKS = frozenset({MANIFEST, "index.html"})
_DIGEST, _END = 64, 22  # bytes: a hash, the end of a zip before its comment
_START = 16  # bytes that tell the kind
_PIECE = 1 << 20
_ZIPPED = frozenset({".zip", ".epub", ".wacz"})


class UnknownKindError(Exception):
    """A path is neither a built site nor a copy."""


class UnreadableCopyError(Exception):
    """A copy is so damaged that nothing in it can be looked at: its problem."""

    def __init__(self, problem: Problem, kind: CopyKind = CopyKind.ZIP) -> None:
        super().__init__(problem)
        self.problem = problem
        self.kind = kind


class OpenCopy(Struct, frozen=True):
    """A copy, or a built site: its kind, where its files are read from, its files by path.

    `site` is the folder of the site in it: "data/" in a bag, empty in an output folder. `problems` are those
    of its listing.
    """

    kind: CopyKind
    source: Source
    members: dict[str, Member]
    site: str
    problems: tuple[Problem, ...]


def open_copy(path: Path) -> OpenCopy:
    """Lists the files of a copy.

    Raises UnknownKindError, UnreadableCopyError, LibzimMissingError, OSError.
    """
    if path.is_dir():
        return _open_folder(path)
    with path.open("rb") as stream:
        start = stream.read(_START)
    if start.startswith(MAGIC) or path.suffix.lower() == ".zim":
        return _open_zim(path)
    if is_warc(start) or path.name.lower().endswith((".warc", ".warc.gz")):
        return _open_warc(path)
    return _open_zip(path)


def _open_folder(path: Path) -> OpenCopy:
    root = _root_of(path)
    listed = files_of_folder(root)
    kind = _kind_of(listed.members)
    site = "" if kind is CopyKind.OUTPUT else DATA
    return OpenCopy(kind, FolderSource(root), listed.members, site, listed.problems)


def _root_of(path: Path) -> Path:
    """The folder itself, or the bag that is the only folder in it."""
    names = {each.name for each in path.iterdir()}
    if names & (_BAG_MARKS | _SITE_MARKS):
        return path
    # A hidden one is what a killed update left.
    folders = [each for each in path.iterdir() if each.is_dir() and not each.name.startswith(".")]
    bags = [each for each in folders if not each.is_symlink() and _is_bag(each)]
    if len(bags) != 1:
        raise UnknownKindError
    return bags[0]


def _is_bag(folder: Path) -> bool:
    return any((folder / mark).is_file() for mark in _BAG_MARKS)


def _kind_of(paths: Iterable[str]) -> CopyKind:
    """The kind of a folder with these files. Raises UnknownKindError."""
    names = frozenset(paths)
    if names & _BAG_MARKS or (MANIFEST in names and any(name.startswith(DATA) for name in names)):
        return CopyKind.DELTA if DELTA in names else CopyKind.BAG
    if names & _SITE_MARKS:
        return CopyKind.OUTPUT
    raise UnknownKindError


def _open_zim(path: Path) -> OpenCopy:
    try:
        listed = files_of_zim(path)
    except DamagedZimError as error:
        raise UnreadableCopyError(finding(path.name, error.code), CopyKind.ZIM) from error
    return OpenCopy(CopyKind.ZIM, ZimSource(path), listed.members, "", listed.problems)


def _open_warc(path: Path) -> OpenCopy:
    region = Region(path, 0, path.stat().st_size)
    try:
        warc = open_warc(region)
    except DamagedWarcError as error:
        raise UnreadableCopyError(finding(path.name, "warc-damaged"), CopyKind.WARC) from error
    return OpenCopy(CopyKind.WARC, WarcSource(region), warc.listed.members, "", warc.listed.problems)


def _open_wacz(path: Path, listed: Listed) -> OpenCopy:
    try:
        warc, region, problems = open_wacz(path, listed)
    except DamagedWarcError as error:
        raise UnreadableCopyError(finding(path.name, "warc-damaged"), CopyKind.WACZ) from error
    every = (*listed.problems, *warc.listed.problems, *problems, *seal_problems(path))
    return OpenCopy(CopyKind.WACZ, WarcSource(region), warc.listed.members, "", every)


def _open_zip(path: Path) -> OpenCopy:
    try:
        listed = files_of_zip(path)
    except NotAZipError as error:
        if not _looks_like_zip(path):
            raise UnknownKindError from error
        raise UnreadableCopyError(finding(path.name, "zip-damaged")) from error
    except ZipBombError as error:
        raise UnreadableCopyError(finding(path.name, "zip-bomb")) from error
    if is_wacz(listed):
        return _open_wacz(path, listed)
    folder = _top_folder(listed)
    inside = below(listed, folder)
    kind = _kind_of(inside.members)
    site = "" if kind is CopyKind.OUTPUT else DATA
    kind = CopyKind.DELTA if kind is CopyKind.DELTA else CopyKind.ZIP
    seal = seal_problems(path)
    return OpenCopy(kind, ZipSource(path), inside.members, site, (*inside.problems, *seal))


def _looks_like_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"PK" or path.suffix.lower() in _ZIPPED


def _top_folder(listed: Listed) -> str:
    """The folder in which most files of a zip lie; empty if they lie in none."""
    tops = Counter(path[: path.find("/") + 1] for path in listed.members)
    most = max(tops, key=lambda top: tops[top], default="")
    return "" if listed.members.keys() >= _SITE_MARKS or most == DATA else most


def seal_problems(path: Path) -> list[Problem]:
    """Checks the hash at the end of a zip. It covers all bytes before it."""
    size = path.stat().st_size
    length = _END + len(COMMENT) + _DIGEST
    with path.open("rb") as stream:
        stream.seek(max(0, size - length))
        tail = stream.read()
        stream.seek(0)
        if tail.startswith(b"PK\5\6") and tail[_END:].startswith(COMMENT):
            content = hashlib.sha256()
            left = size - len(COMMENT) - _DIGEST
            while left:
                piece = stream.read(min(left, _PIECE))
                content.update(piece)
                left -= len(piece)
            sealed = tail[-_DIGEST:] == content.hexdigest().encode()
            return [] if sealed else [finding(path.name, "zip-altered")]
    without_comment = tail[-_END:].startswith(b"PK\5\6") and tail.endswith(b"\0\0")
    return [finding(path.name, "zip-unsealed" if without_comment else "zip-altered")]
