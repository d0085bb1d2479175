"""Pages fit, in their own face and in a wide one: no sideways scroll on the narrowest phone, no broken words,
lines that the eye can follow, nothing that jumps."""

from collections.abc import Iterator, Mapping

import pytest
from _pytest.mark import ParameterSet
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FACES, ContextMaker
from tests.support.built_sites import SUB_PATH, Built
from tests.support.fonts import Face
from tests.support.page_kinds import KINDS, Kind
from tests.support.static_server import serving

ALL_KINDS = (
    *KINDS,
    Kind("stress", "vi/tim-kiem.html?q=khoa+hoc"),
    Kind("stress", "en/search.html?q=khoa+hoc"),
    Kind("stress", "vi/dia-chi-cu.html"),
    Kind("stress", "en/old-address.html"),
)

# WCAG 1.4.12: line height 1.5, paragraphs 2 em apart, letters 0.12 em, words 0.16 em.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
AS_IT_IS, LARGER, TWICE_AS_LARGE = (f"html {{ font-size: {size}% !important; }}" for size in (100, 130, 200))
ADD_STYLE = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""

# As the browsers of phones do it: text grows, and lengths that follow the size of the root's do not.
GROW_TEXT_ALONE = """factor => {
    const nodes = [...document.body.querySelectorAll("*")];
    const sizes = nodes.map(node => parseFloat(getComputedStyle(node).fontSize) * factor);
    nodes.forEach((node, at) => node.style.setProperty("font-size", `${sizes[at]}px`));
}"""
OPEN_ALL = "() => { for (const part of document.querySelectorAll('details')) part.open = true; }"

# What sticks out at the right, unless something around it scrolls or hides it.
STICKING_OUT = """() => {
    const scrolls = node => node && node !== document.body
        && (getComputedStyle(node).overflowX !== "visible" || scrolls(node.parentElement));
    const end = document.documentElement.clientWidth + 0.5;
    const wide = [...document.body.querySelectorAll("*")].filter(node =>
        node.getBoundingClientRect().right > end && !scrolls(node.parentElement));
    return wide.map(node => `${node.tagName} ${node.className}: ${node.textContent.slice(0, 60)}`);
}"""
# Words that go on in the next line though they would fit into half of one.
BROKEN_WORDS = """() => {
    const broken = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.parentElement.checkVisibility() || node.parentElement.closest("script, .unseen")) continue;
        for (const word of node.textContent.matchAll(/\\S+/g)) {
            if (/[-‑–—/@_=&?]/.test(word[0])) continue;
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const boxes = [...range.getClientRects()];
            const lines = new Set(boxes.map(box => Math.round(box.bottom)));
            const width = boxes.reduce((sum, box) => sum + box.width, 0);
            if (lines.size > 1 && width < innerWidth / 2) broken.push(word[0]);
        }
    }
    return broken;
}"""
# Marks that begin a line, though they belong to the word before.
LONELY_MARKS = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const block = node => node.parentElement.closest("p, li, dd, dt, h1, h2, h3, td, th, figcaption, div");
    const box = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getClientRects()[0];
    };
    let before;
    while (walker.nextNode()) {
        const node = walker.currentNode, around = node.parentElement;
        if (!node.data.trim() || !around.checkVisibility() || around.closest("svg, .unseen")) continue;
        if (before && /^[,.;:!?)”]/.test(node.data) && block(before) === block(node)) {
            const last = box(before, before.data.trimEnd().length - 1), first = box(node, 0);
            if (last && first && first.top >= last.bottom - 2) found.push(before.data + node.data);
        }
        before = node;
    }
    return found;
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

# What has no node of the page is the browser's own: it lays out the controls of a film when it likes.
SHIFT = """() => new Promise(done => {
    let total = 0;
    const add = list => { for (const entry of list.getEntries())
        if (entry.sources.some(source => source.node)) total += entry.value; };
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    scrollTo(0, document.body.scrollHeight);
    setTimeout(() => done(total), 400);
})"""


