"""The states of the search page: filters that are on, tiers, translations, half a word, paper."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ContextMaker
from tests.support.built_sites import Built
from tests.support.search_page import RESULTS, ask, shown, status

VI, EN = "vi/tim-kiem.html", "en/search.html"
CHIPS = "#search-chips a"
_SHIFTS = """() => new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
  .observe({ type: "layout-shift", buffered: true })
  || setTimeout(done, 1500, 0))"""


@pytest.mark.parametrize("width", [360, 1280])
def test_filters_that_are_on_stand_above_the_results(
    sample: Built, open_context: ContextMaker, width: int
) -> None:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    narrowed = ask(page, sample.file(VI), "khoa hoc", "&province=bac-kan&from=2016&until=2018")
    expect(page.locator(CHIPS)).to_have_text(["Bỏ điều kiện lọc: Bắc Kạn ×", "Bỏ điều kiện lọc: 2016–2018 ×"])
    page.locator(CHIPS).first.click()
    expect(page.locator(CHIPS)).to_have_count(1)
    expect(page.locator(CHIPS)).to_be_focused()
    assert "province" not in page.url
    assert len(shown(page)) > len(narrowed) > 0
    page.go_back()
    expect(page.locator(CHIPS)).to_have_count(2)


def test_filters_stay_on_when_other_words_are_asked(sample: Built, open_context: ContextMaker) -> None:
    page = open_context(viewport={"width": 360, "height": 800}).new_page()
    ask(page, sample.file(VI), "khoa hoc", "&province=bac-kan")
    page.locator("#q").fill("cam")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=cam**")
    assert "province=bac-kan" in page.url


def test_filters_stand_beside_the_results_where_there_is_room(sample: Built, page: Page) -> None:
    ask(page, sample.file(EN), "khoa hoc")
    box = page.get_by_role("checkbox", name="Bac Kan")
    expect(box).to_be_visible()
    expect(page.locator("#search-facets > summary")).to_be_hidden()
    side, results = (page.locator(each).bounding_box() for each in (".search-side", ".search-found"))
    assert side and results
    assert side["x"] >= results["x"] + results["width"]


def test_a_bar_of_years_and_its_table_lead_to_the_articles_counted(sample: Built, page: Page) -> None:
    ask(page, sample.file(VI), "khoa hoc")
    bars = page.locator("#search-bars a")
    expect(bars.first).to_be_visible()
    label = bars.first.get_attribute("aria-label") or ""
    bars.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**from=**")
    expect(page.locator(CHIPS)).to_have_text([f"Bỏ điều kiện lọc: {label.split(':')[0]} ×"])
    assert status(page).startswith(label.split(": ")[1])
    page.locator(".bars-table summary").click()
    year, count = page.locator("#search-years tr").first.inner_text().split()
    page.get_by_role("link", name=year, exact=True).click()
    page.wait_for_url(f"**from={year}&until={year}**")
    expect(page.locator("#search-status")).to_contain_text(f"{count} bài")


def test_the_title_of_the_document_has_the_query(sample: Built, page: Page) -> None:
    ask(page, sample.file(EN), "bac kan")
    expect(page).to_have_title("bac kan – Search – Khotin Sample Archive")


def test_an_article_and_its_translation_are_one_result(sample: Built, page: Page) -> None:
    ask(page, sample.file(VI), "TCVN ISO 9001")
    row = page.locator("#search-results li", has_text="ISO 9001").first
    other = row.locator(".item-meta a")
    expect(other).to_have_text("English")
    expect(other).to_have_attribute("hreflang", "en")
    links = page.eval_on_selector_all(RESULTS, "links => links.map((link) => link.pathname)")
    assert not any(path.endswith((other.get_attribute("href") or "")[2:]) for path in links)


@pytest.mark.parametrize(("path", "name"), [(VI, "Bắc Kạn"), (EN, "Bac Kan")])
def test_a_row_names_the_province_in_the_language_of_the_page(
    sample: Built, page: Page, path: str, name: str
) -> None:
    ask(page, sample.file(path), "Bắc Kạn")
    places = page.locator("#search-results .item-meta").all_inner_texts()
    assert name in {place.partition(" · ")[0] for place in places}


def test_what_has_the_words_apart_stands_under_its_own_heading(sample: Built, page: Page) -> None:
    ask(page, sample.file(VI), "Nam Định")
    heading = page.locator("#search-results h2").nth(1)
    expect(heading).to_contain_text("bài khác có các tiếng này")
    assert heading.inner_text() in status(page)
    first = page.locator("#search-results section").first.locator("mark").all_inner_texts()
    assert {mark.casefold() for mark in first} == {"nam định"}


def test_a_province_answers_with_its_page_and_its_feed(sample: Built, page: Page) -> None:
    ask(page, sample.file(VI), "nam dinh")
    answer = page.get_by_role("list", name="Trang trả lời câu tìm").get_by_role("listitem")
    expect(answer).to_contain_text("nay thuộc Ninh Bình")
    feed = page.locator("#search-save a", has_text="Atom")
    path = (feed.get_attribute("href") or "").removeprefix("../")
    assert (sample.output / path).is_file()
    answer.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("Nam Định")


def test_a_title_answers_with_its_article_and_an_address_with_the_page_of_old_ones(
    sample: Built, page: Page
) -> None:
    ask(page, sample.file(VI), "khoa hoc")
    title = page.locator(RESULTS).first.inner_text()
    ask(page, sample.file(VI), title.lower())
    answer = page.get_by_role("list", name="Trang trả lời câu tìm").get_by_role("listitem")
    expect(answer.first).to_have_text(f"{title} bài có đúng tiêu đề này")
    page.goto(f"{sample.file(VI)}?q={quote('http://so.example/Default.aspx?x=1', safe='')}")
    answer.first.get_by_role("link", name="Địa chỉ cũ?").click()
    expect(page.locator("#a")).to_have_value("http://so.example/Default.aspx?x=1")


@pytest.mark.parametrize("typed", ["T7/2023", "7/2023", "tháng 7 năm 2023", "July 24, 2023", "24 July 2023"])
def test_a_month_answers_with_its_page_however_it_is_typed(sample: Built, page: Page, typed: str) -> None:
    page.goto(f"{sample.file(VI)}?q={quote(typed, safe='')}")
    expect(page.get_by_role("list", name="Trang trả lời câu tìm")).to_contain_text("Tháng 7 năm 2023")


def test_half_a_word_is_not_said_to_be_nowhere(sample: Built, page: Page) -> None:
    page.goto(sample.file(VI))
    page.locator("#q").press_sequentially("qqqq")
    page.wait_for_url("**q=qqqq**")
    page.wait_for_selector('#search-form[data-state="typing"]', state="attached")
    assert status(page) == ""
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_contain_text("Không tìm thấy")


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_results_come(sample: Built, open_context: ContextMaker, width: int) -> None:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    ask(page, sample.http(VI), "khoa hoc")
    expect(page.locator(".snippet").first).not_to_be_empty()
    assert page.evaluate(_SHIFTS) == 0


def test_paper_has_results_without_form_filters_and_gaps(sample: Built, page: Page) -> None:
    ask(page, sample.file(VI), "khoa hoc")
    expect(page.locator(".snippet").first).not_to_be_empty()
    page.emulate_media(media="print")
    for hidden in ("#search-form", ".search-side", ".search-more"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".snippet").first).to_be_visible()
    expect(page.locator(".snippet:empty").last).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "first", "close"),
    [(VI, "Đến chỗ đầu", "Bỏ đánh dấu"), (EN, "To the first", "Remove the marks")],
)
def test_an_article_marks_what_was_searched_for(
    sample: Built, page: Page, path: str, first: str, close: str
) -> None:
    ask(page, sample.file(path), "bac kan", f"&language={path[:2]}")
    link = page.locator(RESULTS).first
    expect(link).to_have_attribute("href", re.compile(r"#find=.*:~:text="))
    link.press("Enter")
    marks = page.locator("mark.found")
    expect(marks.first).to_be_attached()
    page.get_by_role("button", name=first).press("Enter")
    expect(page.locator(".found-here")).to_be_in_viewport()
    expect(page.locator(".found-bar [role=status]")).to_have_text(re.compile(rf"^1\D+{marks.count()}$"))
    page.get_by_role("button", name=close).press("Enter")
    expect(marks).to_have_count(0)
    assert "#" not in page.url


def test_an_address_that_was_cut_short_marks_nothing(sample: Built, page: Page) -> None:
    page.goto(sample.file("vi/2017/07/bac-kan-niem-phong-205-cot-do.html") + "#find=%E1%BB")
    page.wait_for_load_state("networkidle")
    expect(page.locator("mark.found, .found-bar")).to_have_count(0)


def test_articles_are_not_said_to_have_a_word_that_is_nowhere(
    sample: Built, open_context: ContextMaker
) -> None:
    page = open_context(viewport={"width": 1280, "height": 800}).new_page()
    assert ask(page, sample.file(VI), "ngihên cứu")
    said = status(page)
    assert "có “nghiên cứu”" in said
    assert "không có từ “ngihên”; đã tìm: nghiên." in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"cam"', "bài có “cam”."),
        ('cam "bắc kạn"', "bài có “cam” và “bắc kạn”."),
        ('"khoa học" -cam', "bài có “khoa học”, nhưng không có “cam”."),
        ('khoa học -cam -"bắc kạn"', "bài có “khoa học”, nhưng không có “cam” hoặc “bắc kạn”."),
        ("KHCN", "bài có “KHCN” (hoặc cách gọi khác)."),
        ("khoa học OR cam", "bài có “khoa học” và “cam”."),
    ],
)
def test_what_was_found_is_said_in_words_not_in_signs(
    sample: Built, open_context: ContextMaker, typed: str, said: str
) -> None:
    page = open_context(viewport={"width": 1280, "height": 800}).new_page()
    assert ask(page, sample.file(VI), typed)
    assert said in status(page)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("nghieen cuwus", "nghiên"),
        ("khoahoc", "khoa hoc"),
        ("ngihên cứu", "nghiên"),
        ("ngihen cuu", "nghien"),
    ],
)
def test_a_correction_is_written_as_the_query_is(
    sample: Built, open_context: ContextMaker, typed: str, instead: str
) -> None:
    """With accents if some were typed."""
    page = open_context(viewport={"width": 360, "height": 800}).new_page()
    assert ask(page, sample.file(VI), typed)
    assert f"đã tìm: {instead}." in status(page)
