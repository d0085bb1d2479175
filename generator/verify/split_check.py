"""Verifies a split copy: each part as a bag, and all parts together as one site."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from generator.archive.bag import DATA
from generator.model.problem import Problem
from generator.parallel.pool import in_parallel
from generator.verify.examine import Examined, Examiner
from generator.verify.integrity import check_integrity, manifests_of
from generator.verify.split_set import SplitPart, SplitSet


def check_parts(found: SplitSet, payload: Mapping[str, Examined], jobs: int) -> Iterator[Problem]:
    """What is missing, altered or added in each part. `payload` are the examined files of all parts."""
    yield from found.problems
    for part in found.parts:
        own = {path: file for path, file in payload.items() if path in part.copy.members}
        root = {file.path: file for file in _root_files(part, jobs)}
        problems = [*part.copy.problems, *(each for file in root.values() for each in file.problems)]
        problems += check_integrity(part.copy, manifests_of(part.copy), own | root)
        for problem in problems:
            yield replace(problem, path=f"{part.name}: {problem.path}")


def _root_files(part: SplitPart, jobs: int) -> Iterator[Examined]:
    """The files at the root of a part. Their links lead to the whole copy, and are not looked at."""
    members = [member for path, member in part.copy.members.items() if not path.startswith(DATA)]
    yield from in_parallel(Examiner(part.copy.source, frozenset(), ""), members, jobs)
