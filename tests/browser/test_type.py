"""Vietnamese type: every letter from one family, and room above and below for its marks."""

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import FACES, ContextMaker
from tests.browser.test_layout import SHIFT
from tests.support.built_sites import Built
from tests.support.fonts import Face
from tests.support.page_kinds import KINDS, Kind

_PATIENCE = 100  # tenths of a second

STACKED = "Ằ ễ Đ ự ỡ ẫ ợ ỹ Ữ"
FAMILY = "Be Vietnam Pro"
TEXT_PAGES = tuple(kind for kind in KINDS if kind.path.endswith(("nam-nghin-chu.html", "du-moi-thu.html")))

RATIOS = """selector => [...document.querySelectorAll(selector)].map(node => {
    const style = getComputedStyle(node);
    return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
})"""
SMALL_TEXT = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set();
    while (walker.nextNode()) {
        if (walker.currentNode.textContent.trim()
            && parseFloat(getComputedStyle(walker.currentNode.parentElement).fontSize) < 12)
            found.add(walker.currentNode.textContent);
    }
    return [...found];
}"""


def fonts_of(page: Page, selector: str) -> list[tuple[str, bool]]:
    """The families whose glyphs the first such element shows, and whether the site brought them.

    While a font is still awaited the text is there and nothing of it is painted, so this waits for glyphs.
    """
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    for _ in range(_PATIENCE):
        fonts: list[dict[str, Any]] = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        if fonts:
            return sorted((font["familyName"], font["isCustomFont"]) for font in fonts)
        page.wait_for_timeout(100)
    raise AssertionError(f"nothing of {selector} was painted")


def test_the_first_page_over_a_slow_line_has_its_own_face_and_nothing_moves(
    sample: Built, open_context: ContextMaker
) -> None:
    page = open_context(viewport={"width": 360, "height": 740}).new_page()
    line = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", line)
    page.goto(sample.http("vi/2017/07/bac-kan-niem-phong-205-cot-do.html"))
    assert page.evaluate(SHIFT) == 0
    assert page.evaluate("performance.getEntriesByName('first-contentful-paint').length") == 1
    for selector in ("h1", ".prose p", ".byline dd"):
        [(family, is_ours)] = fonts_of(page, selector)
        assert is_ours and family.startswith(FAMILY), selector


@pytest.mark.parametrize("address", ["http", "file"])
def test_stacked_marks_come_from_one_family(address: str, stress: Built, page: Page) -> None:
    path = "vi/2016/05/nam-nghin-chu.html"
    page.goto(stress.http(path) if address == "http" else stress.file(path))
    assert STACKED in page.locator("h1").inner_text()
    assert STACKED in page.locator(".prose h2").first.inner_text()
    page.locator(".prose p").first.evaluate("(node, letters) => { node.textContent = letters; }", STACKED)
    for selector in ("h1", ".prose h2", ".prose p"):
        [(family, is_ours)] = fonts_of(page, selector)
        assert is_ours and family.startswith(FAMILY), selector


@FACES
def test_no_font_of_the_machine_is_used(face: Face, stress: Built, page: Page) -> None:
    page.goto(stress.http("vi/2016/05/nam-nghin-chu.html"))
    for selector in ("h1", ".prose p", ".prose pre"):
        families = {family for family, is_ours in fonts_of(page, selector) if not is_ours}
        assert families <= {f"Khotin {face}"}, selector
    if face is Face.LATE:
        assert fonts_of(page, "h1") == [("Khotin late", False)]


@pytest.mark.parametrize("kind", TEXT_PAGES, ids=str)
def test_text_has_room_between_its_lines(kind: Kind, sites: Mapping[str, Built], page: Page) -> None:
    page.goto(sites[kind.site].http(kind.path))
    assert min(page.evaluate(RATIOS, "main p, main li, main dd, td")) >= 1.5
    # Marks below one line and above the next must not touch in headings either.
    assert min(page.evaluate(RATIOS, "h1, h2, h3, h4")) >= 1.25


@pytest.mark.parametrize("kind", TEXT_PAGES, ids=str)
def test_no_text_is_smaller_than_12_pixels(kind: Kind, sites: Mapping[str, Built], phone: Page) -> None:
    phone.goto(sites[kind.site].http(kind.path))
    assert phone.evaluate(SMALL_TEXT) == []


def test_sizes_follow_the_readers_own_size(sample: Built, page: Page) -> None:
    page.goto(sample.http("vi/2017/07/bac-kan-niem-phong-205-cot-do.html"))
    size = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
    before = page.evaluate(size)
    page.evaluate("document.documentElement.style.setProperty('font-size', '24px')")
    assert page.evaluate(size) == pytest.approx(before * 1.5)
