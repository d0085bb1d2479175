"""Lists the files of the sources, and unpacks zip archives wherever they are.

Archives in archives are unpacked too. The limits of unpacking hold for all archives together.
"""

import tempfile
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec.structs import replace

from generator.importer.sources.items import LeftAside, SavedFile, import_problem
from generator.importer.sources.kinds import SourceKind, kind_of
from generator.importer.sources.scan import below, scan
from generator.importer.sources.site_folders import with_site_folders
from generator.importer.sources.site_programs import without_program_files
from generator.importer.sources.unpacked import UnpackLimits, unpack
from generator.model.problem import Problem

_DEEPEST = 8  # archives in archives


class FoundFiles:
    """Files of the sources with their kinds, unpacked archives, and problems."""

    def __init__(self) -> None:
        self.files: list[tuple[SavedFile, SourceKind]] = []
        self.archives: list[SavedFile] = []
        self.aside: list[LeftAside] = []
        self.problems: list[Problem] = []


def find_files(sources: Sequence[Path], stack: ExitStack) -> FoundFiles:
    """Finds all files of the sources.

    Archives are unpacked into temporary folders, which exist until the stack closes.
    """
    found, limits = FoundFiles(), UnpackLimits()
    waiting = deque((item, 0) for item in scan(sources))
    while waiting:
        item, depth = waiting.popleft()
        if isinstance(item, Problem):
            found.problems.append(item)
            continue
        if isinstance(item, LeftAside):
            found.aside.append(item)
            continue
        kind = kind_of(item)
        if kind is not SourceKind.ZIP:
            found.files.append((item, kind))
        elif depth >= _DEEPEST:
            found.problems.append(import_problem(item.shown, "import-zip-bomb"))
        else:
            members = _members(item, found, limits, stack)
            waiting.extendleft((member, depth + 1) for member in reversed(members))
    found.files, own = without_program_files(found.files)
    found.files = with_site_folders(found.files)
    found.aside += [LeftAside(saved.shown, "generator") for saved in own]
    return found


def _members(
    archive: SavedFile, found: FoundFiles, limits: UnpackLimits, stack: ExitStack
) -> list[SavedFile | LeftAside | Problem]:
    """Unpacks an archive and returns its files."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="khotin-")))
    problems = unpack(archive, folder, limits)
    found.problems += problems
    found.archives.append(archive)
    outermost = archive.archive or archive.file
    return [
        replace(member, archive=outermost) if isinstance(member, SavedFile) else member
        for member in below(folder, archive.shown)
    ]
