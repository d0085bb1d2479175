"""Verifies books in EPUB, and folders of them: complete, unaltered, every link leads somewhere."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.archive.epub.book import BOOK_MANIFEST, BOOK_ORIGIN, MIMETYPE_FILE
from generator.archive.epub.package import MIMETYPE
from generator.archive.epub.writer import LIST, SUFFIX
from generator.archive.foreign_json import decoded
from generator.archive.signature import signature_path
from generator.build.progress import Phase
from generator.model.problem import Problem
from generator.parallel.pool import in_parallel
from generator.verify.files import (
    NotAZipError,
    ZipBombError,
    files_of_folder,
    files_of_zip,
    finding,
)
from generator.verify.integrity import check_listed
from generator.verify.links import Fragment, check_links
from generator.verify.manifests import parsed
from generator.verify.open_copy import UnreadableCopyError, seal_problems
from generator.verify.references import facts_of_page, references_of_style
from generator.verify.request import CopyKind, VerifyReport, VerifyRequest
from generator.verify.signatures import check_signature_beside
from generator.verify.source import STORED, DamagedMemberError, FolderSource, Member, ZipSource, read

_MOST = 64_000_000  # bytes of a file of a book
_MARKUP = (".xhtml", ".opf", ".ncx")
_FIRST = 30  # bytes of the header of the first file of a zip, without its name


def is_book(path: Path) -> bool:
    """Whether a path is a book, or a folder of volumes with their list."""
    if path.is_dir():
        return (path / LIST).is_file()
    return path.suffix.lower() == SUFFIX  # whatever its bytes are: it may be damaged


def verify_books(request: VerifyRequest) -> VerifyReport:
    """Verifies a book, or all volumes of a folder. Raises UnreadableCopyError, OSError."""
    request.watcher.begin(Phase.VERIFY)
    return _verify_folder(request) if request.path.is_dir() else _report(_verify_book(request.path))


class _Checked(Struct, frozen=True):
    """A book that has been looked at: its problems, the number of its files and their bytes."""

    problems: tuple[Problem, ...]
    files: int = 0
    size: int = 0


def _report(checked: _Checked) -> VerifyReport:
    return VerifyReport(CopyKind.EPUB, tuple(sorted(set(checked.problems))), checked.files, checked.size)


def _verify_folder(request: VerifyRequest) -> VerifyReport:
    listed = files_of_folder(request.path)
    source, members = FolderSource(request.path), listed.members
    expected = parsed(LIST, read(source, members[LIST], _MOST) or b"")
    problems = [*listed.problems, *expected.problems]
    beside = {LIST, signature_path(Path(LIST)).name}
    problems += [finding(path, "file-extra") for path in members.keys() - expected.digests.keys() - beside]
    problems += [finding(path, "file-missing") for path in expected.digests.keys() - members.keys()]
    there = sorted(expected.digests.keys() & members.keys())
    verifier = _VolumeVerifier(request.path, expected.digests)
    files = size = 0
    for done, checked in enumerate(in_parallel(verifier, there, request.jobs, few=2, chunk=1), 1):
        problems += checked.problems
        files, size = files + checked.files, size + checked.size
        request.watcher.step(done, len(there))
    origin = _origin(request.path / there[0]) if there else {}
    problems += check_signature_beside(request.path / LIST, origin, request.public_key)
    return VerifyReport(CopyKind.EPUB, tuple(sorted(set(problems))), files, size, origin)


def _origin(path: Path) -> dict[str, Any]:
    """What a volume says of its origin; empty if that cannot be read."""
    try:
        members = files_of_zip(path).members
        content = read(ZipSource(path), members[BOOK_ORIGIN], _MOST) if BOOK_ORIGIN in members else None
        return decoded(content, dict[str, Any]) or {}
    except (NotAZipError, ZipBombError, DamagedMemberError):
        return {}


class _VolumeVerifier(Struct, frozen=True):
    """Verifies a volume of a folder. Worker processes take it along."""

    folder: Path
    digests: Mapping[str, str]

    def __call__(self, name: str) -> _Checked:
        content = hashlib.sha256()
        for piece in FolderSource(self.folder).pieces(Member(name, 0)):
            content.update(piece)
        altered = content.hexdigest() != self.digests[name]
        try:
            checked = _verify_book(self.folder / name)
        except UnreadableCopyError as error:
            return _Checked((error.problem,))
        inside = tuple(
            Problem(f"{name}: {each.path}", each.line, each.column, each.code, each.details)
            if each.path != name
            else each
            for each in checked.problems
        )
        own = (finding(name, "file-altered"),) if altered else ()
        return _Checked((*own, *inside), checked.files, checked.size)


def _verify_book(path: Path) -> _Checked:
    try:
        listed = files_of_zip(path)
    except NotAZipError as error:
        raise UnreadableCopyError(finding(path.name, "zip-damaged")) from error
    except ZipBombError as error:
        raise UnreadableCopyError(finding(path.name, "zip-bomb")) from error
    book = _Book(ZipSource(path), listed.members)
    problems = (*listed.problems, *seal_problems(path), *_check_mimetype(path, book), *book.problems())
    return _Checked(problems, len(book.members), sum(each.size for each in book.members.values()))


def _check_mimetype(path: Path, book: "_Book") -> Iterator[Problem]:
    """By its first bytes, a program tells a book from other zips."""
    member = book.members.get(MIMETYPE_FILE)
    if member is None:
        return  # the manifest names it
    with path.open("rb") as stream:
        start = stream.read(_FIRST + len(MIMETYPE_FILE) + len(MIMETYPE))
    if member.method != STORED or not start.endswith(f"{MIMETYPE_FILE}{MIMETYPE}".encode()):
        yield finding(MIMETYPE_FILE, "epub-mimetype")


class _Book:
    """The files of a book."""

    def __init__(self, source: ZipSource, members: Mapping[str, Member]) -> None:
        self.members = members
        self._source = source
        self._anchors: dict[str, frozenset[str]] = {}
        self._fragments: list[Fragment] = []

    def problems(self) -> Iterator[Problem]:
        """What is missing, altered, added; the links that lead nowhere."""
        digests: dict[str, str] = {}
        for path in sorted(self.members):
            content = self._content(path)
            if content is None:
                yield finding(path, "member-damaged")
                continue
            digests[path] = hashlib.sha256(content).hexdigest()
            yield from self._links(path, content)
        yield from self._integrity(digests)
        for each in self._fragments:
            if each.anchor not in self._anchors.get(each.target, frozenset()):
                yield finding(each.path, "link-anchor", each.line, address=f"{each.target}#{each.anchor}")

    def _integrity(self, digests: Mapping[str, str]) -> Iterator[Problem]:
        content = self._content(BOOK_MANIFEST) if BOOK_MANIFEST in self.members else None
        if content is None:
            yield finding(BOOK_MANIFEST, "manifest-missing")
            return
        yield from check_listed(BOOK_MANIFEST, content, digests, self.members.keys())

    def _links(self, path: str, content: bytes) -> Iterator[Problem]:
        text = content.decode("utf-8", errors="replace") if path.endswith((*_MARKUP, ".css")) else ""
        if path.endswith(".css"):
            yield from check_links(
                path, text, references_of_style(text), frozenset(), self.members.keys()
            ).problems
        elif text:
            facts = facts_of_page(text)
            self._anchors[path] = facts.anchors
            found = check_links(path, text, facts.references, facts.anchors, self.members.keys())
            self._fragments += found.fragments
            yield from found.problems

    def _content(self, path: str) -> bytes | None:
        try:
            return read(self._source, self.members[path], _MOST)
        except DamagedMemberError:
            return None
