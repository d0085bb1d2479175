"""Values come back from the cache as they went in, or the cache is damaged; nothing is loaded as code."""

import ast
import pickle
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

import generator
from generator.build.assets import Asset
from generator.build.page_renderer import BuiltPageSet
from generator.build.snapshot import BuildSnapshot
from generator.build.up_to_date import SavedReport
from generator.cache.database import Cache, CacheDamagedError
from generator.cache.packs import changed_packs, load_packs, save_packs
from generator.cache.records import decode, encode
from generator.cache.stamps import Stamp
from generator.cache.tables import ENTRIES, TABLES, Table
from generator.check.file_report import FileReport
from generator.check.run import CheckReport
from generator.model.archive import Entry
from generator.model.fingerprints import fingerprint
from generator.publish.output import Impact, Staged
from generator.read.attachments import ReadAttachment
from generator.read.entries import body_parts
from generator.read.media import MeasuredPicture
from generator.search.quarters.posting_lists import PostingLists
from generator.search.quarters.quarter import QuarterIndex
from generator.search.quarters.slots import Slots
from generator.search.tree.nodes import LeafRange

EXPECTED: tuple[Any, ...] = (
    list[Entry],
    dict[str, Stamp],
    dict[str, MeasuredPicture],
    dict[str, ReadAttachment],
    list[BuiltPageSet],
    list[Asset],
    list[Staged],
    tuple[str, dict[str, str]],
    BuildSnapshot,
    Impact,
    SavedReport,
    tuple[str, str, bytes],
    dict[str, tuple[LeafRange, ...]],
    QuarterIndex,
    tuple[str, FileReport],
    tuple[str, CheckReport],
    str,
)
_LEAF = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text() | st.binary()
VALUES = st.recursive(_LEAF, lambda each: st.lists(each) | st.dictionaries(st.text(), each), max_leaves=20)
DAMAGE = st.binary() | VALUES.map(msgpack.encode)


@pytest.mark.parametrize("expected", EXPECTED, ids=str)
@given(content=DAMAGE)
def test_any_other_bytes_are_damage(expected: Any, content: bytes) -> None:
    try:
        value = decode(content, expected)
    except CacheDamagedError:
        return
    assert isinstance(encode(value), bytes), "it happened to be of the expected type"


@given(content=st.binary())
def test_any_other_bytes_of_a_body_are_damage(content: bytes) -> None:
    try:
        parts = body_parts(content)
    except CacheDamagedError:
        return
    assert all(isinstance(part, str) for part in parts.items)


def test_a_nesting_without_end_is_damage() -> None:
    with pytest.raises(CacheDamagedError):
        decode(b"\x91" * 100_000, list[Entry])


def test_arrays_come_back_with_their_type_and_cannot_be_changed() -> None:
    numbers = np.arange(5, dtype=np.int32)
    lists = PostingLists(numbers, numbers * 2, numbers * 3, numbers * 4)
    hashes = np.array([2**64 - 1, 0], dtype=np.uint64)
    quarter = QuarterIndex(
        "2014-1", "f", (1, 2), Slots(2, (0, 1)), (), ("a",), numbers, "l", "d", lists, hashes
    )
    back = decode(encode(quarter), QuarterIndex)
    assert [str(each.dtype) for each in (back.weights, back.term_hashes)] == ["int32", "uint64"]
    assert back.term_hashes.tolist() == hashes.tolist()
    assert [each.tolist() for each in back.concepts] == [each.tolist() for each in lists]
    assert (back.name, back.slots, back.vocabulary) == ("2014-1", quarter.slots, ("a",))
    assert not back.weights.flags.writeable


@pytest.mark.parametrize("content", [b"123", "text", [1, 2], None])
def test_an_array_of_half_a_number_is_damage(content: object) -> None:
    with pytest.raises(CacheDamagedError):
        decode(msgpack.encode([content] * 4), PostingLists)


def test_a_pickle_is_not_run(tmp_path: Path) -> None:
    class Attack:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "run",)

    content = pickle.dumps(Attack())
    for expected in EXPECTED:
        with pytest.raises(CacheDamagedError):
            decode(content, expected)
    assert not (tmp_path / "run").exists()


def test_no_module_can_load_values_as_code() -> None:
    for file in Path(generator.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {"pickle", "marshal", "shelve", "dill"} & set(names), file


# --- the list of tables -----------------------------------------------------------------------------------


def test_every_kind_of_record_is_one_table() -> None:
    assert len({table.kind for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_every_table_is_used_by_the_module_that_it_names(table: Table) -> None:
    module = import_module(table.writer)
    assert any(value is table for value in vars(module).values())


# --- packs and fingerprints -------------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    """An empty cache."""
    with closing(Cache(tmp_path / ".output.khotin", "1")) as cache:
        yield cache


def test_only_packs_with_a_changed_name_are_written(cache: Cache) -> None:
    values = {str(number): Stamp(number, 0, 0, 0) for number in range(1000)}
    save_packs(cache, ENTRIES, changed_packs(values, values))
    assert sorted(load_packs(cache, ENTRIES, list[Stamp]), key=lambda each: each.size) == list(
        values.values()
    )
    values["7"] = Stamp(7, 1, 1, 1)
    packs = changed_packs(values, ["7"])
    assert len(packs) == 1
    assert changed_packs(values, []) == {}
    del values["7"]
    save_packs(cache, ENTRIES, changed_packs(values, ["7"]))
    assert len(list(load_packs(cache, ENTRIES, list[Stamp]))) == 999


def test_a_fingerprint_changes_with_the_value() -> None:
    values: list[object] = ["", "a", b"a", ["a"], ("a", "b"), {"a": 1}, {"a": 2}, None, 0, Stamp(0, 0, 0, 0)]
    assert len({fingerprint(value) for value in values}) == len(values)
    assert fingerprint(("a", 1)) == fingerprint(["a", 1])
