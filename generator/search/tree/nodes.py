"""Nodes: the files that name the leaves of a range of keys, and the synonyms' forms that begin there.

All segments have the same nodes, so that a key takes one file in place of two. Their ranges are cut by the
leaves of the first segment. A leaf of another one that lies in two ranges is named in both nodes.
"""

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

VERSION_DIGITS = 6  # hexadecimal; index.js knows both constants
FOLDERS = 50  # "n0" to "n49"
BETWEEN = "|"  # keys; no key has it
TEXTS_ONLY = "~"  # before a form that is marked in texts and does not ask for its concept
_LEAVES = 10  # in a node, at least; three times as many at most


class LeafRange(NamedTuple):
    """A leaf: the first and the last of its keys, and the name of its file."""

    first_key: str
    last_key: str
    name: str

    @property
    def path(self) -> str:
        return permalinks.search_file(self.name)


class Nodes(Struct, frozen=True):
    """All nodes: their first keys, the versions in their names, joined, and their files."""

    keys: tuple[str, ...]
    versions: str
    files: tuple[IndexFile, ...]


def nodes_of(segments: Sequence[Sequence[LeafRange]], synonyms: Synonyms) -> Nodes:
    """Returns the nodes over the leaves of each segment, with the forms of the synonyms."""
    first, *others = segments
    groups = list(_cut(first))
    starts = [group[0].first_key for group in groups]
    forms = sorted(_forms_by_key(synonyms))
    contents = []
    for number, group in enumerate(groups):
        begin = starts[number] if number else ""
        end = starts[number + 1] if number + 1 < len(groups) else None
        own = forms[bisect_left(forms, (begin,)) : bisect_left(forms, (end,)) if end else None]
        parts = (group, *(_between(leaves, begin, end) for leaves in others))
        contents.append(_content(parts, dict.fromkeys((concept, units) for _, units, concept in own)))
    versions = [digest(content, VERSION_DIGITS) for content in contents]
    names = (f"n{number % FOLDERS}/{number}-{version}" for number, version in enumerate(versions))
    files = tuple([IndexFile(*each, AS_IT_IS) for each in zip(names, contents, strict=True)])
    return Nodes(tuple(starts), "".join(versions), files)


def _between(leaves: Sequence[LeafRange], begin: str, end: str | None) -> Sequence[LeafRange]:
    """Returns the leaves that may have keys of a range; without an end, all that follow."""
    keys = [leaf.last_key for leaf in leaves]
    first = bisect_left(keys, begin)
    if end is None:
        return leaves[first:]
    return leaves[first : max(first, bisect_left([leaf.first_key for leaf in leaves], end))]


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


def _content(parts: Iterable[Sequence[LeafRange]], forms: Iterable[tuple[str, str]]) -> bytes:
    """Returns a node: for each segment the keys and the digits of all names, and the synonyms' forms."""
    written = [[concept, *units.split(" ")] for concept, units in forms]
    leaves = [
        (BETWEEN.join(_keys(part)), "".join([leaf.name.replace("/", "") for leaf in part])) for part in parts
    ]
    return json.encode({"leaves": leaves} | ({"forms": written} if written else {}))


def _keys(leaves: Sequence[LeafRange]) -> Iterator[str]:
    """Returns the keys that tell the leaves apart, the first as it is."""
    yield from (leaf.first_key for leaf in leaves[:1])
    yield from (_separator(one, other) for one, other in pairwise(leaves))


def _forms_by_key(synonyms: Synonyms) -> Iterator[tuple[str, str, str]]:
    """Returns (key, form, concept) for all forms.

    By the key of its first word a form is recognised in a query. By the name of a concept the search page
    finds all forms that imply it, and marks them in results.
    """
    for form in synonyms.forms:
        units, own = _typed(form), synonyms.concepts[form.concept]
        if form.asked:
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
    typed = " ".join(unit.removeprefix("^") for unit in form.units)
    return typed if form.asked else TEXTS_ONLY + typed
