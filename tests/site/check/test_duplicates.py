"""Duplicates: what was published twice is found however it was retouched; what is merely alike is not."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from generator.check.run import CheckRequest, check
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.twins import RETOUCHES, plant_twins
from tests.support.site import BUILD_DATE, Site

ARTICLES, TWINS = 120, 20


def like(site: Path) -> set[tuple[str, str]]:
    """(later, earlier) of all files that are told to be alike."""
    report = check(CheckRequest(site, site / "output", BUILD_DATE, 1))
    return {
        (problem.path, dict(problem.details)["other"])
        for problem in report.problems
        if problem.code in ("duplicate", "near-duplicate")
    }


def test_planted_twins_are_found_and_no_others(tmp_path: Path) -> None:
    write_corpus(tmp_path / "site", ARTICLES)
    planted = plant_twins(tmp_path / "site", TWINS)
    found = {frozenset(pair) for pair in like(tmp_path / "site")}
    assert found <= {frozenset(pair) for pair in planted}
    assert len(found) >= 0.95 * TWINS


@pytest.mark.parametrize("retouch", RETOUCHES.values(), ids=RETOUCHES.keys())
def test_each_way_of_publishing_twice_is_found(site: Site, retouch: Callable[[str, Random], str]) -> None:
    write_corpus(site.folder, 3)
    first = next(iter(sorted(site.folder.rglob("content/**/*.md"))))
    again = first.with_name(f"zz-{first.name}")
    again.write_text(retouch(first.read_text("utf-8"), Random(1)), "utf-8")
    ((later, earlier),) = like(site.folder)
    assert {later, earlier} == {file.relative_to(site.folder).as_posix() for file in (first, again)}


def test_what_is_found_does_not_depend_on_what_was_known_before(site: Site) -> None:
    write_corpus(site.folder, 30)
    assert not like(site.folder)
    plant_twins(site.folder, 4)
    found = like(site.folder)
    (site.folder.parent / "copy").mkdir()
    fresh = Site(site.folder.parent / "copy")
    for file in site.folder.rglob("*.*"):
        if file.is_file() and ".khotin" not in file.as_posix():
            target = fresh.folder / file.relative_to(site.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    assert like(fresh.folder) == found
    assert len(found) == 4


def test_short_texts_are_alike_only_with_their_title(site: Site) -> None:
    site.article("tin-tuc/a.md", title="Lịch họp", body="Sở họp lúc 8 giờ.")
    site.article("tin-tuc/b.md", title="Lịch họp tuần sau", body="Sở họp lúc 8 giờ.")
    assert not like(site.folder)
    site.article("tin-tuc/c.md", title="Lịch họp", body="Sở họp lúc 8 giờ!")
    assert like(site.folder) == {("content/tin-tuc/c.md", "content/tin-tuc/a.md")}


def test_a_translation_is_no_duplicate_of_its_original(site: Site) -> None:
    text = "KH&CN " * 50
    site.article("tin-tuc/a.md", body=text)
    site.write(f"-- content/tin-tuc/a.en.md --\n---\ntitle: A\n---\n\n{text}\n")
    assert not like(site.folder)
