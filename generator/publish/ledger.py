"""Writes the ledger at a release.

New addresses go into the file of the year, sorted.

Branches that both release often add neighbouring lines. Git is configured to keep the lines of both.
"""

from collections.abc import Mapping
from pathlib import Path

from generator.atomic_file import put_file
from generator.model.archive import Archive

_ATTRIBUTES = ".gitattributes"
_UNION = "*.txt merge=union text eol=lf\n"


def record_release(ledger: Path, addresses: Mapping[str, str], archive: Archive) -> int:
    """Records these addresses, given with their source files ("" for generated pages).

    Returns the number of new addresses. Raises OSError if the disk fails, and then the ledger is unchanged.
    """
    known = {each.name for each in archive.ledger.released}
    new = addresses.keys() - known
    if not new:
        return 0
    day, year = archive.build_date.isoformat(), f"{archive.build_date.year:04d}.txt"
    lines = {
        each.name: f"{each.name} {each.day} {each.source}".rstrip()
        for each in archive.ledger.released
        if each.path == f"{ledger.name}/{year}"
    }
    lines |= {name: f"{name} {day} {addresses[name]}".rstrip() for name in new}
    ledger.mkdir(exist_ok=True)
    _write(ledger / year, "".join(f"{lines[name]}\n" for name in sorted(lines)))
    attributes = ledger / _ATTRIBUTES
    if not attributes.exists():
        _write(attributes, _UNION)
    return len(new)


def _write(file: Path, text: str) -> None:
    """Writes a file as a whole, or not at all."""
    put_file(file, lambda stream: stream.write(text.encode()))
