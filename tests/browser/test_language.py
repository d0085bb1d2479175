"""Two languages: each passage says which it is in, and a reader can change from one to the other."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.built_sites import Built

VIETNAMESE = "[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"
# Texts (not names of people and places) that are Vietnamese and do not say so.
UNMARKED = f"""() => [...document.querySelectorAll(
        "h1, h2, .item-title a, .item-summary, .standfirst, .prose p, .notice p, figcaption, nav a")]
    .filter(node => /{VIETNAMESE}/iu.test(node.textContent) && !node.querySelector("[lang=vi]")
        && node.closest("[lang]").lang !== "vi")
    .map(node => node.textContent.trim())"""
NAMES = {"Nguyễn Thị Thử"}

TRANSLATED = [
    ("vi/2017/07/bac-kan-niem-phong-205-cot-do.html", "en/2017/07/bac-kan-seals-205-fuel-columns.html"),
    ("vi/2025/06/bon-vung-dat.html", "en/2025/06/four-lands.html"),
    ("vi/khong-ro-ngay/ha-nam-tong-ket-2021.html", "en/undated/ha-nam-reviews-2021.html"),
    ("vi/tinh/bac-kan.html", "en/provinces/bac-kan.html"),
    ("vi/gioi-thieu.html", "en/about.html"),
    ("vi/2017/07/index.html", "en/2017/07/index.html"),
    ("vi/index.html", "en/index.html"),
]


@pytest.mark.parametrize(("vietnamese", "english"), TRANSLATED)
def test_the_switch_leads_to_the_same_page_and_back(
    vietnamese: str, english: str, sample: Built, page: Page
) -> None:
    page.goto(sample.http(vietnamese))
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(sample.http(english))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Tiếng Việt", exact=True).click()
    expect(page).to_have_url(sample.http(vietnamese))


@pytest.mark.parametrize(
    ("path", "lang", "words"),
    [
        ("vi/khong-ro-ngay/chua-ro-gi.html", "en", "English: not translated"),
        ("vi/gioi-thieu.html", "en", "English: not translated"),
        ("en/2016/05/only-in-english.html", "vi", "Tiếng Việt: chưa dịch"),
    ],
)
def test_a_page_without_translation_says_so(
    path: str, lang: str, words: str, stress: Built, page: Page
) -> None:
    page.goto(stress.http(path))
    place = page.locator(f".languages [lang={lang}]").first
    expect(place).to_have_text(words)
    expect(place.locator("a")).to_have_count(0)


def test_an_untranslated_article_stands_in_the_other_languages_lists_with_a_mark(
    stress: Built, page: Page
) -> None:
    page.goto(stress.http("en/undated/index.html"))
    item = page.locator(".item-title", has_text="Bài chưa rõ ngày")
    expect(item.locator("a")).to_have_attribute("lang", "vi")
    expect(item.locator(".mark")).to_contain_text("Tiếng Việt")
    item.locator("a").click()
    expect(page).to_have_url(stress.http("vi/khong-ro-ngay/chua-ro-gi.html"))


@pytest.mark.parametrize(
    "path",
    [
        "en/index.html",
        "en/2014/01/du-moi-thu.html",
        "en/2016/05/only-in-english.html",
        "en/sections/news.html",
        "en/sections/sang-kien.html",
        "en/2016/index.html",
        "en/site-map.html",
    ],
)
def test_vietnamese_on_english_pages_is_marked_as_such(path: str, stress: Built, page: Page) -> None:
    page.goto(stress.http(path))
    assert set(page.evaluate(UNMARKED)) <= NAMES


def test_the_page_of_both_languages_speaks_both(sample: Built, page: Page) -> None:
    for path in ("index.html", "404.html"):
        page.goto(sample.http(path))
        for lang in ("vi", "en"):
            section = page.locator(f"section[lang={lang}]")
            section.get_by_role("link").first.click()
            expect(page).to_have_url(sample.http(f"{lang}/index.html"))
            page.go_back()


def test_the_404_page_finds_its_styles_at_any_depth(sample: Built, page: Page) -> None:
    # The server would answer 404, which the watch takes for a fault; the page is the same.
    page.route("**/khong-co/**", lambda route: route.fulfill(path=sample.output / "404.html"))
    page.goto(sample.http("vi/khong-co/o-day.html"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
