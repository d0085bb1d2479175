"""Merges the ledgers: released addresses under their new names, and the records of withdrawn articles."""

from collections.abc import Mapping, Sequence

import yaml

from generator.merger.placement import Placed
from generator.model.ledger import Tombstone
from generator.model.values import LocalText
from generator.read.scan import LEDGER


def ledger_files(all_placed: Sequence[Placed]) -> dict[str, str]:
    """The files of ledger/ in the new archive, by path. Raises OSError if a record cannot be read."""
    lines: dict[str, tuple[str, str]] = {}  # name -> day, source
    records: dict[str, str] = {}
    for placed in all_placed:
        ledger = placed.member.archive.ledger
        sources = placed.paths | {old: path for old, (path, _) in placed.records.items()}
        for tombstone in ledger.tombstones:
            records[sources[tombstone.path]] = _record(tombstone, placed)
        for each in ledger.released:
            for name in placed.names.get(each.name, (each.name,)):
                line = (each.day, sources.get(each.source, each.source))
                lines[name] = min(lines.get(name, line), line, key=lambda known: known[0])
    return {**records, **_years(lines)}


def _years(lines: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The files of all years: each address under the year of its first release."""
    files: dict[str, list[str]] = {}
    for name, (day, source) in sorted(lines.items()):
        files.setdefault(f"{LEDGER}/{day[:4]}.txt", []).append(f"{name} {day} {source}".rstrip() + "\n")
    return {path: "".join(found) for path, found in files.items()}


# --- records of withdrawn articles ------------------------------------------------------------------------


def _record(tombstone: Tombstone, placed: Placed) -> str:
    """The text of a record: its own if nothing of it changes."""
    path, addresses = placed.records[tombstone.path]
    if path == tombstone.path and addresses == [alias.value for alias in tombstone.aliases]:
        return (placed.member.folder / tombstone.path).read_text("utf-8-sig")
    return _text(tombstone, addresses)


def _text(tombstone: Tombstone, addresses: Sequence[str]) -> str:
    """A record as YAML."""
    withdrawn = tombstone.withdrawn
    fields: dict[str, object] = {"addresses": list(addresses)}
    if tombstone.title:
        fields["title"] = _by_language(tombstone.title)
    fields |= {
        "date": withdrawn.date.iso,
        "reason": _by_language(withdrawn.reason),
        "authority": _by_language(withdrawn.authority),
    }
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10**6)


def _by_language(text: LocalText) -> dict[str, str]:
    return {each.lang: each.value for each in text.texts}
