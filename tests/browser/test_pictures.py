"""Pictures open: in a dialog by mouse, keyboard and finger, and without scripts as plain links."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ContextMaker
from tests.support.built_sites import Built

STORY = "vi/2025/06/bon-vung-dat.html"
SWIPE = """([from, to]) => {
    const stage = document.querySelector(".viewer-stage");
    const touch = x => [new Touch({identifier: 1, target: stage, clientX: x, clientY: 300})];
    stage.dispatchEvent(new TouchEvent("touchstart", {touches: touch(from), changedTouches: touch(from)}));
    stage.dispatchEvent(new TouchEvent("touchend", {touches: [], changedTouches: touch(to)}));
}"""


@pytest.fixture(params=["http", "file"])
def story(request: pytest.FixtureRequest, sample: Built, page: Page) -> Page:
    page.goto(sample.http(STORY) if request.param == "http" else sample.file(STORY))
    return page


def test_a_picture_opens_turns_closes_and_gives_the_focus_back(story: Page) -> None:
    viewer, count = story.locator(".viewer"), story.locator(".viewer-count")
    links = story.locator(".story .picture a")
    expect(viewer).to_be_hidden()
    links.nth(1).focus()
    story.keyboard.press("Enter")
    expect(viewer).to_be_visible()
    expect(count).to_have_text(re.compile(r"^2 / \d$"))
    story.keyboard.press("ArrowRight")
    expect(count).to_have_text(re.compile(r"^3 / "))
    expect(story.locator(".viewer-words")).not_to_be_empty()
    shown = story.evaluate("document.querySelector('.viewer img').src")
    assert shown == story.evaluate("document.querySelectorAll('.story .picture a')[2].href")
    story.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(links.nth(2)).to_be_focused()


def test_the_keyboard_stays_within_the_dialog_and_zooms(story: Page) -> None:
    story.locator(".story .picture a").first.click()
    inside = "document.activeElement === document.body || !!document.activeElement.closest('.viewer')"
    for _ in range(7):
        story.keyboard.press("Tab")
        assert story.evaluate(inside)
    story.keyboard.press("+")
    expect(story.locator(".viewer")).to_have_class(re.compile("zoomed"))
    story.get_by_role("button", name="Đóng").click()
    expect(story.locator(".viewer")).to_be_hidden()


def test_a_finger_turns_to_the_next_picture(story: Page) -> None:
    story.locator(".story .picture a").first.click()
    story.evaluate(SWIPE, [300, 100])
    expect(story.locator(".viewer-count")).to_have_text(re.compile(r"^2 / "))
    story.evaluate(SWIPE, [100, 300])
    expect(story.locator(".viewer-count")).to_have_text(re.compile(r"^1 / "))
    story.evaluate(SWIPE, [100, 120])
    expect(story.locator(".viewer-count")).to_have_text(re.compile(r"^1 / "))


def test_without_scripts_a_picture_is_a_link_to_its_largest_file(
    sample: Built, open_context: ContextMaker
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(sample.http(STORY))
    expect(page.locator(".viewer")).to_be_hidden()
    address = page.locator(".story .picture a").first.get_attribute("href")
    assert address
    answer = page.request.get(sample.http(address.replace("../", "")))
    assert answer.headers["content-type"].startswith("image/")


@pytest.mark.parametrize("width", [360, 1280])
def test_each_picture_of_a_story_has_a_row_and_its_caption_stands_by_it(
    width: int, sample: Built, open_context: ContextMaker
) -> None:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(sample.http(STORY))
    boxes = [box for each in page.locator(".story .picture").all() if (box := each.bounding_box())]
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})
    for figure in page.locator(".story .picture").all():
        picture, words = figure.locator("img").bounding_box(), figure.locator("figcaption").bounding_box()
        assert picture
        assert words
        assert picture["width"] > (300 if width == 360 else 400)
        beside = words["x"] >= picture["x"] + picture["width"]
        assert beside == (width == 1280)


@pytest.mark.parametrize("path", ["vi/index.html", "vi/muc/anh.html", "vi/muc/tin-tuc.html"])
def test_a_whole_card_or_row_leads_to_its_article(path: str, sample: Built, page: Page) -> None:
    page.goto(sample.http(path))
    dead = page.evaluate(
        """() => [...document.querySelectorAll(".row, .card, .lead")].filter(each => {
            each.scrollIntoView({block: "center"});
            const box = each.getBoundingClientRect();
            const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(20, box.height / 2));
            return at?.closest("a") !== each.querySelector(".item-title a");
        }).length"""
    )
    assert dead == 0
    assert page.locator(".row, .card, .lead").count()
