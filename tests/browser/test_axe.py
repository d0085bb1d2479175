"""axe-core finds nothing: one page of every kind, both languages, light and dark, phone and desktop."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import pytest
from _pytest.mark import ParameterSet
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.support.amounts import EVERYTHING, sample
from tests.support.built_sites import Built
from tests.support.page_kinds import KINDS, TWINS, Kind

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Preloading fetches the styles anew, which file:// forbids. What is right is counted and not described.
_COMMON = {"preload": False, "resultTypes": ["violations"]}
# Target size has to be asked for by name.
EVERY_RULE = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}, **_COMMON}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **_COMMON}
WIDTHS = PHONE, DESKTOP = (320, 1280)
FROM_FILE = sample(KINDS[::9], 2)
ENGLISH = [kind for kind in KINDS if not kind.path.startswith("vi/")]
IN_ENGLISH = ENGLISH[::2]  # and on desktops, but for the long tests

Scheme = Literal["light", "dark"]


def violations(page: Page, options: Mapping[str, Any]) -> list[str]:
    """What axe finds on the page: the rule, and the elements that break it."""
    found = page.evaluate(f"axe.run({json.dumps(options)}).then(results => results.violations)")
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary']}" for v in found for n in v["nodes"]]


def look(page: Page, width: int, scheme: Scheme) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)


def kinds_and_widths() -> Iterator[ParameterSet]:
    """Every kind of page: the Vietnamese ones on phones, every other one in English, made of the same
    templates, on desktops; all the others among the long tests."""
    for kind in KINDS:
        for width in WIDTHS:
            usual = width == DESKTOP and kind in IN_ENGLISH if kind in ENGLISH else width == PHONE
            marks = () if usual else pytest.mark.long
            yield pytest.param(kind, width, id=f"{kind}-{width}", marks=marks)


@pytest.mark.parametrize(("kind", "width"), tuple(kinds_and_widths()))
def test_no_violations_in_any_look(kind: Kind, width: int, sites: Mapping[str, Built], page: Page) -> None:
    page.goto(sites[kind.site].http(kind.path))
    page.evaluate(AXE_SCRIPT)
    look(page, width, "light")
    assert violations(page, EVERY_RULE) == []
    # The dark look differs in its colours alone, and they are those of the page in English.
    if EVERYTHING or TWINS.get(kind) not in IN_ENGLISH:
        look(page, width, "dark")
        assert violations(page, COLOURS) == []


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
