"""The ledger's files, as a release writes them: what is new goes into the file of the release's year, sorted.

Branches that release both add lines, often next to each other: Git is told to keep those of both sides.
"""

from collections.abc import Mapping
from pathlib import Path

from generator.content_files import put_file
from generator.model.archive import Archive

_ATTRIBUTES = ".gitattributes"
_UNION = "*.txt merge=union text eol=lf\n"


def record_release(ledger: Path, addresses: Mapping[str, str], archive: Archive) -> int:
    """Records in the ledger's folder these addresses, by the files that they were made from (empty: by the
    archive itself); returns how many are new. Raises OSError where the disk fails: then the ledger is as it
    was."""
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
    put_file(file, lambda stream: stream.write(text.encode()))
