"""Verifies a copy: open, examine each file, compare with the manifests, resolve links, ask the search."""

from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator import permalinks
from generator.archive.delta import ROOT
from generator.archive.foreign_json import decoded
from generator.archive.provenance import PATH as PROVENANCE
from generator.build.progress import Phase
from generator.model.problem import Problem
from generator.parallel.pool import in_parallel
from generator.verify.books import is_book, verify_books
from generator.verify.chain import check_chain, check_previous, copies_in, facts_of_copy, is_bag
from generator.verify.changes import changes_since
from generator.verify.data_package import is_data, verify_data
from generator.verify.delta_check import check_delta
from generator.verify.examine import AnchorReader, Examined, Examiner
from generator.verify.files import finding
from generator.verify.index_files import Scripts
from generator.verify.integrity import check_integrity, manifests_of, text_of, union_manifests
from generator.verify.links import Fragment
from generator.verify.open_copy import OpenCopy, UnreadableCopyError, open_copy
from generator.verify.request import CopyKind, VerifyReport, VerifyRequest
from generator.verify.search_check import check_search
from generator.verify.signatures import check_signature_beside, check_signature_inside
from generator.verify.split_check import check_parts
from generator.verify.split_set import SplitSet, is_union, split_set

_CHUNK = 64
_SIGNED_BESIDE = frozenset({CopyKind.ZIM, CopyKind.WARC, CopyKind.WACZ})


def verify(request: VerifyRequest) -> VerifyReport:
    """Verifies a built site or a copy.

    Raises UnknownKindError if the path is neither, UnreadableCopyError if nothing in it can be looked at,
    MinisignMissingError, LibzimMissingError, OSError.
    """
    if is_book(request.path):
        return verify_books(request)
    if is_data(request.path):
        return verify_data(request)
    copies = copies_in(request.path)
    if copies:
        return _verify_chain(copies, request)
    parts = split_set(request.path)
    if parts:
        return _verify_parts(parts, request)
    copy = open_copy(request.path)
    changes = changes_since(copy, request.against) if request.against else None
    request.watcher.begin(Phase.VERIFY)
    files = _examined(copy, request, copy.members.keys())
    union = is_union(copy)
    provenance = _provenance(copy)
    problems = [
        *copy.problems,
        *check_integrity(copy, union_manifests(copy) if union else manifests_of(copy), files, union=union),
        *(problem for file in files.values() for problem in file.problems),
        *(check_delta(copy, files) if copy.kind is CopyKind.DELTA else _check_site(copy, files, request)),
        *_check_signature(copy, request, provenance),
        *_check_previous(request.path, copy, provenance),
    ]
    size = sum(member.size for member in copy.members.values())
    return VerifyReport(copy.kind, tuple(sorted(set(problems))), len(files), size, provenance, changes)


def _verify_chain(copies: Sequence[Path], request: VerifyRequest) -> VerifyReport:
    """Verifies all copies and deltas of a folder, and whether each bag follows another.

    A folder with one copy is that copy.
    """
    if len(copies) == 1:
        return verify(replace(request, path=copies[0]))
    problems: list[Problem] = []
    files = size = 0
    for path in copies:
        try:
            report = verify(replace(request, path=path))
        except UnreadableCopyError as error:
            report = VerifyReport(error.kind, (error.problem,))
        problems += (
            replace(each, path=f"{path.name}: {each.path}")
            for each in report.problems
            if each.code != "previous-elsewhere"
        )
        files, size = files + report.files, size + report.size
    facts = [found for path in copies if is_bag(path) and (found := facts_of_copy(path))]
    problems += check_chain(facts)
    newest = max(facts, key=lambda each: each.date, default=None)
    provenance = _provenance(newest.copy) if newest else {}
    return VerifyReport(CopyKind.CHAIN, tuple(sorted(set(problems))), files, size, provenance)


def _check_previous(path: Path, copy: OpenCopy, provenance: Mapping[str, Any]) -> Iterator[Problem]:
    """Whether the copy before lies beside this one, as far as that can be asked."""
    previous = provenance.get("previous_manifest_sha256")
    if copy.kind not in (CopyKind.OUTPUT, CopyKind.DELTA) and isinstance(previous, str):
        yield from check_previous(path, previous)


