"""Any single change of a copy is found: a byte flipped, a file deleted, added, renamed, cut short."""

import gzip
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libzim.reader import Archive

from generator.problems.messages import has_errors
from generator.verify.open_copy import UnknownKindError, UnreadableCopyError
from tests.support.amounts import examples
from tests.support.copies import FORMS, IN_ONE_FILE, Copies, errors, rezipped, verified
from tests.support.zims import rewritten

Change = Callable[[Path, random.Random], str]


def flip(file: Path, chance: random.Random) -> str:
    content = bytearray(file.read_bytes())
    place, bit = chance.randrange(len(content)), chance.randrange(8)
    content[place] ^= 1 << bit
    file.write_bytes(content)
    return f"bit {bit} of byte {place} of {file.name} flipped"


def delete(file: Path, _: random.Random) -> str:
    file.unlink()
    return f"{file.name} deleted"


def add(file: Path, _: random.Random) -> str:
    file.with_name("them.txt").write_bytes(b"")
    return f"a file added beside {file.name}"


def rename(file: Path, chance: random.Random) -> str:
    file.rename(file.with_name(f"{chance.randrange(1000)}-{file.name}"))
    return f"{file.name} renamed"


def truncate(file: Path, chance: random.Random) -> str:
    content = file.read_bytes()
    file.write_bytes(content[: chance.randrange(len(content))])
    return f"{file.name} cut short"


def is_found(path: Path) -> bool:
    """Whether verification says that something is wrong."""
    try:
        return has_errors(verified(path).problems)
    except (UnknownKindError, UnreadableCopyError):
        return True


@pytest.mark.parametrize("form", FORMS)
def test_an_untouched_copy_is_whole(form: str, copies: Copies) -> None:
    assert errors(copies.of(form)) == set()


@pytest.mark.parametrize("form", ["output", "bag"])
@pytest.mark.parametrize("change", [flip, delete, add, rename, truncate])
@examples(12)
@given(seed=st.integers(0, 2**32))
def test_any_single_change_of_a_folder_is_found(
    form: str, change: Change, copies: Copies, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("damaged")
    damaged = copies.taken(form, folder)
    files = sorted(file for file in damaged.rglob("*") if file.is_file())
    told = change(chance.choice(files), chance)
    assert is_found(damaged), told
    shutil.rmtree(folder)


@pytest.mark.parametrize("form", IN_ONE_FILE)
@pytest.mark.parametrize("change", [flip, truncate])
@examples(20)
@given(seed=st.integers(0, 2**32))
def test_any_flipped_bit_or_cut_of_a_file_is_found(
    form: str, change: Change, copies: Copies, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    damaged = copies.taken(form, folder)
    told = change(damaged, random.Random(seed))
    assert is_found(damaged), told
    shutil.rmtree(folder)


@pytest.mark.parametrize("form", ["zip", "wacz"])
@pytest.mark.parametrize("kind", ["flip", "delete", "add", "rename"])
@examples(8)
@given(seed=st.integers(0, 2**32))
def test_a_change_within_a_zip_that_was_packed_again_is_found(
    form: str, kind: str, copies: Copies, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("damaged")
    damaged = copies.taken(form, folder)
    with zipfile.ZipFile(damaged) as container:
        name = chance.choice(container.namelist())
        content = container.read(name)
    flipped = bytearray(content)
    flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    changes: dict[str, dict[str, bytes | None]] = {
        "flip": {name: bytes(flipped)},
        "delete": {name: None},
        "add": {f"{name}.them": b"x"},
        "rename": {name: None, f"{name}x": content},
    }
    rezipped(damaged, changes[kind])
    assert is_found(damaged), (kind, name)
    shutil.rmtree(folder)


def test_packing_again_alone_is_only_noted(copies: Copies, tmp_path: Path) -> None:
    damaged = copies.taken("zip", tmp_path)
    rezipped(damaged, {})
    report = verified(damaged)
    assert [each.code for each in report.problems] == ["zip-unsealed"]
    assert not has_errors(report.problems)


@pytest.mark.parametrize("kind", ["flip", "delete", "add", "twice", "header", "cut"])
@examples(8)
@given(seed=st.integers(0, 2**32))
def test_a_change_within_a_warc_that_was_packed_again_is_found(
    kind: str, copies: Copies, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("damaged")
    damaged = copies.taken("warc", folder).rename(folder / "c.warc")
    records = gzip.decompress(damaged.read_bytes()).split(b"WARC/1.1\r\n")[1:]
    files = [number for number, record in enumerate(records) if record.startswith(b"WARC-Type: resource")]
    number = chance.choice(files)
    record = records[number]
    if kind == "flip":
        place = chance.randrange(record.index(b"\r\n\r\n") + 4, len(record) - 4)
        records[number] = (
            record[:place] + bytes([record[place] ^ 1 << chance.randrange(8)]) + record[place + 1 :]
        )
    elif kind == "delete":
        del records[number]
    elif kind == "add":
        records.insert(number, record.replace(b"luu-tru/", b"luu-tru/them/", 1))
    elif kind == "twice":
        records.insert(number, record)
    elif kind == "header":
        records[number] = record.replace(b"WARC-Date: 20", b"WARC-Date: 19", 1)
    else:
        records[number] = record[: chance.randrange(len(record))]
    damaged.write_bytes(b"".join(b"WARC/1.1\r\n" + each for each in records))
    assert is_found(damaged), kind
    shutil.rmtree(folder)


@pytest.mark.parametrize("kind", ["flip", "delete", "add", "rename"])
@examples(6)
@given(seed=st.integers(0, 2**32))
def test_a_change_within_a_zim_that_was_written_again_is_found(
    kind: str, copies: Copies, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("damaged")
    damaged = copies.taken("zim", folder)
    archive = Archive(damaged)
    entries = (archive._get_entry_by_id(number) for number in range(archive.entry_count))
    name, content = chance.choice(
        [(each.path, bytes(each.get_item().content)) for each in entries if not each.is_redirect]
    )
    flipped = bytearray(content)
    flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    changes: dict[str, dict[str, bytes | None]] = {
        "flip": {name: bytes(flipped)},
        "delete": {name: None},
        "add": {f"{name}.them": b"x"},
        "rename": {name: None, f"{name}x": content},
    }
    rewritten(damaged, changes[kind])
    assert is_found(damaged), (kind, name)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "redirect",
    [
        {"vi/khac.html": ("Khác", "vi/index.html")},
        {"suggested/vi/index.html": ("Khác", "vi/index.html")},
        {"suggested/vi/khac.html": ("Khác", "vi/index.html")},
    ],
)
def test_a_redirect_that_was_added_to_a_zim_is_found(
    redirect: dict[str, tuple[str, str]], copies: Copies, tmp_path: Path
) -> None:
    damaged = copies.taken("zim", tmp_path)
    rewritten(damaged)
    assert errors(damaged) == set()
    rewritten(damaged, redirects=redirect)
    assert errors(damaged) == {(*redirect, "file-extra")}
