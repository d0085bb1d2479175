"""A copy's packed search gives, on a disk without a network, what the host gives."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PATIENCE
from tests.browser.search.conftest import addressed
from tests.support.amounts import sample
from tests.support.judged_collection import load_collection
from tests.support.search_page import ask, ask_again, status
from tests.support.site import Site

PAGE = "vi/tim-kiem.html"
ALL = "&page=50"
# Phrases are looked up in texts, choices in facets; the others load words and forms.
MORE = (
    ('"khoa học công nghệ"', ""),
    ("hội nghị", "&sort=date"),
    ("sở", "&province=dak-lak"),
    ("nghien cuu", "&from=2012&until=2014"),
    ("khoa hocj", ""),
    ("đổi mới -sáng", ""),
    ("khongcogiinhuthe", ""),
)


@pytest.fixture
def on_disk(browser: Browser, judged_copy: Path) -> Iterator[Page]:
    """A page without a network, which may ask for files of the copy alone and complain of nothing."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    faults: list[str] = []
    root = judged_copy.as_uri()
    context.on("request", lambda each: None if each.url.startswith(root) else faults.append(each.url))
    context.on("requestfailed", lambda each: faults.append(f"failed: {each.url}"))
    context.on("console", lambda each: faults.append(each.text))
    context.on("weberror", lambda each: faults.append(str(each.error)))
    yield context.new_page()
    context.close()
    assert faults == []


def test_judged_queries_have_the_same_results_in_the_same_order(
    window: Page, on_disk: Page, judged: Site, judged_copy: Path
) -> None:
    assert len(packs_of(judged_copy)) > 20
    queries = [*((query.text, "") for query in sample(load_collection().queries, 5)), *MORE]
    found = 0
    with addressed(judged.output, "http") as host:
        for query, more in queries:
            names = ask_again(window, host + PAGE, query, more + ALL)
            assert ask_again(on_disk, f"{judged_copy.as_uri()}/{PAGE}", query, more + ALL) == names, query
            assert status(on_disk) == status(window), query
            found += bool(names)
    assert found == len(queries) - 1


def test_a_query_loads_few_of_the_packs_and_each_once(on_disk: Page, judged_copy: Path) -> None:
    asked: list[str] = []
    on_disk.on("request", lambda each: asked.append(each.url))
    assert ask(on_disk, f"{judged_copy.as_uri()}/{PAGE}", "sat lo")
    on_disk.wait_for_load_state("networkidle")
    scripts = [url for url in asked if "/data/search/" in url]
    assert len(scripts) == len(set(scripts))
    assert len(scripts) < len(packs_of(judged_copy)) / 2


def packs_of(data: Path) -> list[Path]:
    return list((data / "search/packs").iterdir())
