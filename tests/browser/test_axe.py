"""axe-core finds nothing: one page of every kind, both languages, light and dark, phone and desktop."""

import json
from collections.abc import Mapping
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from browser.built import Built
from browser.kinds import KINDS, Kind

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Target size has to be asked for by name; preloading fetches the styles anew, which file:// forbids.
EVERY_RULE = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}, "preload": False}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "preload": False}
WIDTHS = (320, 1280)
FROM_FILE = KINDS[::9]

Scheme = Literal["light", "dark"]


def violations(page: Page, options: Mapping[str, Any]) -> list[str]:
    """What axe finds on the page: the rule, and the elements that break it."""
    found = page.evaluate(f"axe.run({json.dumps(options)}).then(results => results.violations)")
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary']}" for v in found for n in v["nodes"]]


def look(page: Page, width: int, scheme: Scheme) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_no_violations_in_any_look(kind: Kind, sites: Mapping[str, Built], page: Page) -> None:
    page.goto(sites[kind.site].http(kind.path))
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        look(page, width, "light")
        assert violations(page, EVERY_RULE) == [], f"{width} px, light"
        # The dark look differs in its colours alone.
        look(page, width, "dark")
        assert violations(page, COLOURS) == [], f"{width} px, dark"


@pytest.mark.parametrize("kind", FROM_FILE, ids=str)
def test_no_violations_in_an_offline_copy(kind: Kind, sites: Mapping[str, Built], page: Page) -> None:
    page.goto(sites[kind.site].file(kind.path))
    page.evaluate(AXE_SCRIPT)
    assert violations(page, EVERY_RULE) == []


def test_axe_sees_a_fault(sample: Built, page: Page) -> None:
    page.goto(sample.http("vi/index.html"))
    page.evaluate(AXE_SCRIPT)
    page.evaluate("document.querySelector('img.thumbnail').removeAttribute('alt')")
    assert [found.split(":")[0] for found in violations(page, EVERY_RULE)] == ["image-alt"]
