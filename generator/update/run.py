"""Applies a delta to a copy: all or nothing, and only to the copy that it was made for."""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from generator.archive.bag import DATA, MANIFEST, TAG_MANIFEST, WHOLE
from generator.archive.copy_file import disk_file
from generator.archive.delta import ROOT, Delta, next_manifest, sha256_of
from generator.archive.errors import CopyRefusedError
from generator.archive.pack_changes import Pack, packs_in
from generator.archive.reader_copy import FOLDER
from generator.archive.signature import SIGNATURE
from generator.archive.withdrawals import PATH as WITHDRAWALS
from generator.archive.withdrawals import Withdrawals, read_withdrawals
from generator.archive.zip_writer import write_zip
from generator.build.progress import Phase
from generator.problems.messages import has_errors
from generator.update.exchange import exchange, recover, staged
from generator.update.packs import make_packs
from generator.update.request import UpdateRefusedError, UpdateReport, UpdateRequest
from generator.update.stage import StagedFile, below_files, stage
from generator.update.withdrawals import list_of_withdrawals, require_nothing_to_do
from generator.verify.delta_check import deleted_paths, description_of, packs_of
from generator.verify.integrity import manifests_of, text_of, union_manifests
from generator.verify.open_copy import OpenCopy, UnknownKindError, open_copy
from generator.verify.request import CopyKind, VerifyRequest
from generator.verify.run import verify
from generator.verify.source import DamagedMemberError, FolderSource, Member


def apply(request: UpdateRequest) -> UpdateReport:
    """Applies the delta. A kill at any moment leaves the old copy whole, or the new one.

    A list of withdrawals in its place changes nothing: it is compared with the copy.

    Raises UpdateRefusedError, UnknownKindError, UnreadableCopyError, OSError. The copy is then as it was.
    """
    listed = list_of_withdrawals(request.delta)
    if listed:
        require_nothing_to_do(listed, _open(request))
        return UpdateReport(changed=False, date=listed.date)
    delta = _sound_delta(request)
    copy = _open(request)
    place = copy.source.root if isinstance(copy.source, FolderSource) else request.copy
    recover(place)
    manifest = text_of(copy, WHOLE) or text_of(copy, MANIFEST)
    if manifest is None:
        raise UpdateRefusedError("copy-damaged", {"path": MANIFEST, "count": "1"})
    has = sha256_of(manifest)
    if has == delta.says.manifest_sha256:
        return UpdateReport(changed=False, date=delta.says.date)
    if has != delta.says.base_manifest_sha256:
        raise UpdateRefusedError("wrong-base", {"wanted": delta.says.base_manifest_sha256, "has": has})
    request.watcher.begin(Phase.COPY)
    plan = _plan(copy, delta)
    new = staged(place)
    try:
        _stage(plan, copy, delta, new, request)
        _put_in_place(plan, place, new, copy.kind, request, date.fromisoformat(delta.says.date))
    finally:
        recover(place)
    return UpdateReport(True, delta.says.date, delta.says.files, delta.says.deleted)


def _open(request: UpdateRequest) -> OpenCopy:
    """The copy. Raises UnknownKindError, UnreadableCopyError, OSError."""
    recover(request.copy)
    if not request.copy.exists():
        raise UnknownKindError
    copy = open_copy(request.copy)
    if copy.kind not in (CopyKind.BAG, CopyKind.ZIP):
        raise UnknownKindError
    return copy


class _OpenDelta(Struct, frozen=True):
    """A delta that has been verified: what it says of itself, its files, the hashes of its payload.

    `packs` are made of the old ones. `withdrawals` is the list of the next copy, or None if that has none.
    """

    says: Delta
    copy: OpenCopy
    payload: Mapping[str, str]
    packs: tuple[Pack, ...]
    deleted: tuple[str, ...]
    withdrawals: Withdrawals | None


class _Plan(Struct, frozen=True):
    """The new copy: its manifest, the files that stay, those that the delta brings, the packs to make.

    `old_packs` are those of the old copy, whose entries are in the new ones.
    """

    manifest: bytes
    kept: list[StagedFile]
    brought: list[StagedFile]
    packs: tuple[Pack, ...]
    old_packs: list[StagedFile]


def _sound_delta(request: UpdateRequest) -> _OpenDelta:
    """The delta, if it is whole. Raises UpdateRefusedError."""
    report = verify(VerifyRequest(request.delta, request.jobs))
    if report.kind is not CopyKind.DELTA:
        raise UpdateRefusedError("no-delta", {"path": str(request.delta)})
    opened = open_copy(request.delta)
    says, deleted, packs = description_of(opened), deleted_paths(opened), packs_of(opened)
    if has_errors(report.problems) or says is None or deleted is None or packs is None:
        raise UpdateRefusedError("delta-damaged", {"path": str(request.delta)}, report.problems)
    name = f"{ROOT}{WITHDRAWALS}"
    listed = text_of(opened, name)
    try:
        withdrawals = read_withdrawals(listed, name) if listed else None
    except CopyRefusedError as error:
        raise UpdateRefusedError("delta-damaged", {"path": name}) from error
    payload = manifests_of(opened)[MANIFEST].digests
    return _OpenDelta(says, opened, payload, packs, deleted, withdrawals)


