"""Reads the ledger: all addresses ever released, and the records of withdrawn articles.

ledger/2026.txt has the addresses first released in 2026: address, day, source file. ledger/tombstones/x.yml
is the record of a withdrawn article whose file is gone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

import yaml

from generator.model.content import Withdrawal
from generator.model.ledger import Ledger, Released, Tombstone
from generator.model.problem import Outcome, Problem
from generator.model.settings import Settings
from generator.model.values import FILE_START, LocalText, Position
from generator.read.field_readers import date, local_text, old_addresses
from generator.read.scan import LEDGER, ScannedFile
from generator.read.yaml_reader import Reader, compose, is_empty
from generator.text.slug import slugify
from generator.text.unicode import clean, decode_utf8, position_of

TOMBSTONES = f"{LEDGER}/tombstones"
_YEAR = re.compile(rf"{LEDGER}/[0-9]{{4}}\.txt")
_LINE = re.compile(r"(\S+) ([0-9]{4}-[0-9]{2}-[0-9]{2})(?: (.+))?")
_SUFFIXES = (".yml", ".yaml")
_FIELDS = ("addresses", "title", "date", "reason", "authority")
_REQUIRED = ("addresses", "date", "reason", "authority")


def read_ledger(site: Path, files: Iterable[ScannedFile], settings: Settings) -> Outcome[Ledger]:
    """Reads these files of ledger/."""
    released: dict[str, Released] = {}
    tombstones: list[Tombstone] = []
    problems: list[Problem] = []
    for file in files:
        if _YEAR.fullmatch(file.path):
            lines = _read_year(site, file)
            for each in lines.value:
                # Two branches that released the same address both have a line for it.
                known = released.get(each.name)
                released[each.name] = min(known, each, key=lambda one: one.day) if known else each
            problems += lines.problems
        elif file.path.startswith(f"{TOMBSTONES}/"):
            tombstone = _read_tombstone(site, file, settings)
            tombstones += [tombstone.value] if tombstone.value else []
            problems += tombstone.problems
    return Outcome(Ledger(tuple(released.values()), tuple(tombstones)), (*problems, *_same_names(tombstones)))


# --- addresses --------------------------------------------------------------------------------------------


def _read_year(site: Path, file: ScannedFile) -> Outcome[Sequence[Released]]:
    """The addresses in the file of one year."""
    text = _read(site, file)
    if isinstance(text, Problem):
        return Outcome((), (text,))
    found: list[Released] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        parts = _LINE.fullmatch(line)
        if parts:
            found.append(Released(parts[1], parts[2], parts[3] or "", file.path, number))
        elif line.strip():
            problems.append(Problem.at(file.path, Position(number, 1), "ledger-line", value=line[:60]))
    return Outcome(found, tuple(problems))


def _read(site: Path, file: ScannedFile) -> str | Problem:
    """The text of a file, or a problem."""
    try:
        return clean(decode_utf8((site / file.actual).read_bytes()))
    except UnicodeDecodeError as error:
        return Problem.at(file.path, position_of(error), "not-utf8")


# --- tombstones -------------------------------------------------------------------------------------------


def _read_tombstone(site: Path, file: ScannedFile, settings: Settings) -> Outcome[Tombstone | None]:
    """The record in a file, or None and problems."""
    path = PurePosixPath(file.path)
    slug = slugify(path.stem)
    if path.suffix not in _SUFFIXES or path.stem != slug or path.parent.as_posix() != TOMBSTONES:
        suggestion = f"{TOMBSTONES}/{slug}.yml"
        return Outcome(None, (Problem.at(file.path, FILE_START, "tombstone-name", suggestion=suggestion),))
    text = _read(site, file)
    if isinstance(text, Problem):
        return Outcome(None, (text,))
    reader = Reader(file.path, settings.default_language)
    return Outcome(_tombstone(path.stem, text, reader), tuple(reader.problems))


def _tombstone(key: str, text: str, reader: Reader) -> Tombstone | None:
    """The record in the text, or None."""
    root = compose(text, reader)
    if root is None:
        return None
    fields = _fields(root, reader)
    for name in _REQUIRED:
        if name not in fields or not fields[name].value:
            reader.wrong(root, "tombstone-part", field=name)
    if reader.problems:
        return None
    aliases = old_addresses(fields["addresses"], "addresses", reader)
    when = date(fields["date"], "date", reader)
    reason = local_text(fields["reason"], "reason", reader)
    authority = local_text(fields["authority"], "authority", reader)
    title = local_text(fields["title"], "title", reader) if "title" in fields else None
    if not (aliases and when and reason and authority):
        return None
    withdrawn = Withdrawal(when, reason, authority)
    return Tombstone(key, reader.path, aliases, withdrawn, title or LocalText())


def _fields(root: yaml.MappingNode, reader: Reader) -> dict[str, yaml.Node]:
    """The non-empty fields. An unknown one is a problem."""
    found: dict[str, yaml.Node] = {}
    for name, (key, value) in reader.mapping(root, "tombstone").items():
        if name not in _FIELDS:
            reader.wrong(key, "unknown-field", field=name, suggestion=", ".join(_FIELDS))
        elif not is_empty(value):
            found[name] = value
    return found


def _same_names(tombstones: Iterable[Tombstone]) -> Iterator[Problem]:
    """Yields records with the same address, such as x.yml beside x.yaml."""
    paths: dict[str, str] = {}
    for tombstone in tombstones:
        if tombstone.key in paths:
            yield Problem.at(tombstone.path, FILE_START, "tombstone-twice", other=paths[tombstone.key])
        paths.setdefault(tombstone.key, tombstone.path)
