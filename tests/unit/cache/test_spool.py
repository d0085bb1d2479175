"""Spool files: what was appended is read again, or found damaged; what is unused goes."""

import pickle
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cache import spool
from generator.cache.database import CacheDamagedError
from generator.cache.spool import SpooledTexts, SpoolWriter, compacted, delete_unused, spooled_texts
from generator.model.content import SpoolPlace


def written(cache: Path, texts: dict[str, bytes]) -> dict[str, SpoolPlace]:
    writer = SpoolWriter(cache)
    return {name: writer.append(text) for name, text in texts.items()}


def files(cache: Path) -> list[Path]:
    return sorted((cache / "spool").iterdir())


@given(builds=st.lists(st.dictionaries(st.text(max_size=3), st.binary(max_size=50)), max_size=4))
def test_texts_of_many_builds_are_read_again(
    builds: list[dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.mktemp("cache")
    places: dict[str, SpoolPlace] = {}
    for texts in builds:
        places |= written(cache, texts)
    now = {name: text for texts in builds for name, text in texts.items()}
    read = spooled_texts(cache, places)
    assert {name: read(name) for name in now} == now
    assert read("another") == b""


def test_a_build_appends_to_the_last_file_and_each_worker_to_its_own(tmp_path: Path) -> None:
    writer = SpoolWriter(tmp_path)
    first = writer.append(b"one")
    receiver, sender = get_context("fork").Pipe(duplex=False)
    worker = get_context("fork").Process(target=lambda: sender.send(writer.append(b"two")))
    worker.start()
    second = receiver.recv()
    worker.join()
    third = writer.append(b"three")
    assert first.file == third.file != second.file
    assert SpoolWriter(tmp_path).append(b"four").file == max(first.file, second.file)
    read = spooled_texts(tmp_path, {"a": first, "b": second, "c": third})
    assert [read("a"), read("b"), read("c")] == [b"one", b"two", b"three"]


@pytest.mark.parametrize("damage", ["changed", "cut", "longer before", "missing"])
def test_a_text_that_is_not_the_one_that_was_written_is_damage(damage: str, tmp_path: Path) -> None:
    places = written(tmp_path, {"a": b"first", "b": b"second"})
    (file,) = files(tmp_path)
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(
            {"changed": b"firstSecond", "cut": content[:-1], "longer before": b" " + content}[damage]
        )
    with pytest.raises(CacheDamagedError):
        spooled_texts(tmp_path, places)("b")


def test_a_process_that_inherits_nothing_opens_the_files_again(tmp_path: Path) -> None:
    read = spooled_texts(tmp_path, written(tmp_path, {"a": b"first", "b": b"second"}))
    sent: SpooledTexts = pickle.loads(pickle.dumps(read))
    assert (sent("a"), sent("b")) == (b"first", b"second")


def test_a_full_file_is_not_appended_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = SpoolWriter(tmp_path).append(b"0123456789")
    monkeypatch.setattr(spool, "_LARGEST", 10)
    assert SpoolWriter(tmp_path).append(b"more").file > first.file


def test_a_spool_that_is_mostly_unused_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_WASTE", 50)
    places = written(tmp_path, {"a": b"x" * 100, "b": b"y" * 10})
    assert compacted(tmp_path, places) is None
    places |= written(tmp_path, {"a": b"z" * 20})
    before = spooled_texts(tmp_path, places)
    moved = compacted(tmp_path, places)
    assert moved
    delete_unused(tmp_path, moved.values())
    assert sum(file.stat().st_size for file in files(tmp_path)) == 30
    after = spooled_texts(tmp_path, moved)
    assert (after("a"), after("b")) == (b"z" * 20, b"y" * 10)
    assert before("b") == after("b"), "a program that serves may still read what was deleted"
    assert compacted(tmp_path, moved) is None


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    written(tmp_path, {"a": b"x"})
    (tmp_path / "spool" / "note.txt").write_text("mine", "utf-8")
    delete_unused(tmp_path, ())
    assert [file.name for file in files(tmp_path)] == ["note.txt"]
