"""Old addresses in Chromium: pasted, or come to, on a host and from files; each leads to its article."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from generator.text.old_address import key_of, parse_old_address
from tests.browser.conftest import PATIENCE, ContextMaker
from tests.browser.test_axe import COLOURS, EVERY_RULE, WIDTHS, look, violations
from tests.support.built_sites import SUB_PATH, Built
from tests.support.site import Site
from tests.support.static_server import serving

VI, EN = "vi/dia-chi-cu.html", "en/old-address.html"
ALIASES = (
    "http://sokhcn.cu.example/tabid/123/ArticleID/45/Default.aspx?x=1",
    "/?q=node/12",
    "/tin tức/bài số 5.html",
    "/index.php?option=com_content&view=article&id=9",
    "/tin/6.html",
    "/Upload/van-ban.PDF",
    "/xem?7",
)
PARTS_OF_THE_LIST = re.compile(r"/old/p[0-9a-f]\.js$")
# What readers have, and which of the articles it means.
PASTED = (
    ("http://sokhcn.cu.example/tabid/123/ArticleID/45/Default.aspx?x=1", 0),
    ("  <https://www.sokhcn.cu.example:443/TABID/123/articleid/45/default.aspx?X=1#top>\n", 0),
    ("sokhcn.cu.example/tabid/123/ArticleID/45/Default.aspx?x=1", 0),
    ("/tabid/123/ArticleID/45/Default.aspx?x=1", 0),
    ("https://web.archive.org/web/2019/http://sokhcn.cu.example/tabid/123/ArticleID/45/Default.aspx?x=1", 0),
    ("http://cu.example/?q=node%2F12", 1),
    ("http://cu.example/index.html?q=node/12&fbclid=abc", 1),
    ("http://cu.example/tin%20t%E1%BB%A9c/b%C3%A0i%20s%E1%BB%91%205.html", 2),
    ("http://cu.example/tin tức/bài số 5.html/", 2),
    ("cu.example/index.php?id=9&amp;view=article&amp;option=com_content&Itemid=3", 3),
    ("https://khotin.example/luu-tru/tin/6.html", 4),
    ("Xem http://cu.example/tin/6.html".removeprefix("Xem "), 4),
    ("http://cu.example/tin/6.html).", 4),
    ("http://cu.example/upload/van-ban.pdf", 5),
    ("http://cu.example/xem?7", 6),
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.support.site import SETTINGS

    site = Site(tmp_path_factory.mktemp("old"))
    site.write(f'-- site.toml --\nformer_base_urls = ["https://truoc.example/"]\n{SETTINGS}')
    for number, alias in enumerate(ALIASES):
        aliases = json.dumps(
            [alias, *(f"/nhieu.aspx?id={number}-{n}" for n in range(12))], ensure_ascii=False
        )
        site.article(f"tin-tuc/bai-{number}.md", title=f"Bài {number}", aliases=aliases)
    joined = "https://truoc.example/vi/2014/01/hai.html"
    site.article("tin-tuc/mot.md", title="Một", aliases=f"[http://mot.example/chung, {joined}]")
    site.article("tin-tuc/hai.md", title="Hai", aliases="[http://hai.example/chung]")
    assert not site.build().problems
    return site.output


@pytest.fixture(scope="module", params=["http", "file"])
def address(request: pytest.FixtureRequest, output: Path) -> Iterator[str]:
    """Where the site begins: on a host under a sub-path, or on a disk."""
    if request.param == "file":
        yield f"{output.as_uri()}/"
        return
    with serving(output, SUB_PATH) as server:
        yield f"{server}{SUB_PATH}"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def ask(window: Page, page: str, text: str) -> None:
    window.goto(page)
    window.get_by_role("textbox").fill(text)
    window.locator("#old-form button").click()
    expect(window.locator("#old-status")).not_to_be_empty()


# --- the page ---------------------------------------------------------------------------------------------


def test_what_readers_paste_leads_to_the_article(window: Page, address: str) -> None:
    for pasted, number in PASTED:
        ask(window, address + VI, pasted)
        expect(window.locator("#old-status"), pasted).to_have_text(
            "Kho tin không biết đúng địa chỉ này; có thể đó là trang sau:"
            if "Itemid" in pasted
            else "Trang ấy nay ở đây:"
        )
        link = window.locator("#old-results a")
        expect(link, pasted).to_have_text(f"Bài {number}")
        expect(link).to_be_focused()
    window.keyboard.press("Enter")
    expect(window.locator("h1")).to_have_text("Bài 6")


def test_only_one_part_of_the_list_is_read(window: Page, address: str) -> None:
    read: list[str] = []
    window.on("request", lambda request: read.append(request.url) if "/old/" in request.url else None)
    ask(window, address + EN, "/tin/6.html")
    expect(window.locator("#old-results a")).to_have_text("Bài 6".replace("6", "4"))
    names = [url.removeprefix(f"{address}old/") for url in read if url.startswith(f"{address}old/")]
    assert len(names) == 2 and names[0] == "index.js", names


def test_a_pasted_address_is_looked_up_at_once_and_stays_in_the_address(window: Page, address: str) -> None:
    window.goto(address + EN)
    window.get_by_role("textbox").focus()
    window.evaluate("""() => {
        const field = document.querySelector("#a");
        field.value = "/tin/6.html";
        field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true }));
    }""")
    expect(window.locator("#old-results a")).to_have_text("Bài 4")
    window.reload()
    expect(window.get_by_role("textbox")).to_have_value("/tin/6.html")
    expect(window.locator("#old-results a")).to_have_text("Bài 4")


def test_an_address_of_several_sites_is_offered_for_each(window: Page, address: str) -> None:
    ask(window, address + EN, "/chung")
    expect(window.locator("#old-status")).to_have_text("Several old sites had a page at this address:")
    expect(window.locator("#old-results li")).to_contain_text(["hai.example", "mot.example"])
    ask(window, address + EN, "https://www.mot.example/chung/")
    expect(window.locator("#old-results a")).to_have_text("Một")


@pytest.mark.parametrize(
    ("page", "said"),
    [(VI, "Kho tin không biết địa chỉ này."), (EN, "The archive does not know this address.")],
)
def test_an_unknown_address_offers_a_search_for_its_words(
    window: Page, address: str, page: str, said: str
) -> None:
    ask(window, address + page, "http://cu.example/tin/hoi-nghi-tong-ket-nam-2013-88.html?x=1")
    expect(window.locator("#old-status")).to_have_text(said)
    link = window.locator("#old-results a")
    expect(link).to_contain_text("hoi nghi tong ket nam")
    link.click()
    expect(window.locator("#q")).to_have_value("hoi nghi tong ket nam")


def test_an_address_of_this_archive_is_known_as_one(window: Page, address: str) -> None:
    ask(window, address + EN, "https://khotin.example/luu-tru/vi/2014/01/bai-3.html")
    expect(window.locator("#old-status")).to_have_text("This is an address of this archive:")
    window.locator("#old-results a").click()
    expect(window.locator("h1")).to_have_text("Bài 3")


@pytest.mark.parametrize(
    ("pasted", "page"),
    [
        ("https://truoc.example/vi/2014/01/mot.html", "mot"),
        ("www.truoc.example/vi/2014/01/mot.html", "mot"),
        ("https://truoc.example/vi/2014/01/hai.html", "mot"),
        ("https://khotin.example/luu-tru/vi/2014/01/hai.html", "hai"),
    ],
)
def test_an_address_of_an_archive_that_is_joined_in_this_one(
    window: Page, address: str, pasted: str, page: str
) -> None:
    ask(window, address + VI, pasted)
    link = window.locator("#old-results a")
    expect(link).to_have_count(1)
    assert (link.get_attribute("href") or "").endswith(f"/vi/2014/01/{page}.html")


@pytest.mark.parametrize(
    "pasted", ["javascript:alert(1)", "<img src=x onerror=alert(1)>", "?" * 5000, "%", "%%%/?=&&="]
)
def test_what_is_no_address_does_no_harm(window: Page, address: str, pasted: str) -> None:
    ran: list[str] = []
    window.on("dialog", lambda dialog: ran.append(dialog.message))
    ask(window, address + VI, pasted)
    expect(window.locator("#old-status")).to_have_text("Kho tin không biết địa chỉ này.")
    assert window.locator("#old-results img, #old-results a[href^='javascript']").count() == 0
    assert not ran


def test_a_list_that_cannot_be_read_is_said(window: Page, output: Path) -> None:
    window.route(PARTS_OF_THE_LIST, lambda route: route.abort())
    ask(window, f"{output.as_uri()}/{EN}", "/tin/6.html")
    expect(window.locator("#old-status")).to_contain_text("could not be read")
    window.unroute(PARTS_OF_THE_LIST)


@pytest.mark.parametrize("page", [VI, EN])
def test_without_javascript_the_page_explains_and_leads_to_the_lists(
    sample: Built, page: str, open_context: ContextMaker
) -> None:
    window = open_context(java_script_enabled=False).new_page()
    window.goto(sample.file(page))
    expect(window.locator("noscript p")).to_contain_text("JavaScript")
    expect(window.locator("#old-form")).to_be_hidden()
    window.locator(".old-browse a").nth(1).click()
    expect(window.locator("h1")).to_be_visible()


@pytest.mark.parametrize("page", [VI, EN, "404.html"])
def test_axe_finds_nothing(window: Page, output: Path, page: str) -> None:
    with serving(output, SUB_PATH) as server:
        if page == "404.html":
            window.goto(f"{server}{SUB_PATH}khong/co")
        else:
            ask(window, f"{server}{SUB_PATH}{page}", "/chung")
        window.evaluate(AXE_SCRIPT)
        for width in WIDTHS:
            look(window, width, "light")
            assert violations(window, EVERY_RULE) == [], width
            look(window, width, "dark")
            assert violations(window, COLOURS) == [], width
            assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        look(window, 1280, "light")


# --- addresses that readers come to -----------------------------------------------------------------------


def test_a_host_without_rules_leads_on_all_the_same(window: Page, output: Path) -> None:
    """By the page at the address, by the page for what is missing, or by the root page."""
    with serving(output, SUB_PATH) as server:
        for path, number in (
            ("tin/6.html", 4),
            ("tin%20t%E1%BB%A9c/b%C3%A0i%20s%E1%BB%91%205.html", 2),
            ("TabId/123/ArticleID/45/Default.aspx?x=1", 0),
            ("?q=node/12", 1),
            ("index.php?view=article&option=com_content&id=9", 3),
        ):
            window.goto(f"{server}{SUB_PATH}{path}")
            expect(window.locator("article h1"), path).to_have_text(f"Bài {number}")


def test_the_page_for_what_is_missing_leads_to_the_search_and_to_old_addresses(
    window: Page, output: Path
) -> None:
    with serving(output, SUB_PATH) as server:
        missing = f"{server}{SUB_PATH}tin/hoi-nghi-tong-ket-12.html?x=1"
        window.goto(missing)
        boxes = window.locator(".search-box input")
        expect(boxes).to_have_count(2)
        expect(boxes.nth(1)).to_have_value("hoi nghi tong ket")
        window.get_by_role("link", name="Địa chỉ cũ?").click()
        expect(window.get_by_role("textbox")).to_have_value(missing)
        window.goto(missing)
        boxes.nth(1).press("Enter")
        expect(window).to_have_url(f"{server}{SUB_PATH}en/search.html?q=hoi+nghi+tong+ket")


def test_a_page_at_an_old_address_leads_on_from_a_disk(window: Page, output: Path) -> None:
    window.goto(f"{output.as_uri()}/tin/6.html")
    expect(window.locator("article h1")).to_have_text("Bài 4")


def test_the_root_page_stays_where_its_address_says_nothing(window: Page, sample: Built) -> None:
    for query in ("", "?x=1", "?q=node/99"):
        window.goto(sample.http(f"index.html{query}"))
        expect(window.get_by_role("heading", level=1)).to_have_text("Kho tin mẫu")


# --- one rule in two languages ----------------------------------------------------------------------------

PIECES = (
    *(
        "/",
        "//",
        "a",
        "B",
        "Đ",
        "ứ",
        "u\u031b\u0301",
        "%C4%90",
        "%c4",
        "%E1%BB",
        "%2F",
        "%3f",
        "?",
        "&",
        "&amp;",
    ),
    *(
        "=",
        "+",
        " ",
        "..",
        ".",
        "#",
        "index.html",
        "https:",
        "HTTP:",
        "//www.Cu.example:80",
        "x@y",
        "%00",
        "0",
    ),
    *(
        "utm_source=z",
        "fbclid=1",
        "'",
        "é",
        "😀",
        "\u2028",
        "\x1d",
        "ſ",
        "\u212a",
        "(",
        "~",
        "*",
        "!",
        ";",
        ":",
    ),
    *("@", '"', "<", "\\", "|"),
)


def test_the_browser_takes_addresses_apart_as_the_build_does(window: Page, output: Path) -> None:
    window.goto(f"{output.as_uri()}/{VI}")
    texts: list[str] = []

    @given(
        st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
        | st.text(st.characters(codec="utf-8"), max_size=20)
    )
    @settings(max_examples=400, database=None)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    told = window.evaluate(
        """texts => texts.map(text => {
            const found = khotin.oldAddress(text);
            return found && [found.host, khotin.oldKey(found.path, found.pairs)];
        })""",
        texts,
    )
    for text, found in zip(texts, told, strict=True):
        parsed = parse_old_address(text)
        assert found == (parsed and [parsed.host, key_of(parsed.path, parsed.query)]), repr(text)
