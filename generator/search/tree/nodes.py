"""Nodes: the files that name the leaves of a range of keys, and the glossary's forms that begin there."""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, json

from generator import permalinks
from generator.search.analysis.synonyms import SynonymForm, Synonyms
from generator.search.analysis.terms import word
from generator.search.packing import IndexFile, digest

_VERSION = 6  # hexadecimal digits
_FOLDER, _FOLDERS = "n", 50
_LEAVES = 10  # in a node, at least; three times as many at most


class LeafRange(NamedTuple):
    first_key: str
    last_key: str
    name: str

    @property
    def path(self) -> str:
        return permalinks.search_file(self.name)


class Nodes(Struct, frozen=True):
    """The nodes of a segment: their first keys, the versions that their names bear, one after the other, and
    their files."""

    keys: tuple[str, ...]
    versions: str
    files: tuple[IndexFile, ...]


def nodes_of(leaves: Sequence[LeafRange], glossary: Synonyms | None) -> Nodes:
    """The nodes over all leaves of a segment, in order, with the forms of the glossary, if it is given."""
    groups = list(_cut(leaves))
    forms = sorted(_placed(glossary)) if glossary else []
    contents, taken = [], 0
    for number, group in enumerate(groups):
        is_last = number + 1 == len(groups)
        end = len(forms) if is_last else bisect_left(forms, (groups[number + 1][0].first_key,))
        mine = dict.fromkeys((concept, units) for _, units, concept in forms[taken:end])
        contents.append(_content(group, mine))
        taken = end
    versions = [digest(content, _VERSION) for content in contents]
    names = (f"{_FOLDER}{number % _FOLDERS}/{number}-{version}" for number, version in enumerate(versions))
    files = tuple(IndexFile(name, (content,)) for name, content in zip(names, contents, strict=True))
    return Nodes(tuple(group[0].first_key for group in groups), "".join(versions), files)


def _cut(leaves: Iterable[LeafRange]) -> Iterator[list[LeafRange]]:
    """The leaves in groups whose ends their own keys decide: see `leaves`."""
    group: list[LeafRange] = []
    for leaf in leaves:
        starts = zlib.crc32(leaf.first_key.encode()) % _LEAVES == 0
        if group and (len(group) >= 3 * _LEAVES or (len(group) >= _LEAVES and starts)):
            yield group
            group = []
        group.append(leaf)
    if group:
        yield group


def _content(leaves: Sequence[LeafRange], forms: Iterable[tuple[str, str]]) -> bytes:
    keys = [leaves[0].first_key, *(_separator(one, other) for one, other in pairwise(leaves))]
    content = {
        "keys": keys,
        "names": [leaf.name for leaf in leaves],
        "forms": [[concept, *units.split(" ")] for concept, units in forms],
    }
    return json.encode(content)


def _placed(glossary: Synonyms) -> Iterator[tuple[str, str, str]]:
    """(key, form, concept): by the key of its first word a form is known in what is typed; by the name of a
    concept all forms that say it, so that results can mark them."""
    for form in glossary.forms:
        units, own = _written(form), glossary.concepts[form.concept]
        yield _first_key(form), units, own
        for concept in glossary.implied[form.concept]:
            yield glossary.concepts[concept], units, glossary.concepts[concept]


def _separator(one: LeafRange, other: LeafRange) -> str:
    """The shortest text between two leaves: after all keys of the one, not after any of the other."""
    lengths = range(1, len(other.first_key) + 1)
    return next(other.first_key[:n] for n in lengths if other.first_key[:n] > one.last_key)


def _first_key(form: SynonymForm) -> str:
    first = form.units[0]
    return word(first[1:]).key if first.startswith("=") else first.removeprefix("^").partition("/")[0]


def _written(form: SynonymForm) -> str:
    """What may be typed: "khoa/ hoc/5" exactly, "technologi" any word of that stem, "=DA" in capitals."""
    return " ".join(unit.removeprefix("^") for unit in form.units)
