"""The search of a copy in packs: how many there are, what is in them, by which name each is found."""

import hashlib
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.archive import search_packs
from generator.archive.copy_file import CopyFile, disk_file, text_file
from generator.archive.errors import CopyRefusedError
from generator.archive.search_packs import groups_of, with_packed_search

ROOT = "search/5a/root.js"


def index_files(number: int) -> list[CopyFile]:
    """Files of an index with names as in an index: digests, nodes, cards of a quarter, and a root."""
    names = ["5a/root", *(f"{n % 7}a/{n}" for n in range(number))]
    names += [f"n{n % 5}/{n}-0a" for n in range(number)] + [f"20141/{n}-0a" for n in range(number)]
    return [text_file(f"search/{name}.js", f'khotin.got("{name}","{"A" * 80}")\n') for name in names]


def packed(files: Sequence[CopyFile], jobs: int = 1) -> dict[str, bytes]:
    return {file.path: file.read() for file in with_packed_search(files, ROOT, jobs)}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_packs, "_SMALL", 1000)


def test_every_name_leads_to_the_pack_that_has_it() -> None:
    files = index_files(100)
    packs = packed(files)
    listing, call = packs[ROOT].decode().splitlines()
    listed = json.loads(listing.removeprefix("khotin.packs = "))
    assert call.startswith('khotin.got("5a/root",')
    assert len(listed) == len(packs) - 1 > 20
    for file in files[1:]:
        name = file.path.removeprefix("search/").removesuffix(".js")
        pack = [pack for first, pack in listed if first <= name][-1]
        assert file.read() in packs[f"search/{pack}.js"]


def test_packs_hold_each_file_once_and_have_the_hashes_that_they_say() -> None:
    files = index_files(100)
    packs = {file.path: file for file in with_packed_search(files, ROOT, 1)}
    assert sum(file.size for path, file in packs.items() if path != ROOT) == sum(f.size for f in files[1:])
    for file in packs.values():
        assert file.sha256 == hashlib.sha256(b"".join(file.pieces(7))).hexdigest()
        assert file.size == len(file.read())


def test_order_and_processes_make_no_difference() -> None:
    files = index_files(200)
    shuffled = random.Random(1).sample(files, len(files))
    assert packed(files) == packed(shuffled) == packed(shuffled, jobs=2)


@pytest.mark.parametrize(
    ("articles", "index", "most"),
    [(1, 3_000, 1), (2_000, 6_900_000, 8), (10_000, 31_500_000, 60), (10_000, 90_000_000, 60)]
    + [(100_000, size, 300) for size in (300_000_000, 900_000_000, 3_000_000_000)],
)
def test_there_are_few_packs(articles: int, index: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    count = articles + 1
    files = [CopyFile(f"search/{n}.js", b"", "", index // count) for n in range(count)]
    groups = groups_of(files)
    assert len(groups) + 1 <= most + 1
    assert sum(map(len, groups)) == count
    sizes = [sum(file.size for file in group) for group in groups]
    assert max(sizes) <= max(1_000_000, index // 50, 2_000_000)


def test_a_small_index_is_a_root_and_a_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert len(packed(index_files(5))) == 2


def test_a_file_that_is_not_the_one_built_is_named(tmp_path: Path) -> None:
    leaf = tmp_path / "1.js"
    leaf.write_bytes(b"other bytes")
    files = [*index_files(3), disk_file("search/00/1.js", leaf, "0" * 64)]
    with pytest.raises(CopyRefusedError) as refusal:
        packed(files)
    assert (refusal.value.code, refusal.value.details) == ("output-changed", {"path": str(leaf)})
