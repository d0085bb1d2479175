"""The archive that the benchmarks build: without problems, and the same every time."""

from datetime import date
from pathlib import Path

from generator.build.request import BuildRequest
from generator.build.run import build
from tests.benchmarks.corpus import write_corpus

ARTICLES = 30


def written(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def test_it_builds_without_errors_or_warnings(tmp_path: Path) -> None:
    write_corpus(tmp_path / "site", ARTICLES)
    report = build(BuildRequest(tmp_path / "site", tmp_path / "output", date(2026, 1, 1), jobs=1))
    assert report.problems == ()
    assert report.articles == ARTICLES


def test_one_in_five_is_translated(tmp_path: Path) -> None:
    write_corpus(tmp_path, ARTICLES)
    assert len(list(tmp_path.rglob("*.en.md"))) == ARTICLES // 5


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_corpus(tmp_path / name, ARTICLES)
    assert written(tmp_path / "one") == written(tmp_path / "other")


def test_another_seed_gives_other_files(tmp_path: Path) -> None:
    write_corpus(tmp_path / "one", ARTICLES, seed=1)
    write_corpus(tmp_path / "other", ARTICLES, seed=2)
    assert written(tmp_path / "one") != written(tmp_path / "other")


def test_a_small_corpus_begins_a_large_one(tmp_path: Path) -> None:
    write_corpus(tmp_path / "small", 5)
    write_corpus(tmp_path / "large", ARTICLES)
    small, large = written(tmp_path / "small"), written(tmp_path / "large")
    assert small.items() <= large.items()
