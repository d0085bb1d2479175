"""A copy in the browser of a reader without a network, in a folder as readers call theirs."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import PATIENCE, ContextMaker
from tests.support.built_sites import Built
from tests.support.copies import reader_copy

DAY = {"vi": "1 tháng 1 năm 2026", "en": "1 January 2026"}
SHIFTS = """new PerformanceObserver(list => {
    for (const shift of list.getEntries()) window.shifted = (window.shifted || 0) + shift.value;
}).observe({ type: "layout-shift", buffered: true })"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reader_copy(tmp_path_factory.mktemp("copy"))


def note_failure(request: Request, faults: list[str]) -> None:
    # A file that the page was left before it came is no fault.
    if request.failure != "net::ERR_ABORTED":
        faults.append(f"failed: {request.url} ({request.failure})")


@pytest.fixture
def window(browser: Browser, copy: Path) -> Iterator[Page]:
    """A page without a network, which may ask for files of the copy alone and complain of nothing."""
    context = browser.new_context(
        offline=True, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    faults: list[str] = []
    root = copy.as_uri()
    context.on("request", lambda each: None if each.url.startswith(root) else faults.append(each.url))
    context.on("requestfailed", lambda each: note_failure(each, faults))
    context.on(
        "console", lambda each: faults.append(each.text) if each.type in ("error", "warning") else None
    )
    context.on("weberror", lambda each: faults.append(str(each.error)))
    context.add_init_script(SHIFTS)
    yield context.new_page()
    context.close()
    assert faults == []


def test_a_reader_goes_from_the_first_page_to_an_article_and_its_province(window: Page, copy: Path) -> None:
    window.goto((copy / "DOC-TRUOC.html").as_uri())
    window.get_by_role("link", name="Mở kho tin").click()
    window.get_by_role("link", name="Đọc bằng tiếng Việt").click()
    window.locator("main").get_by_role("link", name="Sạt lở ở Đắk Lắk").first.click()
    expect(window.locator("h1")).to_have_text("Sạt lở ở Đắk Lắk")
    window.locator(".prose a:not(.here)").click()
    expect(window.locator("h1")).to_have_text("Họp bàn về đường sắt")
    window.locator("main").get_by_role("link", name="Nam Định").first.click()
    expect(window.locator("h1")).to_contain_text("Nam Định")


@pytest.mark.parametrize("query", ["sạt lở", "sat lo", "đường sắt", "duong sat", "Đắk Lắk", "dak lak"])
def test_the_search_finds_with_and_without_accents(query: str, window: Page, copy: Path) -> None:
    window.goto((copy / "data/vi/index.html").as_uri())
    window.locator(".search-box input").fill(query)
    window.keyboard.press("Enter")
    title = "Họp bàn về đường sắt" if query in ("đường sắt", "duong sat") else "Sạt lở ở Đắk Lắk"
    window.locator("#search-results .item-title a").first.click()
    expect(window.locator("h1")).to_have_text(title)


@pytest.mark.parametrize(
    ("path", "lang", "online"),
    [
        ("vi/index.html", "vi", "vi/index.html"),
        ("vi/2014/01/sat-lo.html", "vi", "vi/2014/01/sat-lo.html"),
        ("en/2014/01/sat-lo.html", "en", "en/2014/01/sat-lo.html"),
        ("en/search.html", "en", "en/search.html"),
    ],
)
def test_a_page_says_that_it_is_a_copy_of_which_day_and_where_it_is_online(
    path: str, lang: str, online: str, window: Page, copy: Path
) -> None:
    window.goto((copy / "data" / path).as_uri())
    notice = window.locator(".copy-notice")
    expect(notice).to_contain_text(DAY[lang])
    expect(notice.locator("a")).to_have_attribute("href", f"https://khotin.example/luu-tru/{online}")
    expect(notice).to_have_attribute("lang", lang)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_notice_comes(width: int, window: Page, copy: Path) -> None:
    window.set_viewport_size({"width": width, "height": 740})
    window.goto((copy / "data/vi/2014/01/sat-lo.html").as_uri())
    expect(window.locator(".copy-notice")).to_be_visible()
    assert window.evaluate("window.shifted") is None
    assert window.evaluate("document.documentElement.scrollWidth") == width
    # At the end of the page it covers nothing.
    window.evaluate("scrollTo(0, document.body.scrollHeight)")
    footer, notice = (window.locator(each).bounding_box() for each in (".footer", ".copy-notice"))
    assert footer is not None and notice is not None
    assert footer["y"] + footer["height"] <= notice["y"] + 1


def test_an_output_opened_from_a_disk_says_nothing_of_copies(page: Page, sample: Built) -> None:
    page.goto(sample.file("vi/index.html"), wait_until="networkidle")
    expect(page.locator(".copy-notice")).to_have_count(0)


def test_a_host_is_not_asked_for_the_notice(open_context: ContextMaker, sites: Mapping[str, Built]) -> None:
    page = open_context().new_page()
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    page.goto(sites["sample"].http("vi/index.html"), wait_until="networkidle")
    assert not any(url.endswith("copy.js") for url in asked)
