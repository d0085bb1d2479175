"""The keyboard reaches everything: skip link first, focus always visible, targets large enough."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.support.built_sites import Built
from tests.support.page_kinds import KINDS, Kind

OUTLINE = """() => {
    const node = document.activeElement;
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    return [node.tagName, style.outlineStyle, parseFloat(style.outlineWidth), seen];
}"""
# The ways through the archive: lists of links, which have no excuse of being words in a sentence.
SMALL_TARGETS = """() => {
    const links = document.querySelectorAll(
        "nav a, .languages a, .wordmark a, .counted a, .entries .entry-name a, .year-strip a, .skip-link");
    return [...links]
        .filter(link => link.checkVisibility())
        .map(link => [link.textContent.trim(), link.getBoundingClientRect()])
        .filter(([text, box]) => Math.min(box.width, box.height) < 24)
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`);
}"""
STOPS = 14


@pytest.mark.parametrize("kind", KINDS[::3], ids=str)
def test_the_first_tab_is_a_skip_link_to_the_content(
    kind: Kind, sites: Mapping[str, Built], page: Page
) -> None:
    page.goto(sites[kind.site].http(kind.path))
    link = page.locator(".skip-link")
    expect(link).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    expect(link).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


# Each kind in one of the schemes; in the other one among the long tests.
@pytest.mark.parametrize(
    ("kind", "scheme"),
    [
        pytest.param(kind, scheme, id=f"{kind}-{scheme}", marks=() if number % 2 == at else pytest.mark.long)
        for number, kind in enumerate(KINDS[::7])
        for at, scheme in enumerate(("light", "dark"))
    ],
)
def test_focus_is_visible(kind: Kind, scheme: str, sites: Mapping[str, Built], page: Page) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(sites[kind.site].http(kind.path))
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        tag, style, width, seen = page.evaluate(OUTLINE)
        if tag == "BODY":
            break
        assert style == "solid" and width >= 2 and seen, page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("kind", KINDS[::3], ids=str)
def test_links_of_lists_are_large_enough_to_touch(
    kind: Kind, sites: Mapping[str, Built], phone: Page
) -> None:
    phone.goto(sites[kind.site].http(kind.path))
    assert phone.evaluate(SMALL_TARGETS) == []
