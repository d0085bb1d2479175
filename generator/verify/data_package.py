"""Verifies the archive as data: complete, unaltered, both tables and their description agree."""

import csv
import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.archive.bag import MANIFEST
from generator.archive.foreign_json import decoded
from generator.archive.provenance import PATH as PROVENANCE
from generator.build.progress import Phase
from generator.model.problem import Problem
from generator.plan.dataset.csv_form import BOM, cell
from generator.plan.dataset.files import CSV, LINES
from generator.plan.dataset.package import PACKAGE
from generator.plan.dataset.table import FIELDS
from generator.verify.files import NotAZipError, ZipBombError, files_of_folder, files_of_zip, finding
from generator.verify.integrity import check_listed
from generator.verify.open_copy import UnreadableCopyError, seal_problems
from generator.verify.request import CopyKind, VerifyReport, VerifyRequest
from generator.verify.signatures import check_signature_beside
from generator.verify.source import DamagedMemberError, FolderSource, ZipSource, read

_MOST = 2_000_000_000  # bytes of a table
_LONGEST_CELL = 64_000_000  # characters


def is_data(path: Path) -> bool:
    """Whether a path is a zip or a folder of the data. Raises OSError."""
    if path.is_dir():
        return (path / PACKAGE).is_file() and (path / LINES).is_file()
    try:
        with zipfile.ZipFile(path) as opened:
            return {PACKAGE, LINES} <= set(opened.namelist())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError):
        return False


def verify_data(request: VerifyRequest) -> VerifyReport:
    """Verifies data in a zip or a folder. Raises UnreadableCopyError, OSError."""
    request.watcher.begin(Phase.VERIFY)
    path = request.path
    try:
        listed = files_of_folder(path) if path.is_dir() else files_of_zip(path)
    except NotAZipError as error:
        raise UnreadableCopyError(finding(path.name, "zip-damaged")) from error
    except ZipBombError as error:
        raise UnreadableCopyError(finding(path.name, "zip-bomb")) from error
    source = FolderSource(path) if path.is_dir() else ZipSource(path)
    problems = [*listed.problems, *([] if path.is_dir() else seal_problems(path))]
    contents: dict[str, bytes] = {}
    for name in sorted(listed.members):
        try:
            content = read(source, listed.members[name], _MOST)
        except DamagedMemberError:
            content = None
        if content is None:
            problems.append(finding(name, "member-damaged"))
        else:
            contents[name] = content
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    if MANIFEST in contents:
        problems += check_listed(MANIFEST, contents[MANIFEST], digests, listed.members.keys())
    else:
        problems.append(finding(MANIFEST, "manifest-missing"))
    problems += _check_tables(contents)
    problems += _check_description(contents, digests)
    size = sum(member.size for member in listed.members.values())
    origin = decoded(contents.get(PROVENANCE), dict[str, Any]) or {}
    if not path.is_dir():
        problems += check_signature_beside(path, origin, request.public_key)
    return VerifyReport(CopyKind.DATA, tuple(sorted(set(problems))), len(listed.members), size, origin)


def _check_tables(contents: Mapping[str, bytes]) -> Iterator[Problem]:
    """Whether the tables have the same rows. Only the first that differs is told."""
    if CSV not in contents or LINES not in contents:
        return
    names = [field.name for field in FIELDS]
    text = contents[CSV].decode("utf-8", errors="replace")
    csv.field_size_limit(_LONGEST_CELL)
    cells = csv.reader(StringIO(text.removeprefix(BOM), newline=""))
    rows = _rows(cells)
    if next(rows, None) != names:
        yield finding(CSV, "data-differs", row="1", other=PACKAGE)
        return
    lines = contents[LINES].splitlines()
    for number, (row, line) in enumerate(zip_longest(rows, lines), 2):
        found = decoded(line, dict[str, Any])
        if (
            row is None
            or found is None
            or list(found) != names
            or row != [cell(found[each]) for each in names]
        ):
            yield finding(LINES, "data-differs", number - 1, row=str(number), other=CSV)
            return


def _rows(cells: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yields the rows of a table. One that cannot be read is the last, and has no cell."""
    try:
        yield from cells
    except csv.Error:
        yield []


class _Field(Struct, frozen=True):
    name: str


class _Schema(Struct, frozen=True):
    fields: list[_Field]


class _Resource(Struct, frozen=True):
    path: str
    hash: str
    schema: _Schema


class _Package(Struct, frozen=True):
    """What is asked of the description of a data package."""

    resources: list[_Resource]


def _check_description(contents: Mapping[str, bytes], digests: Mapping[str, str]) -> Iterator[Problem]:
    """Whether the data package has the hashes of the tables and names their fields."""
    package = decoded(contents.get(PACKAGE), _Package)
    if package is None:
        yield finding(PACKAGE, "data-description", what="JSON")
        return
    described = {each.path: each for each in package.resources}
    names = [field.name for field in FIELDS]
    for path in (CSV, LINES):
        resource = described.get(path)
        if (
            resource is None
            or resource.hash != f"sha256:{digests.get(path)}"
            or [field.name for field in resource.schema.fields] != names
        ):
            yield finding(PACKAGE, "data-description", what=path)
