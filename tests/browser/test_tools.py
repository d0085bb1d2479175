"""An article is read aloud where the machine has a voice for it, and shared with the machine's own sheet."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ContextMaker
from tests.support.built_sites import Built

ARTICLE = {"vi": "vi/2014/01/nam-dinh-tong-ket-2013.html", "en": "en/2014/01/nam-dinh-reviews-2013.html"}
LISTEN = {"vi": ("Nghe bài", "Dừng đọc"), "en": ("Read aloud", "Stop reading")}

# A machine with these voices, which come late, as they do; what they say is noted, and takes no time.
VOICES = """
const said = window.said = [];
let voices = [];
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: (utterance) => {
        said.push([utterance.lang, utterance.text]);
        setTimeout(() => utterance.onend(), PACE);
    },
    cancel: () => { said.push(["", "cancelled"]); },
}) });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
setTimeout(() => {
    voices = LANGUAGES.map((lang) => ({ lang }));
    speechSynthesis.dispatchEvent(new Event("voiceschanged"));
}, 50);
"""


def open_article(page: Page, site: Built, lang: str, voices: list[str], pace: int = 0) -> None:
    page.add_init_script(VOICES.replace("LANGUAGES", json.dumps(voices)).replace("PACE", str(pace)))
    page.goto(site.http(ARTICLE[lang]))


@pytest.mark.parametrize(("lang", "voice"), [("vi", "vi-VN"), ("en", "en_GB")])
def test_the_text_is_read_from_the_title_to_its_end(lang: str, voice: str, sample: Built, page: Page) -> None:
    open_article(page, sample, lang, ["fr-FR", voice])
    button = page.get_by_role("button", name=LISTEN[lang][0], exact=True)
    button.click()
    expect(button).to_have_text(LISTEN[lang][0])  # again, since all is said
    said = page.evaluate("said.filter(([lang]) => lang)")
    assert {lang for lang, _ in said} == {voice}
    text = " ".join(each.strip() for _, each in said)
    assert text.startswith(page.locator("h1").inner_text())
    last = page.locator(".prose > p").last.inner_text()
    assert " ".join(last.split()) in text
    assert not {"¶", "↩"} & set(text)
    assert max(len(each) for _, each in said) <= 230
    for item in page.locator(".prose li").all_inner_texts():
        assert text.count(item.strip().partition("\n")[0][:40]) == 1


def test_a_second_press_ends_the_reading(sample: Built, page: Page) -> None:
    open_article(page, sample, "vi", ["vi-VN"], pace=200)
    page.get_by_role("button", name="Nghe bài").click()
    button = page.get_by_role("button", name="Dừng đọc")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".spoken")).to_have_count(1)
    button.click()
    expect(page.locator(".spoken")).to_have_count(0)
    assert page.evaluate("said.at(-1)[1]") == "cancelled"
    said = page.evaluate("said.length")
    page.wait_for_timeout(500)
    assert page.evaluate("said.length") == said


@pytest.mark.parametrize("voices", [[], ["en-US"]])
def test_without_a_voice_of_its_language_there_is_no_button(
    voices: list[str], sample: Built, page: Page
) -> None:
    open_article(page, sample, "vi", voices)
    page.wait_for_timeout(150)
    assert page.locator(".tools button:visible").count() == 0


def test_the_sheet_of_the_machine_gets_title_and_address(sample: Built, open_context: ContextMaker) -> None:
    page = open_context().new_page()
    page.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.reject(); };")
    page.goto(sample.http(ARTICLE["vi"]))
    page.get_by_role("button", name="Chia sẻ").click()
    shared = page.evaluate("shared")
    assert shared["title"] == page.title()
    assert shared["url"].endswith(ARTICLE["vi"])
