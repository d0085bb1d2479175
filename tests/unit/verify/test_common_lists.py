"""The list of a common word is read in each format: bits for slots at first, later for documents."""

import base64

import numpy as np
import pytest
from deflate import deflate_compress
from msgspec import json

from generator.search.tree.places import FREE, ORIGINAL, TRANSLATION, packed_kinds
from generator.verify.index_files import IndexFiles, Scripts
from generator.verify.search_index import IndexReader

KINDS = np.array(
    [ORIGINAL, TRANSLATION, FREE, ORIGINAL, ORIGINAL, FREE, ORIGINAL, TRANSLATION], dtype=np.uint8
)
FOUND = [0, 4, 7]  # the slots that have "hoa", of which the last has it in the title


def script(content: bytes) -> bytes:
    return b'"%s"' % base64.b64encode(deflate_compress(content, 8))


def reader(number: int) -> IndexReader:
    """Reads an index of a single leaf, whose list is followed by another."""
    slots = np.isin(np.arange(len(KINDS)), FOUND)
    placed = [0, 3, 4, 6, 1, 7]  # originals, then translations
    bits = (
        np.packbits(slots).tobytes()
        if number < 4
        else bytes([len(placed)]) + np.packbits(slots[placed]).tobytes()
    )
    leaf = b"hoa\t2!3\nhoi\t1\0" + bits + bytes([0b00100000, 6 << 2])
    nodes: dict[str, object] = {"keys": ["hoa"], "versions": "123456"}
    segment = {"facets": "", "first": 0, "count": len(KINDS), "quarters": []}
    root = {"format": number, "names": "", "words": "", "languages": ["vi"], "segments": [segment]}
    (root if number >= 4 else segment).update(nodes)
    node = {"keys": "hoa", "names": "aabbbbbbbb"} if number < 4 else {"leaves": [("hoa", "aabbbbbbbb")]}
    files = {
        "root": script(json.encode(root) + b"\0" + packed_kinds(KINDS)),
        "n0/0-123456": json.encode(node),
        "aa/bbbbbbbb": script(leaf),
    }
    opened = {name: {name: content} for name, content in files.items()}
    return IndexReader(IndexFiles(Scripts(None, {}, ""), "root", (), opened))  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [3, 4])
def test_a_common_list_names_the_documents_that_have_the_word(number: int) -> None:
    index = reader(number)
    root = index.root(files=3)
    found = [slot for slot in range(len(KINDS)) if index.forms(root, root.segments[0], "hoa", slot) == ["2"]]
    assert found == FOUND
    after = [slot for slot in range(len(KINDS)) if index.forms(root, root.segments[0], "hoi", slot)]
    assert after == [6]
