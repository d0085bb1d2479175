"""Pages fit: no sideways scroll on the narrowest phone, lines that the eye can follow, nothing that jumps."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ContextMaker
from tests.support.built_sites import Built
from tests.support.page_kinds import KINDS, Kind

# WCAG 1.4.12: line height 1.5, paragraphs 2 em apart, letters 0.12 em, words 0.16 em.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
ADD_STYLE = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""

# What sticks out at the right, unless something around it scrolls or hides it.
STICKING_OUT = """() => {
    const scrolls = node => node && node !== document.body
        && (getComputedStyle(node).overflowX !== "visible" || scrolls(node.parentElement));
    const wide = [...document.body.querySelectorAll("*")].filter(node => !scrolls(node.parentElement)
        && node.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5);
    return wide.map(node => `${node.tagName} ${node.className}: ${node.textContent.slice(0, 60)}`);
}"""
SCROLL_WIDTH = "document.documentElement.scrollWidth"

LINES = """selector => {
    const lengths = [];
    for (const paragraph of document.querySelectorAll(selector)) {
        const lines = new Map();
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const range = document.createRange();
            const text = walker.currentNode.textContent;
            for (let at = 0; at < text.length; at++) {
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + 1);
                const [box] = range.getClientRects();
                if (box) lines.set(Math.round(box.bottom), (lines.get(Math.round(box.bottom)) ?? 0) + 1);
            }
        }
        lengths.push(...lines.values());
    }
    return lengths;
}"""

SHIFT = """() => new Promise(done => {
    let total = 0;
    const add = list => { for (const entry of list.getEntries()) total += entry.value; };
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    scrollTo(0, document.body.scrollHeight);
    setTimeout(() => done(total), 400);
})"""


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_no_sideways_scroll_at_320_pixels(kind: Kind, sites: Mapping[str, Built], phone: Page) -> None:
    phone.goto(sites[kind.site].http(kind.path))
    assert phone.evaluate(STICKING_OUT) == []
    assert phone.evaluate(SCROLL_WIDTH) == 320
    phone.evaluate(ADD_STYLE, TEXT_SPACING)
    assert phone.evaluate(STICKING_OUT) == [], "with the text spacing of WCAG 1.4.12"
    assert phone.evaluate(SCROLL_WIDTH) == 320


def test_a_wide_table_scrolls_by_itself(stress: Built, phone: Page) -> None:
    phone.goto(stress.http("vi/2016/05/nam-nghin-chu.html"))
    frame = phone.locator(".table-scroll").first
    width, inner = frame.evaluate("node => [node.clientWidth, node.scrollWidth]")
    assert inner > width
    frame.evaluate("node => node.addEventListener('scroll', () => { node.dataset.scrolled = 'yes'; })")
    frame.focus()
    phone.keyboard.press("ArrowRight")
    expect(frame).to_have_attribute("data-scrolled", "yes")


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("vi/2016/05/nam-nghin-chu.html", ".prose > p"),
        ("en/2016/05/nam-nghin-chu.html", ".prose > p"),
        ("vi/2014/01/du-moi-thu.html", "main p"),
        ("vi/tinh/ninh-binh.html", "main p"),
        ("vi/index.html", "main p"),
        ("en/index.html", "main p"),
    ],
)
@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_a_line_has_at_most_75_characters(
    path: str, selector: str, width: int, stress: Built, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(stress.http(path))
    lengths = page.evaluate(LINES, selector)
    assert lengths
    assert max(lengths) <= 75


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "vi/index.html",
        "vi/2017/07/bac-kan-niem-phong-205-cot-do.html",
        "en/2025/06/four-lands.html",
        "vi/2017/07/kiem-dinh-bac-kan.html",
        "vi/muc/san-pham.html",
    ],
)
def test_nothing_jumps_while_the_page_loads(
    path: str, width: int, sample: Built, open_context: ContextMaker
) -> None:
    page = open_context(viewport={"width": width, "height": 740}).new_page()
    page.goto(sample.http(path))
    assert page.evaluate(SHIFT) == 0
