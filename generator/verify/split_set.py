"""Copies that are split into several zips: the parts that are there, and all of them as one copy."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from generator.archive.bag import DATA, INFO, MANIFEST, WHOLE
from generator.archive.split import COUNT, GROUP
from generator.model.problem import Problem
from generator.verify.files import finding
from generator.verify.integrity import manifests_of, text_of
from generator.verify.manifests import parsed
from generator.verify.open_copy import OpenCopy, UnknownKindError, UnreadableCopyError, open_copy
from generator.verify.request import CopyKind
from generator.verify.source import Member, SetSource

_FIELD = re.compile(rf"^({GROUP}|{COUNT}): (.*)$", re.MULTILINE)
_COUNT = re.compile(r"(\d{1,9}) of (\d{1,9})")
_MOST = 10_000  # parts


class SplitPart(Struct, frozen=True):
    """A part: the name of its file, its number, its copy."""

    name: str
    number: int
    copy: OpenCopy


class SplitSet(Struct, frozen=True):
    """The parts of a copy that are there, by number. `copy` has the payload of all of them.

    `whole` are the hashes of the payload of the whole copy. `missing` are numbers of parts, `problems` those
    of the parts as a set.
    """

    parts: tuple[SplitPart, ...]
    copy: OpenCopy
    whole: Mapping[str, str]
    missing: tuple[int, ...]
    problems: tuple[Problem, ...]


def split_set(path: Path) -> SplitSet | None:
    """The set that a part belongs to, with the other parts beside it; None if the path is no part.

    Raises UnreadableCopyError, OSError.
    """
    own = _opened(path)
    if own is None:
        return None
    beside = _zips_in(path.parent) if path.is_file() else []
    found = [(path, own)]
    for each in beside:
        if each != path and (copy := _opened_or_none(each)):
            found.append((each, copy))
    group = fields_of(own)[GROUP]
    return _set_of([(each, copy) for each, copy in found if fields_of(copy)[GROUP] == group])


def _zips_in(folder: Path) -> list[Path]:
    found = (each for each in folder.iterdir() if not each.name.startswith("."))
    return sorted(each for each in found if each.suffix.lower() == ".zip" and each.is_file())


def _opened_or_none(path: Path) -> OpenCopy | None:
    """A part beside another; None also if it cannot be read, so that it counts as missing."""
    try:
        return _opened(path)
    except UnreadableCopyError:
        return None


def _opened(path: Path) -> OpenCopy | None:
    """The part of a split copy at this path, zip or unpacked; None if there is none."""
    try:
        copy = open_copy(path)
    except UnknownKindError:
        return None
    if copy.kind not in (CopyKind.BAG, CopyKind.ZIP) or WHOLE not in copy.members:
        return None
    fields = fields_of(copy)
    return copy if _COUNT.fullmatch(fields[COUNT]) and not is_union(copy) else None


def is_union(copy: OpenCopy) -> bool:
    """Whether a bag has the payload of several parts: they were unpacked into one folder."""
    own = text_of(copy, MANIFEST)
    if copy.kind is not CopyKind.BAG or WHOLE not in copy.members or own is None:
        return False
    listed = parsed(MANIFEST, own).digests
    whole = parsed(WHOLE, text_of(copy, WHOLE) or b"").digests
    return any(path in whole and path not in listed for path in copy.members)


def fields_of(copy: OpenCopy) -> dict[str, str]:
    """What bag-info.txt says of the set. Fields that it lacks are empty."""
    text = (text_of(copy, INFO) or b"").decode("utf-8", errors="replace")
    return {GROUP: "", COUNT: ""} | dict(_FIELD.findall(text))


def _numbers(copy: OpenCopy) -> tuple[int, int]:
    found = _COUNT.fullmatch(fields_of(copy)[COUNT])
    return (int(found[1]), min(int(found[2]), _MOST)) if found else (0, 0)


def _set_of(found: list[tuple[Path, OpenCopy]]) -> SplitSet:
    parts = sorted(
        (SplitPart(path.name, _numbers(copy)[0], copy) for path, copy in found), key=lambda each: each.number
    )
    count = max(_numbers(each.copy)[1] for each in parts)
    there = {each.number for each in parts}
    missing = tuple(number for number in range(1, count + 1) if number not in there)
    whole = parsed(WHOLE, text_of(parts[0].copy, WHOLE) or b"").digests
    members: dict[str, Member] = {}
    owners: dict[str, int] = {}
    for at, part in enumerate(parts):
        for path, member in part.copy.members.items():
            if path.startswith(DATA):
                members[path], owners[path] = member, at
    source = SetSource(tuple(each.copy.source for each in parts), owners)
    copy = OpenCopy(CopyKind.SPLIT, source, members, DATA, ())
    return SplitSet(tuple(parts), copy, whole, missing, tuple(_problems(parts, whole, missing)))


def _problems(
    parts: list[SplitPart], whole: Mapping[str, str], missing: tuple[int, ...]
) -> Iterator[Problem]:
    """What is wrong with the parts as a set."""
    name = parts[0].name
    if missing:
        yield finding(name, "part-missing", numbers=", ".join(map(str, missing)))
    seen: set[int] = set()
    promised: dict[str, str] = {}
    for part in parts:
        if part.number in seen:
            yield finding(part.name, "part-twice", number=str(part.number))
        seen.add(part.number)
        if text_of(part.copy, WHOLE) != text_of(parts[0].copy, WHOLE):
            yield finding(part.name, "part-differs")
        manifest = manifests_of(part.copy).get(MANIFEST)
        promised |= manifest.digests if manifest else {}
    if not missing and promised != dict(whole):
        yield finding(name, "part-differs")
