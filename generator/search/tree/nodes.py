"""Nodes: the files that name the leaves of a range of keys, and the synonyms' forms that begin there."""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, json

from generator import permalinks
from generator.search.analysis.synonyms import SynonymForm, Synonyms
from generator.search.analysis.terms import term_of
from generator.search.packing import AS_IT_IS, IndexFile, digest

VERSION_DIGITS = 6  # hexadecimal; find.js knows both constants
FOLDERS = 50  # "n0" to "n49"
BETWEEN = "|"  # keys; no key has it
_LEAVES = 20  # in a node, at least; three times as many at most


class LeafRange(NamedTuple):
    """A leaf: the first and the last of its keys, and the name of its file."""

    first_key: str
    last_key: str
    name: str

    @property
    def path(self) -> str:
        return permalinks.search_file(self.name)


class Nodes(Struct, frozen=True):
    """The nodes of a segment: their first keys, the versions in their names, joined, and their files."""

    keys: tuple[str, ...]
    versions: str
    files: tuple[IndexFile, ...]


def nodes_of(leaves: Sequence[LeafRange], synonyms: Synonyms | None) -> Nodes:
    """Returns the nodes over all leaves of a segment. The forms of the synonyms, if given, go with them."""
    groups = list(_cut(leaves))
    forms = sorted(_forms_by_key(synonyms)) if synonyms else []
    contents, taken = [], 0
    for number, group in enumerate(groups):
        is_last = number + 1 == len(groups)
        end = len(forms) if is_last else bisect_left(forms, (groups[number + 1][0].first_key,))
        own = dict.fromkeys((concept, units) for _, units, concept in forms[taken:end])
        contents.append(_content(group, own))
        taken = end
    versions = [digest(content, VERSION_DIGITS) for content in contents]
    names = (f"n{number % FOLDERS}/{number}-{version}" for number, version in enumerate(versions))
    files = tuple([IndexFile(*each, AS_IT_IS) for each in zip(names, contents, strict=True)])
    return Nodes(tuple(group[0].first_key for group in groups), "".join(versions), files)


def _cut(leaves: Iterable[LeafRange]) -> Iterator[list[LeafRange]]:
    """Cuts the leaves into groups by the checksums of their keys: see `leaves`."""
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
    """Returns a node: the keys and the digits of all names, each as one text, and the synonyms' forms."""
    content = {"keys": BETWEEN.join(keys), "names": "".join([leaf.name.replace("/", "") for leaf in leaves])}
    written = [[concept, *units.split(" ")] for concept, units in forms]
    return json.encode(content | ({"forms": written} if written else {}))


def _forms_by_key(synonyms: Synonyms) -> Iterator[tuple[str, str, str]]:
    """Returns (key, form, concept) for all forms.

    By the key of its first word a form is recognised in a query. By the name of a concept the search page
    finds all forms that imply it, and marks them in results.
    """
    for form in synonyms.forms:
        units, own = _typed(form), synonyms.concepts[form.concept]
        yield _first_key(form), units, own
        for concept in synonyms.implied[form.concept]:
            yield synonyms.concepts[concept], units, synonyms.concepts[concept]


def _separator(one: LeafRange, other: LeafRange) -> str:
    """Returns the shortest text that separates the keys of two leaves.

    It comes after all keys of `one`, and after no key of `other`.
    """
    lengths = range(1, len(other.first_key) + 1)
    return next(other.first_key[:n] for n in lengths if other.first_key[:n] > one.last_key)


def _first_key(form: SynonymForm) -> str:
    first = form.units[0]
    return term_of(first[1:]).folded if first.startswith("=") else first.removeprefix("^").partition("/")[0]


def _typed(form: SynonymForm) -> str:
    """Returns the units of a form in a query: "khoa/ hoc/5", "technologi" (any word of the stem), "=DA"."""
    return " ".join(unit.removeprefix("^") for unit in form.units)