def _verify_parts(parts: SplitSet, request: VerifyRequest) -> VerifyReport:
    """Verifies the parts of a copy. While some are missing, the search cannot be asked."""
    copy, first = parts.copy, parts.parts[0].copy
    changes = changes_since(copy, request.against) if request.against else None
    request.watcher.begin(Phase.VERIFY)
    files = _examined(copy, request, parts.whole.keys() | copy.members.keys())
    provenance = _provenance(first)
    problems = [
        *check_parts(parts, files, request.jobs),
        *(problem for file in files.values() for problem in file.problems),
        *(() if parts.missing else _check_site(copy, files, request)),
        *(each for part in parts.parts for each in _check_signature(part.copy, request, provenance)),
    ]
    size = sum(member.size for part in parts.parts for member in part.copy.members.values())
    count = sum(len(part.copy.members) for part in parts.parts)
    return VerifyReport(copy.kind, tuple(sorted(set(problems))), count, size, provenance, changes)


def _check_site(copy: OpenCopy, files: Mapping[str, Examined], request: VerifyRequest) -> Iterator[Problem]:
    """What is wrong between the files of a site: anchors and the search."""
    yield from _broken_anchors(copy, files, request.jobs)
    yield from check_search(_scripts(copy), _pages(copy, files), request.jobs)


def _examined(copy: OpenCopy, request: VerifyRequest, paths: Set[str]) -> dict[str, Examined]:
    """All files by path. `paths` are those that links may lead to."""
    members = [copy.members[path] for path in sorted(copy.members)]
    # The links of a delta lead into the copy that it changes: it is looked at as media are.
    media = "" if copy.kind is CopyKind.DELTA else f"{copy.site}{permalinks.MEDIA}/"
    examiner = Examiner(copy.source, frozenset(paths), media)
    files = {}
    for done, file in enumerate(in_parallel(examiner, members, request.jobs, chunk=_CHUNK), 1):
        files[file.path] = file
        request.watcher.step(done, len(members))
    return files


def _broken_anchors(copy: OpenCopy, files: Mapping[str, Examined], jobs: int) -> Iterator[Problem]:
    """References to anchors that other pages do not have."""
    fragments: Sequence[Fragment] = [each for file in files.values() for each in file.fragments]
    targets = sorted({each.target for each in fragments})
    read = in_parallel(AnchorReader(copy.source), [copy.members[path] for path in targets], jobs)
    anchors = dict(zip(targets, read, strict=True))
    for each in fragments:
        if each.anchor not in anchors[each.target]:
            address = f"{each.target}#{each.anchor}"
            yield finding(each.path, "link-anchor", each.line, address=address)


def _scripts(copy: OpenCopy) -> Scripts:
    return Scripts(copy.source, copy.members, copy.site)


def _pages(copy: OpenCopy, files: Mapping[str, Examined]) -> Mapping[str, Examined]:
    """The pages of the site, by their paths in it."""
    return {
        path.removeprefix(copy.site): file
        for path, file in files.items()
        if path.startswith(copy.site) and path.endswith(".html")
    }


def _provenance(copy: OpenCopy) -> dict[str, Any]:
    """What the copy says of its origin; empty if it says nothing that can be read."""
    content = text_of(copy, f"{_root(copy)}{PROVENANCE}") if copy.kind is not CopyKind.OUTPUT else None
    return decoded(content, dict[str, Any]) or {}


def _root(copy: OpenCopy) -> str:
    """The folder of the files that stand at the root of a copy: a delta has those of the next copy."""
    return ROOT if copy.kind is CopyKind.DELTA else ""


def _check_signature(
    copy: OpenCopy, request: VerifyRequest, provenance: Mapping[str, Any]
) -> Iterator[Problem]:
    """The problems of the signature, which lies in the copy or beside it."""
    if copy.kind in _SIGNED_BESIDE:
        return check_signature_beside(request.path, provenance, request.public_key)
    return check_signature_inside(copy, _root(copy), provenance, request.public_key)
