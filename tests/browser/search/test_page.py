"""The search page as readers use it: what it shows, what the keyboard does, what it says when it fails."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.test_axe import COLOURS, EVERY_RULE, WIDTHS, look, violations
from tests.support.search_page import RESULTS, ask, shown, status
from tests.support.site import Site

VI, EN = "vi/tim-kiem.html", "en/search.html"
MANY = "khoa hoc"  # in the judged collection, more than ten articles have it


@pytest.mark.parametrize(("page", "count"), [(VI, "bài"), (EN, "article")])
def test_a_result_has_title_date_place_and_snippet(
    window: Page, judged_site: str, page: str, count: str
) -> None:
    ask(window, judged_site + page, "nguyen tu hoa binh")
    first = window.locator("#search-results li").first
    expect(first.locator(".item-title a")).to_contain_text("Nguyên tử")
    expect(first.locator("mark").first).to_be_visible()
    expect(first.locator("time")).to_contain_text("20" if page == EN else "năm 20")
    expect(first.locator("time")).to_have_attribute("datetime", re.compile(r"^20\d\d-\d\d-\d\d$"))
    expect(first.locator(".item-meta")).to_contain_text(" · ")
    expect(first.locator(".snippet")).not_to_be_empty()
    assert count in status(window)


def test_a_result_in_the_other_language_says_so(window: Page, judged_site: str) -> None:
    ask(window, judged_site + VI, "arsenic wells")
    expect(window.locator("#search-results li").first).to_contain_text("English")
    expect(window.locator(RESULTS).first).to_have_attribute("lang", "en")


def test_a_result_leads_to_its_article(window: Page, judged_site: str) -> None:
    ask(window, judged_site + VI, "nguyen tu hoa binh")
    title = window.locator(RESULTS).first.inner_text()
    window.locator(RESULTS).first.click()
    expect(window.locator("h1")).to_have_text(title)


def test_ten_results_come_at_a_time(window: Page, judged_site: str) -> None:
    first = ask(window, judged_site + VI, MANY)
    assert len(first) == 10
    window.locator("#search-more a").click()
    window.wait_for_url("**page=2**")
    expect(window.locator(RESULTS)).to_have_count(20)
    assert shown(window)[:10] == first
    expect(window.locator(RESULTS).nth(10)).to_be_focused()
    window.go_back()
    expect(window.locator(RESULTS)).to_have_count(10)


def test_the_first_results_do_not_wait_for_the_others(window: Page, judged_site: str) -> None:
    """Four come first, the number of all is said once, and the order is that of all ten."""
    window.goto(judged_site + VI)
    window.evaluate(
        """() => { window.seen = []; window.said = 0;
        const [list, status] = ["results", "status"].map((name) => document.getElementById("search-" + name));
        new MutationObserver(() => seen.push(list.querySelectorAll("li").length)).observe(document.forms[0],
          { attributeFilter: ["data-state"] });
        new MutationObserver(() => { said++; }).observe(status, { childList: true }); }"""
    )
    window.locator("#q").fill(MANY)
    window.locator("#q").press("Enter")
    expect(window.locator(RESULTS)).to_have_count(10)
    states = window.evaluate("seen")
    assert window.evaluate("said") == 1
    assert states == [4, 10]
    assert shown(window) == ask(window, judged_site + VI, MANY)


def test_results_by_date_are_newest_first(window: Page, judged_site: str) -> None:
    ask(window, judged_site + VI, MANY)
    window.locator("#search-sort").select_option("date")
    window.wait_for_url("**sort=date**")
    shown(window)
    years = [int(text[-4:]) for text in window.locator("#search-results time").all_inner_texts()]
    assert years == sorted(years, reverse=True)


def test_a_facet_narrows_and_counts(window: Page, judged_site: str) -> None:
    ask(window, judged_site + VI, MANY)
    box = window.locator("#search-province label", has_text="Điện Biên")
    number = int(box.locator("small").inner_text())
    box.locator("input").check()
    window.wait_for_url("**province=dien-bien**")
    expect(window.locator("#search-status")).to_contain_text(f"{number} bài")
    assert window.evaluate("document.activeElement.value") == "dien-bien"
    places = window.locator("#search-results .item-meta").all_inner_texts()
    assert {place.partition(" · ")[0] for place in places} == {"Điện Biên"}


def test_a_province_offers_its_predecessors(window: Page, judged_site: str) -> None:
    ask(window, judged_site + VI, "nam dinh")
    ninh_binh = window.locator("#search-province li", has_text="Ninh Bình")
    expect(ninh_binh.first).to_be_visible()
    following = ninh_binh.first.locator("xpath=following-sibling::li[1]")
    expect(following).to_have_class("former")
    expect(window.locator("#search-province .former", has_text="Nam Định")).to_be_visible()


def test_years_narrow_and_the_address_holds_it_all(window: Page, judged_site: str) -> None:
    names = ask(window, judged_site + VI, MANY, "&from=2013&until=2013&sort=date")
    assert names
    facts = window.locator("#search-results time").all_inner_texts()
    assert all(text.endswith("2013") for text in facts)
    assert window.locator("#search-sort").input_value() == "date"
    assert window.locator("[name=from]").input_value() == "2013"


def test_nothing_found_says_what_was_tried_and_offers_the_lists(window: Page, judged_site: str) -> None:
    assert ask(window, judged_site + VI, "qqqqqq wwwwww") == []
    assert "qqqqqq wwwwww" in status(window)
    expect(window.locator(".search-browse a").first).to_be_visible()


def test_a_correction_is_reported(window: Page, rules_site: str) -> None:
    ask(window, rules_site + VI, "nguyn tử")
    assert "nguyn" in status(window)
    assert "đã tìm: nguyên." in status(window)


def test_suggestions_come_while_typing_and_go_with_escape(window: Page, judged_site: str) -> None:
    window.goto(judged_site + VI)
    window.locator("#q").press_sequentially("dien b")
    suggestion = window.locator("#search-suggestions a").first
    expect(suggestion).to_have_text("Điện Biên")
    window.keyboard.press("ArrowDown")
    expect(suggestion).to_be_focused()
    window.keyboard.press("Escape")
    expect(window.locator("#q")).to_be_focused()
    expect(window.locator("#search-suggestions a")).to_have_count(0)


def test_arrows_walk_the_results_and_enter_opens_one(window: Page, judged_site: str) -> None:
    ask(window, judged_site + VI, "nguyen tu hoa binh")
    window.locator("#q").focus()
    window.keyboard.press("ArrowDown")
    expect(window.locator(RESULTS).first).to_be_focused()
    window.keyboard.press("ArrowUp")
    expect(window.locator("#q")).to_be_focused()
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    expect(window.locator("article h1")).to_contain_text("Nguyên tử")


@pytest.mark.parametrize(("home", "result"), [("vi/index.html", VI), ("en/index.html", EN)])
def test_the_box_on_every_page_leads_to_the_results(
    window: Page, rules_site: str, home: str, result: str
) -> None:
    window.goto(rules_site + home)
    window.keyboard.press("/")
    expect(window.locator(".search-box input")).to_be_focused()
    window.keyboard.type("điện biên")
    window.keyboard.press("Enter")
    window.wait_for_url(f"**/{result}?q=*")
    assert shown(window)[0] == "dien-bien"


def test_without_javascript_the_page_leads_to_the_lists(
    browser_context_args: object, window: Page, rules_site: str
) -> None:
    assert window.context.browser
    context = window.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(rules_site + VI)
    expect(page.locator("noscript p")).to_contain_text("JavaScript")
    expect(page.locator("#q")).to_be_hidden()
    links = page.locator(".search-browse a")
    assert links.count() > 4
    links.first.click()
    expect(page.locator("h1")).to_be_visible()
    for path in ("index.html", "vi/index.html", "vi/tim-kiem.html", "vi/kiem-chung/index.html"):
        page.goto(rules_site + path)
        expect(page.locator("input, textarea").filter(visible=True)).to_have_count(0)
        assert page.get_by_role("link").count() > 1
    context.close()


# --- what can go wrong ------------------------------------------------------------------------------------


def test_a_very_long_query_is_cut_and_said_so(window: Page, rules_site: str) -> None:
    ask(window, rules_site + VI, "hòa bình " * 1200)
    assert "quá dài" in status(window)
    expect(window.locator("#q")).to_be_visible()


def test_markup_stays_text(window: Page, rules_site: str) -> None:
    ran: list[str] = []
    window.on("dialog", lambda dialog: ran.append(dialog.message))
    ask(window, rules_site + VI, "<img src=x onerror=alert(1)><script>alert(2)</script> hoa")
    assert window.locator("#search-results img, #search-results script, #search-status img").count() == 0
    assert not ran


@pytest.mark.parametrize(
    "damage", [b"", b"khotin.got('x", b'khotin.got("%s","@@@")', b'khotin.got("%s","AAAA")']
)
def test_a_broken_file_is_said_and_the_page_goes_on(window: Page, rules_output: Path, damage: bytes) -> None:
    """The file is missing, cut short, no Base64, or nothing that can be unpacked."""

    def spoil(route: object) -> None:
        name = "/".join(route.request.url.split("/")[-2:]).removesuffix(".js")  # type: ignore[attr-defined]
        body = damage % name.encode() if b"%s" in damage else damage
        route.fulfill(status=200 if damage else 404, body=body, content_type="text/javascript")  # type: ignore[attr-defined]

    window.route("**/search/n*/*.js", spoil)
    ask(window, f"{rules_output.as_uri()}/{VI}", "hòa bình")
    assert "Không đọc được" in status(window)
    expect(window.locator(".search-browse a").first).to_be_visible()
    window.unroute("**/search/n*/*.js")
    assert ask(window, f"{rules_output.as_uri()}/{VI}", "hòa bình")


# --- for everybody ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [VI, EN])
def test_axe_finds_nothing_in_results_and_facets(window: Page, judged_site: str, page: str) -> None:
    ask(window, judged_site + page, MANY)
    expect(window.locator("#search-author li").first).to_be_visible()
    window.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        look(window, width, "light")
        assert violations(window, EVERY_RULE) == [], width
        look(window, width, "dark")
        assert violations(window, COLOURS) == [], width
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    look(window, 1280, "light")


def test_an_archive_without_articles_finds_nothing(window: Page, site: Site) -> None:
    assert not site.build().problems
    assert ask(window, f"{site.output.as_uri()}/{VI}", "hòa bình") == []
    assert "Không tìm thấy" in status(window)
