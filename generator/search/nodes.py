"""Nodes: the files that name the leaves of a range of keys, and the glossary's forms that begin there."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model import Rendered
from generator.search.envelope import envelope, named_by_content
from generator.search.glossary import Form
from generator.search.words import word

LeafRef = tuple[str, str]  # a leaf's first key and its name

_LEAVES = 24  # in a node, at least; three times as many at most


@dataclass(frozen=True, slots=True)
class Node:
    first_key: str
    name: str
    file: Rendered


def nodes_of(leaves: Sequence[LeafRef], forms: Iterable[Form], concepts: Sequence[str]) -> tuple[Node, ...]:
    """The nodes over all leaves of a segment, in order; each takes the forms whose first word it covers."""
    groups = list(_cut(leaves))
    waiting = sorted((_first_key(form), _written(form), concepts[form.concept]) for form in forms)
    nodes = []
    for number, group in enumerate(groups):
        end = groups[number + 1][0][0] if number + 1 < len(groups) else None
        mine = [form for form in waiting if end is None or form[0] < end]
        waiting = waiting[len(mine) :]
        nodes.append(_node(group, mine))
    return tuple(nodes)


def _cut(leaves: Iterable[LeafRef]) -> Iterator[list[LeafRef]]:
    """The leaves in groups whose ends their own keys decide: see `leaves`."""
    group: list[LeafRef] = []
    for leaf in leaves:
        starts = zlib.crc32(leaf[0].encode()) % _LEAVES == 0
        if group and (len(group) >= 3 * _LEAVES or (len(group) >= _LEAVES and starts)):
            yield group
            group = []
        group.append(leaf)
    if group:
        yield group


def _node(leaves: Sequence[LeafRef], forms: Sequence[tuple[str, str, str]]) -> Node:
    rows = [first_key for first_key, _ in leaves]
    content = json.dumps(
        {
            "keys": "\n".join(rows),
            "names": "".join(name.replace("/", "") for _, name in leaves),
            "forms": [[words, concept] for _, words, concept in forms],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    name = named_by_content(content)
    return Node(rows[0], name, envelope(name, content))


def _first_key(form: Form) -> str:
    first = form.units[0]
    return word(first[1:]).key if first.startswith("=") else first.removeprefix("^").partition("/")[0]


def _written(form: Form) -> str:
    """What may be typed: "khoa/ hoc/5" exactly, "technologi" any word of that stem, "=DA" in capitals."""
    return " ".join(unit.removeprefix("^") for unit in form.units)