def _plan(copy: OpenCopy, delta: _OpenDelta) -> _Plan:
    """What the new copy consists of. Raises UpdateRefusedError if the delta does not fit."""
    manifests = union_manifests(copy)
    before = dict(manifests[MANIFEST].digests)
    gone = set(delta.deleted)
    made = {pack.path: pack.sha256 for pack in delta.packs}
    manifest = next_manifest(before, gone, {**delta.payload, **made})
    if sha256_of(manifest) != delta.says.manifest_sha256:
        raise UpdateRefusedError("delta-damaged", {"path": MANIFEST})
    if below_files({*before, *delta.payload, *made} - gone):
        raise UpdateRefusedError("delta-damaged", {"path": MANIFEST})
    new = gone | delta.payload.keys() | made.keys()
    stays = {path: digest for path, digest in before.items() if path not in new}
    old_packs = packs_in(before) if made else {}
    missing = sorted((stays.keys() | old_packs.keys()) - copy.members.keys())
    if missing and copy.kind is CopyKind.ZIP and WHOLE in copy.members:
        raise UpdateRefusedError("copy-is-part", {})
    if missing:
        raise UpdateRefusedError("copy-damaged", {"path": missing[0], "count": str(len(missing))})
    brought = list(_brought(delta))
    replaced = {file.path for file in brought} | {MANIFEST} | gone | before.keys()
    replaced |= {TAG_MANIFEST, SIGNATURE}
    replaced |= manifests[TAG_MANIFEST].digests.keys() if TAG_MANIFEST in manifests else set()
    kept = [StagedFile(copy.members[path], path, digest) for path, digest in stays.items()]
    # Files that never belonged to the copy, such as a holder's notes, stay, unless they were withdrawn.
    others = [member for path, member in copy.members.items() if path not in replaced]
    kept += [StagedFile(each, each.path, "") for each in others if not _withdrawn(copy, each, delta)]
    sources = [StagedFile(copy.members[path], path, digest) for path, digest in old_packs.items()]
    return _Plan(manifest, kept, brought, delta.packs, sources)


def _withdrawn(copy: OpenCopy, member: Member, delta: _OpenDelta) -> bool:
    """Whether the list of withdrawals says that a file must go."""
    content = sha256()
    try:
        for piece in copy.source.pieces(member):
            content.update(piece)
    except DamagedMemberError:
        return False
    path = member.path.removeprefix(DATA)
    return delta.withdrawals is not None and delta.withdrawals.must_go(path, content.hexdigest())


def _brought(delta: _OpenDelta) -> Iterator[StagedFile]:
    for path, member in delta.copy.members.items():
        if path.startswith(DATA):
            yield StagedFile(member, path, delta.payload[path])
        elif path.startswith(ROOT):
            yield StagedFile(member, path.removeprefix(ROOT), "")


def _stage(plan: _Plan, copy: OpenCopy, delta: _OpenDelta, new: Path, request: UpdateRequest) -> None:
    """Makes the whole new copy beside the old one. Raises UpdateRefusedError if the old one is damaged."""
    new.mkdir(parents=True)
    step = request.watcher.step
    damaged = stage(copy.source, plan.kept, new, request.jobs, step, link=True)
    if damaged:
        raise UpdateRefusedError("copy-damaged", {"path": damaged[0], "count": str(len(damaged))})
    damaged = stage(delta.copy.source, plan.brought, new, request.jobs, step, link=False)
    if damaged:
        raise UpdateRefusedError("delta-damaged", {"path": damaged[0]})
    if plan.packs:
        make_packs(plan.packs, copy.source, plan.old_packs, delta.copy, new)
    (new / MANIFEST).write_bytes(plan.manifest)


def _put_in_place(
    plan: _Plan, place: Path, new: Path, kind: CopyKind, request: UpdateRequest, day: date
) -> None:
    if kind is CopyKind.BAG:
        exchange(place)
        return
    digests = {file.path: file.sha256 for file in (*plan.kept, *plan.brought)}
    digests |= {pack.path: pack.sha256 for pack in plan.packs}
    paths = (*digests, MANIFEST)
    files = (
        disk_file(f"{FOLDER}{path}", new / path, digests.get(path) or sha256_of((new / path).read_bytes()))
        for path in paths
    )
    try:
        write_zip(files, place, day, request.jobs, request.watcher.step)
    except CopyRefusedError as error:
        raise UpdateRefusedError("zip-too-large", {"path": str(place)}) from error
