"""The no-op check: a build whose inputs and output are unchanged repeats the last report."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.build.request import BuildReport
from generator.cache.database import Cache
from generator.cache.records import load, save
from generator.cache.stamps import Stamp, packed, stamp_of, unpacked
from generator.cache.tables import BUILD_REPORT
from generator.model.fingerprints import fingerprint
from generator.publish.output import Impact
from generator.read.scan import SETTINGS, THEMES, ScannedFile


class SavedReport(Struct, frozen=True):
    """The report of a build: fingerprint of its inputs, packed stamps and number of the output's files."""

    inputs: str
    output_stamps: bytes
    files: int
    report: BuildReport


def inputs_of(site: Path, day: date, files: Sequence[ScannedFile]) -> str:
    """Fingerprint of all inputs of a build, or a check, of these files.

    It is empty if one of them changed a moment ago, so that its stamp cannot be trusted.
    """
    if any(file.stamp is None for file in files):
        return ""
    settings = site / SETTINGS
    return fingerprint(
        (
            day.isoformat(),
            settings.read_bytes() if settings.is_file() else b"",
            [(file.path, file.actual, file.stamp) for file in files],
            [(str(path), stamp) for path, stamp in _theme_stamps(site)],
        )
    )


def load_report(cache: Cache, output_stamps: Callable[[], bytes], inputs: str) -> BuildReport | None:
    """Returns the report of the last build if its inputs and output are unchanged.

    Returns None otherwise. `output_stamps` returns the packed stamps of the files that the output has.
    """
    saved = load(cache, BUILD_REPORT, SavedReport) if inputs else None
    if saved is None or saved.inputs != inputs:
        return None
    if unpacked(saved.output_stamps) != unpacked(output_stamps()):
        return None
    return replace(saved.report, impact=Impact((), (), saved.files), rendered=0, recorded=0)


def save_report(cache: Cache, inputs: str, stamps: Mapping[str, Stamp], report: BuildReport) -> None:
    """Saves the report of a build with the hash of its inputs.

    `stamps` are those of the output's files after the build.
    """
    impact = report.impact
    if impact and inputs:
        files = len(impact.written) + impact.unchanged
        save(cache, BUILD_REPORT, SavedReport(inputs, packed(stamps), files, report))
    else:
        cache.drop_all(BUILD_REPORT)


def _theme_stamps(site: Path) -> Iterator[tuple[Path, Stamp]]:
    """The stamps of all files of all themes that the site may use."""
    for folder in (site / "themes", *THEMES):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield file, stamp_of(file.stat())
