"""Invented sites in the layouts of fourteen portals: their pages are read against the frame of the site."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator.importer.capture import Capture
from generator.importer.conversion import import_page
from generator.importer.frame.first_pass import learn_frames
from generator.importer.frame.sites import SiteFrames, folder_of
from generator.importer.sources.found_files import find_files
from generator.importer.sources.items import SavedFile, SourceItem
from tests.support.import_samples import articles, run, written
from tests.support.import_scores import Measured, measured
from tests.support.labelled_sites import LabelledSite, load_sites, site_frames

SITES = load_sites()

by_site = pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)


@pytest.fixture(scope="module")
def results() -> dict[str, Measured]:
    return {site.name: measured(site.pages, site_frames(site)) for site in SITES}


def test_there_are_enough_sites_and_pages() -> None:
    assert len(SITES) >= 12
    assert all(len(site.pages) >= 5 for site in SITES)


def test_no_date_is_wrong(results: dict[str, Measured]) -> None:
    assert {name: result.faults for name, result in results.items() if result.scores["date"].wrong} == {}


@by_site
def test_each_page_has_its_own_title(site: LabelledSite, results: dict[str, Measured]) -> None:
    result = results[site.name]
    assert result.share("title") == 1.0, result.faults


@by_site
def test_the_fields_are_found(site: LabelledSite, results: dict[str, Measured]) -> None:
    result = results[site.name]
    assert result.share("date") == 1.0, result.faults
    assert result.share("author") >= 0.87, result.faults
    assert result.share("province") == 1.0, result.faults


@by_site
def test_the_text_is_kept_and_the_frame_is_not(site: LabelledSite, results: dict[str, Measured]) -> None:
    result = results[site.name]
    assert result.recall >= 0.97, result.faults
    assert result.boilerplate == 0, result.faults


@by_site
def test_lists_are_no_articles(site: LabelledSite) -> None:
    frames = site_frames(site)
    assert [capture.path for capture in site.lists if import_page(capture, frames=frames).value] == []


def test_a_field_says_how_many_pages_taught_it() -> None:
    (site,) = load_sites("sharepoint-justice")
    article = import_page(site.pages[0].capture, frames=site_frames(site)).value
    assert article is not None
    assert article.evidence["title"].how == "frame"
    assert article.evidence["title"].pages == len(site.pages)


def test_two_pages_teach_nothing() -> None:
    (site,) = load_sites("sharepoint-justice")
    assert learn_frames(_items(site.captures[:2]), 1) == {}


def test_three_pages_teach_the_frame() -> None:
    (site,) = load_sites("sharepoint-justice")
    frames = SiteFrames(learn_frames(_items(site.captures[:3]), 1))
    for page in site.pages[:3]:
        article = import_page(page.capture, frames=frames).value
        assert article is not None
        assert article.title == page.fields["title"]


def test_captures_of_one_article_teach_nothing() -> None:
    (site,) = load_sites("sharepoint-justice")
    first = site.captures[0]
    copies = [
        Capture(f"{n}.html", first.data, "text/html", address=f"{first.address}&in={n}") for n in range(5)
    ]
    assert learn_frames(_items(copies), 1) == {}


def test_the_frame_does_not_depend_on_the_order_of_pages() -> None:
    captures = [capture for site in SITES[:3] for capture in site.captures]
    assert learn_frames(_items(captures), 1) == learn_frames(_items(captures[::-1]), 2)


def test_sites_in_one_folder_are_told_apart(tmp_path: Path, archive: Path) -> None:
    """Three sites without addresses, their files mixed in one folder."""
    chosen = load_sites("sharepoint-inspectorate", "vnpt-tables", "frontpage")
    pages = {page.capture.path: page.capture.data for site in chosen for page in site.pages}
    run(archive, written(tmp_path / "saved", pages))
    expected = {page.fields["title"] for site in chosen for page in site.pages}
    assert {article.fields["title"] for article in articles(archive)} == expected


def _items(captures: Sequence[Capture]) -> list[SourceItem]:
    files = [Path("/saved", capture.path) for capture in captures]
    return [
        SourceItem(capture, SavedFile(capture.path, file.parent, file.name, file, len(capture.data)))
        for capture, file in zip(captures, files, strict=True)
    ]


def test_the_folder_is_the_site_of_pages_without_address() -> None:
    file = SavedFile("saved/a/b.html", Path("/saved"), "a/b.html", Path("/saved/a/b.html"), 1)
    assert folder_of(file) == "saved/a"


def test_each_page_in_a_folder_of_its_own_is_of_the_site(tmp_path: Path, archive: Path) -> None:
    (site,) = load_sites("sharepoint-justice")
    pages = {f"bai-{n}/index.html": page.capture.data for n, page in enumerate(site.pages)}
    run(archive, written(tmp_path / "saved", pages))
    assert {a.fields["title"] for a in articles(archive)} == {page.fields["title"] for page in site.pages}


def test_the_sections_beside_a_home_page_are_of_the_site(tmp_path: Path, archive: Path) -> None:
    (site,) = load_sites("sharepoint-justice")
    pages = {f"muc-{n // 4}/bai-{n}.html": page.capture.data for n, page in enumerate(site.pages)}
    pages["index.html"] = site.lists[0].data
    saved = written(tmp_path / "saved", pages)
    found = find_files([saved], ExitStack())
    assert {folder_of(file) for file, _ in found.files} == {f"{saved.as_posix()}/"}


def test_folders_of_several_pages_without_a_home_page_are_sites(tmp_path: Path) -> None:
    pages = {f"{site}/{n}.html": "<p>Bài</p>" for site in "ab" for n in range(3)}
    found = find_files([written(tmp_path / "saved", pages)], ExitStack())
    assert {folder_of(file).rpartition("/")[2] for file, _ in found.files} == {"a", "b"}
