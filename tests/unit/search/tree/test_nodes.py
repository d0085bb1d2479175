"""Nodes lead from any key to the leaf that may have it, in each segment."""

from bisect import bisect_right
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec import json

from generator.search.analysis.synonyms import load_synonyms
from generator.search.tree.nodes import BETWEEN, LeafRange, nodes_of

KEYS = st.lists(st.text("abc", min_size=1, max_size=4), unique=True, max_size=300).map(sorted)
SIZES = st.integers(1, 3)


def leaves(keys: list[str], size: int) -> list[LeafRange]:
    groups = [keys[at : at + size] for at in range(0, len(keys), size)]
    return [
        LeafRange(group[0], group[-1], f"{number:02x}/{number:08x}") for number, group in enumerate(groups)
    ]


@given(KEYS.filter(bool), KEYS, SIZES, SIZES)
def test_a_key_of_any_segment_is_found(past: list[str], recent: list[str], some: int, other: int) -> None:
    segments = [leaves(past, some), leaves(recent, other)]
    nodes = nodes_of(segments, load_synonyms(()))
    assert all(one < other for one, other in pairwise(nodes.keys))
    contents = [json.decode(file.content)["leaves"] for file in nodes.files]
    for part, (keys, own) in enumerate(zip((past, recent), segments, strict=True)):
        for key in keys:
            texts, digits = contents[max(0, bisect_right(nodes.keys, key) - 1)][part]
            place = bisect_right(texts.split(BETWEEN), key) - 1
            (leaf,) = (leaf for leaf in own if leaf.first_key <= key <= leaf.last_key)
            assert digits[10 * place : 10 * place + 10] == leaf.name.replace("/", "")
