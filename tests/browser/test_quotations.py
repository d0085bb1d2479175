"""A sentence is copied with its source, and verified offline; a phone shows the text at once."""

import hashlib

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ContextMaker
from tests.support.built_sites import BASE_URL, Built

ARTICLE = "vi/2017/07/bac-kan-niem-phong-205-cot-do.html"
SENTENCE = "Phần quyết định nằm bên trong: bộ đếm, hay công tơ."
KEEP_COPIES = "window.copies = []; navigator.clipboard.writeText = async text => { copies.push(text); };"
SELECT = """() => {
    const text = document.querySelector(".prose p").firstChild, start = text.data.indexOf("Phần quyết định");
    getSelection().setBaseAndExtent(text, start, text, text.data.indexOf(" Sáu tháng"));
}"""


def copied(page: Page) -> str:
    page.locator(".here").first.click()
    expect(page.locator(".copied")).to_have_text("Đã chép kèm nguồn.")
    text: str = page.evaluate("copies.at(-1)")
    return text


def test_a_sentence_is_copied_with_its_source_and_fingerprint(sample: Built, page: Page) -> None:
    page.add_init_script(KEEP_COPIES)
    page.goto(sample.http(ARTICLE))
    page.evaluate(SELECT)
    quotation, source, fingerprint = copied(page).splitlines()
    assert quotation == f"“{SENTENCE}”"
    assert source.endswith(f"25 tháng 7 năm 2017, đoạn 1. {BASE_URL}{ARTICLE}#P1")
    content = (sample.output / ARTICLE).read_bytes()
    assert fingerprint.endswith(hashlib.sha256(content).hexdigest())
    assert f"{hashlib.sha256(content).hexdigest()}  {ARTICLE}" in sample.text("manifest-sha256.txt")


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        (SENTENCE, "exact"),
        (f"“{SENTENCE}”\nSở, đoạn 1. https://khotin.example/", "exact"),
        (SENTENCE.replace("bên trong", "bên ngoài"), "changed"),
        (SENTENCE.replace(", hay công tơ", ""), "changed"),
        ("Hôm qua trời mưa to ở Cà Mau và không ai ra đồng gặt lúa cả.", "absent"),
    ],
)
def test_a_quotation_is_verified_from_a_disk(quotation: str, verdict: str, sample: Built, page: Page) -> None:
    page.goto(sample.file("vi/kiem-chung/index.html"))
    page.locator("textarea").fill(quotation)
    page.get_by_role("button", name="Kiểm chứng").click()
    expect(page.locator(f".verdict-{verdict} h2")).to_be_visible()
    links = page.locator("#verdict a")
    if verdict == "absent":
        expect(links).to_have_count(0)
    else:
        expect(links.first).to_have_attribute("href", f"../../{ARTICLE}")


def test_a_phone_shows_the_first_sentence_at_once(sample: Built, open_context: ContextMaker) -> None:
    page = open_context(viewport={"width": 360, "height": 740}).new_page()
    for path in (ARTICLE, "en/2017/07/bac-kan-seals-205-fuel-columns.html"):
        page.goto(sample.http(path))
        box = page.locator(".prose p").first.bounding_box()
        assert box
        assert box["y"] + 30 <= 600, path
