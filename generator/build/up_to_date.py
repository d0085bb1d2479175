"""Standstill: most builds find nothing changed since the last one, and need not look any closer."""

import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import msgpack
from msgspec.structs import replace

from generator.build.request import BuildReport
from generator.cache.database import Cache
from generator.cache.stamps import Stamp, packed, stamp_of, unpacked
from generator.publish.output import Impact
from generator.read.scan import SETTINGS, ScannedFile
from generator.read.theme import THEMES

_KEY = ("state", "report")


def inputs_of(site: Path, day: date, files: Sequence[ScannedFile]) -> str:
    """A digest of everything that a build of these files, or a check, depends on; empty where one of them
    changed a moment ago, so that its stamp cannot be trusted."""
    if any(file.stamp is None for file in files):
        return ""
    settings = site / SETTINGS
    content = (
        day.isoformat(),
        settings.read_bytes() if settings.is_file() else b"",
        [(file.path, file.actual, file.stamp) for file in files],
        [(str(path), stamp) for path, stamp in _themes(site)],
    )
    return _digest(content)


def load_report(cache: Cache, there: Callable[[], bytes], inputs: str) -> BuildReport | None:
    """What the last build reported, if it was of the same inputs and the output is as it left it: `there` has
    the stamps of its files, packed."""
    kept = cache.get(*_KEY)
    if kept is None or not inputs:
        return None
    known, made, files, report = _loaded(kept)
    if known != inputs or unpacked(made) != unpacked(there()):
        return None
    return replace(report, impact=Impact((), (), files), rendered=0, recorded=0)


def save_report(cache: Cache, inputs: str, stamps: Mapping[str, Stamp], report: BuildReport) -> None:
    """Keeps the report of a build of these inputs, after which the output's files have these stamps."""
    impact = report.impact
    if impact and inputs:
        files = len(impact.written) + impact.unchanged
        cache.put(_KEY[0], [(_KEY[1], pickle.dumps((inputs, packed(stamps), files, report)))])
    else:
        cache.drop(_KEY[0], [_KEY[1]])


def _loaded(kept: bytes) -> tuple[str, bytes, int, BuildReport]:
    inputs, stamps, files, report = pickle.loads(kept)
    return inputs, stamps, files, report


def _digest(content: Any) -> str:
    return hashlib.blake2b(msgpack.encode(content), digest_size=16).hexdigest()


def _themes(site: Path) -> Iterator[tuple[Path, Stamp]]:
    """The stamps of all files of all themes that the site may use."""
    for folder in (site / "themes", *THEMES):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield file, stamp_of(file.stat())