def faces_and_kinds() -> Iterator[ParameterSet]:
    """The wide face strains every kind of page: the Vietnamese ones, every other one in English.

    In the page's own face some of the sample's are enough. All the others are among the long tests.
    """
    english = [kind for kind in ALL_KINDS if not kind.path.startswith("vi/")]
    own = [kind for kind in ALL_KINDS if kind.site == "sample"]
    for face, kinds in ((Face.LATE, ALL_KINDS), (Face.OWN, own)):
        for kind in kinds:
            usual = kind not in english[1::2] if face is Face.LATE else kind in own[::3]
            marks = () if usual else pytest.mark.long
            yield pytest.param(face, kind, id=f"{face}-{kind}", marks=marks)


@pytest.mark.parametrize(("face", "kind"), tuple(faces_and_kinds()), indirect=["face"])
def test_pages_fit_on_phones(face: Face, kind: Kind, sites: Mapping[str, Built], phone: Page) -> None:
    phone.goto(sites[kind.site].http(kind.path))
    phone.evaluate(OPEN_ALL)
    for style in (TEXT_SPACING, LARGER, TWICE_AS_LARGE):
        phone.evaluate(ADD_STYLE, style)
        assert_it_fits(phone, 320, style)
    phone.evaluate(ADD_STYLE, AS_IT_IS)
    for width in (320, 360):
        assert_it_fits(phone, width, AS_IT_IS)
    phone.evaluate(GROW_TEXT_ALONE, 2)
    assert_it_fits(phone, 360, "text twice as large, all else as it is")


def assert_it_fits(phone: Page, width: int, style: str) -> None:
    phone.set_viewport_size({"width": width, "height": 640})
    assert phone.evaluate(STICKING_OUT) == [], style
    assert phone.evaluate(SCROLL_WIDTH) == width, style
    assert phone.evaluate(BROKEN_WORDS) == [], style


@pytest.mark.parametrize(
    "path", ["vi/index.html", "en/provinces/ninh-binh.html", "vi/2025/06/bon-vung-dat.html"]
)
def test_no_comma_begins_a_line(path: str, sample: Built, phone: Page) -> None:
    phone.goto(sample.http(path))
    for width in range(320, 440, 8):
        phone.set_viewport_size({"width": width, "height": 640})
        assert phone.evaluate(LONELY_MARKS) == [], width


def test_the_controls_of_a_film_cover_nothing_of_its_picture(sample: Built, phone: Page) -> None:
    phone.goto(sample.http("vi/2017/07/kiem-dinh-bac-kan.html"))
    room = """video => video.getBoundingClientRect().height
        - video.getBoundingClientRect().width * 675 / 1200"""
    assert phone.locator(".film video").evaluate(room) >= 64


@FACES
def test_a_wide_table_scrolls_by_itself(face: Face, stress: Built, phone: Page) -> None:
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
@FACES
def test_a_line_has_at_most_75_characters(
    path: str, selector: str, face: Face, stress: Built, page: Page
) -> None:
    page.goto(stress.http(path))
    for width in (768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        lengths = page.evaluate(LINES, selector)
        assert lengths
        assert max(lengths) <= 75, width


# Each page in each face and in each width; in every pair of them among the long tests.
@pytest.mark.parametrize(
    ("width", "face"),
    [
        (360, Face.LATE),
        (1280, Face.OWN),
        pytest.param(360, Face.OWN, marks=pytest.mark.long),
        pytest.param(1280, Face.LATE, marks=pytest.mark.long),
    ],
    ids=str,
    indirect=["face"],
)
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
    path: str, width: int, face: Face, sample: Built, open_context: ContextMaker
) -> None:
    page = open_context(viewport={"width": width, "height": 740}).new_page()
    page.goto(sample.http(path))
    assert page.evaluate(SHIFT) == 0


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "vi/index.html",
        "vi/2017/07/bac-kan-niem-phong-205-cot-do.html",
        "en/2025/06/four-lands.html",
        "vi/2017/index.html",
        "vi/tinh/ninh-binh.html",
        "vi/nam/index.html",
    ],
)
def test_nothing_moves_while_a_page_comes_slowly(
    path: str, width: int, sample: Built, late_browser: Browser
) -> None:
    """The machine has another face than the page, which is seen in its own from the start."""
    with serving(sample.output, SUB_PATH, slow=True) as address:
        page = late_browser.new_page(viewport={"width": width, "height": 740})
        page.goto(f"{address}{SUB_PATH}{path}")
        assert page.evaluate(SHIFT) == 0
        page.close()
