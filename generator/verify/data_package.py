"""Verifies the archive as data: complete, unaltered, both tables and their description agree."""

import csv
import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from msgspec import DecodeError, json

from generator.archive.bag import MANIFEST
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
    origin = _decoded(contents.get(PROVENANCE)) or {}
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
    if next(cells, None) != names:
        yield finding(CSV, "data-differs", row="1", other=PACKAGE)
        return
    lines = contents[LINES].splitlines()
    for number, (row, line) in enumerate(zip_longest(cells, lines), 2):
        found = _decoded(line)
        if (
            row is None
            or found is None
            or list(found) != names
            or row != [cell(found[each]) for each in names]
        ):
            yield finding(LINES, "data-differs", number - 1, row=str(number), other=CSV)
            return


def _check_description(contents: Mapping[str, bytes], digests: Mapping[str, str]) -> Iterator[Problem]:
    """Whether the data package has the hashes of the tables and names their fields."""
    package = _decoded(contents.get(PACKAGE))
    if package is None:
        yield finding(PACKAGE, "data-description", what="JSON")
        return
    resources = package.get("resources")
    described = {each.get("path"): each for each in resources or () if isinstance(each, dict)}
    for path in (CSV, LINES):
        resource = described.get(path, {})
        fields = resource.get("schema", {}).get("fields", [])
        if resource.get("hash") != f"sha256:{digests.get(path)}" or [each.get("name") for each in fields] != [
            field.name for field in FIELDS
        ]:
            yield finding(PACKAGE, "data-description", what=path)


def _decoded(content: bytes | None) -> dict[str, Any] | None:
    """The object that is written as JSON; None if it is none."""
    try:
        return json.decode(content, type=dict[str, Any]) if content else None
    except (DecodeError, UnicodeDecodeError):
        return None
