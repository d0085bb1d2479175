"""Verifies a copy: open, examine each file, compare with the manifests, resolve links, ask the search."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import DecodeError, json

from generator import permalinks
from generator.archive.bag import TAG_MANIFEST
from generator.archive.provenance import PATH as PROVENANCE
from generator.archive.signature import SIGNATURE, is_signed_by
from generator.build.progress import Phase
from generator.model.problem import Problem
from generator.parallel.pool import in_parallel
from generator.verify.changes import changes_since
from generator.verify.examine import AnchorReader, Examined, Examiner
from generator.verify.files import finding
from generator.verify.integrity import check_integrity, manifests_of, text_of
from generator.verify.links import Fragment
from generator.verify.open_copy import OpenCopy, open_copy
from generator.verify.request import VerifyReport, VerifyRequest
from generator.verify.search_check import check_search
from generator.verify.search_index import IndexReader

_CHUNK = 64


def verify(request: VerifyRequest) -> VerifyReport:
    """Verifies a built site or a copy.

    Raises UnknownKindError if the path is neither, UnreadableCopyError if nothing in it can be looked at,
    MinisignMissingError, OSError.
    """
    copy = open_copy(request.path)
    changes = changes_since(copy, request.against) if request.against else None
    request.watcher.begin(Phase.VERIFY)
    files = _examined(copy, request)
    provenance = _provenance(copy)
    problems = [
        *copy.problems,
        *check_integrity(copy, manifests_of(copy), files),
        *(problem for file in files.values() for problem in file.problems),
        *_broken_anchors(copy, files, request.jobs),
        *check_search(_index(copy), _pages(copy, files), request.jobs),
        *_check_signature(copy, request, provenance),
    ]
    size = sum(member.size for member in copy.members.values())
    return VerifyReport(copy.kind, tuple(sorted(set(problems))), len(files), size, provenance, changes)


def _examined(copy: OpenCopy, request: VerifyRequest) -> dict[str, Examined]:
    """All files by path."""
    members = [copy.members[path] for path in sorted(copy.members)]
    examiner = Examiner(copy.source, frozenset(copy.members), f"{copy.site}{permalinks.MEDIA}/")
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


def _index(copy: OpenCopy) -> IndexReader:
    return IndexReader(copy.source, copy.members, copy.site)


def _pages(copy: OpenCopy, files: Mapping[str, Examined]) -> Mapping[str, Examined]:
    """The pages of the site, by their paths in it."""
    return {
        path.removeprefix(copy.site): file
        for path, file in files.items()
        if path.startswith(copy.site) and path.endswith(".html")
    }


def _provenance(copy: OpenCopy) -> dict[str, Any]:
    """What the copy says of its origin; empty if it says nothing that can be read."""
    content = text_of(copy, PROVENANCE) if copy.site else None
    try:
        return json.decode(content, type=dict[str, Any]) if content else {}
    except DecodeError:
        return {}


def _check_signature(
    copy: OpenCopy, request: VerifyRequest, provenance: Mapping[str, Any]
) -> Iterator[Problem]:
    """The problems of the signature. It is checked if there is a key to check it with."""
    signature, signed = text_of(copy, SIGNATURE), text_of(copy, TAG_MANIFEST)
    if signature is None or signed is None:
        if provenance.get("signed") or request.public_key:
            yield finding(SIGNATURE, "signature-missing")
        return
    if not provenance.get("signed"):
        yield finding(SIGNATURE, "file-extra")
    if request.public_key is None:
        yield finding(SIGNATURE, "signature-unchecked")
    elif not is_signed_by(signed, signature, request.public_key):
        yield finding(SIGNATURE, "signature-wrong", key=str(request.public_key))
