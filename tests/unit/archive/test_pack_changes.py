"""What a delta brings of the search: entries, and where packs begin. Lists of strangers are read strictly."""

import pytest

from generator.archive.copy_file import joined_file, text_file
from generator.archive.pack_changes import (
    changes_of_packs,
    entry_name,
    parsed_new,
    parsed_packs,
    parsed_removed,
)

HASH = "0" * 64
PACK = f"0a/b {HASH}  data/search/packs/0123456789.js\n"


def test_only_entries_that_the_copy_lacks_are_brought() -> None:
    entries = [
        text_file(f"search/{name}.js", f'khotin.got("{name}","AA==")\n') for name in ("a/1", "b/2", "c/3")
    ]
    packs = [
        joined_file("data/search/packs/0b.js", entries[2:]),
        joined_file("data/search/packs/0a.js", entries[:2]),
    ]
    files = {file.path: file.read() for file in changes_of_packs(packs, {"a/1", "x/9", "d/4"})}
    assert files["search-new.txt"] == entries[1].read() + entries[2].read()
    assert files["search-removed.txt"] == b"d/4\nx/9\n"
    listed = parsed_packs(files["search-packs.txt"])
    assert listed
    assert [(pack.first, pack.sha256, pack.path) for pack in listed] == [
        ("a/1", packs[1].sha256, packs[1].path),
        ("c/3", packs[0].sha256, packs[0].path),
    ]
    assert parsed_new(files["search-new.txt"]) == ("b/2", "c/3")
    assert parsed_removed(files["search-removed.txt"]) == frozenset({"d/4", "x/9"})


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        PACK[:-1],
        PACK * 2,
        PACK + PACK.replace("0a/b", "0a/c"),
        PACK.replace("0123456789.js", "01.js").replace("0a/b", "1a/b") + PACK,
        PACK.replace("0123456789", "../0123456789"),
        PACK.replace("data/search/packs/", "data/search/"),
        PACK.replace("0a/b", "0A/B"),
        PACK.replace(HASH, HASH[:-1]),
    ],
)
def test_a_damaged_list_of_packs_is_none(damaged: str) -> None:
    assert parsed_packs(PACK.encode())
    assert parsed_packs(damaged.encode()) is None


@pytest.mark.parametrize("damaged", ["b/1\na/1\n", "a/1\na/1\n", "a/1", "../x\n", "\n", "A\n"])
def test_a_damaged_list_of_names_is_none(damaged: str) -> None:
    assert parsed_removed(b"a/1\nb/1\n") == frozenset({"a/1", "b/1"})
    assert parsed_removed(b"") == frozenset()
    assert parsed_removed(damaged.encode()) is None


@pytest.mark.parametrize(
    "damaged",
    [
        b'khotin.got("a","AA==");\n',
        b'khotin.got("a","AA==")',
        b'x\nkhotin.got("a","AA==")\n',
        b"\n",
        b'khotin.got("b","AA==")\nkhotin.got("a","AA==")\n',
    ],
)
def test_damaged_entries_are_none(damaged: bytes) -> None:
    assert parsed_new(b'khotin.got("a","AA==")\nkhotin.got("b","")\n') == ("a", "b")
    assert parsed_new(b"") == ()
    assert parsed_new(damaged) is None


def test_what_is_no_entry_has_no_name() -> None:
    assert entry_name(b'khotin.got("a/b","AA==")\n') == "a/b"
    assert not entry_name(b"\xff\xfe")
