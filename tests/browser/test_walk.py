"""A reader who clicks at random never comes to a dead end, neither on a host nor on a USB stick."""

import random
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.support.amounts import amount
from tests.support.built_sites import Built

STEPS = amount(8, 30)
SEED = 63  # the provinces there were
# Links to other pages of the site; feeds, films and papers would leave the browser or be downloaded.
LINKS = "a[href$='.html'], a[href*='.html#']"


@pytest.mark.parametrize("address", ["http", "file"])
@pytest.mark.parametrize("name", ["sample", "stress"])
def test_links_at_random(name: str, address: str, sites: Mapping[str, Built], page: Page) -> None:
    site = sites[name]
    chance = random.Random(SEED)
    start = site.http("index.html") if address == "http" else site.file("index.html")
    page.goto(start)
    for _ in range(STEPS):
        links = page.locator(LINKS).locator("visible=true").and_(page.locator("a:not([href^='http'])"))
        link = links.nth(chance.randrange(links.count()))
        target = str(link.evaluate("node => node.href"))
        link.click()
        expect(page).to_have_url(target)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page).not_to_have_title("")
