"""Everything can be read and reached without JavaScript."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import ContextMaker
from tests.support import amounts
from tests.support.built_sites import Built
from tests.support.page_kinds import KINDS, Kind

# The link to this day names the day of the reader's calendar, which only a script knows.
TEXT = "() => { document.querySelector('[data-days]')?.remove(); return document.body.innerText; }"


def _text(context: BrowserContext, address: str) -> str:
    page = context.new_page()
    page.goto(address)
    return str(page.evaluate(TEXT))


@pytest.mark.parametrize("kind", amounts.sample(KINDS[1::4], 2), ids=str)
def test_the_text_is_the_same(kind: Kind, sites: Mapping[str, Built], open_context: ContextMaker) -> None:
    address = sites[kind.site].http(kind.path)
    without = _text(open_context(java_script_enabled=False), address)
    assert without
    assert without == _text(open_context(), address)


@pytest.mark.parametrize("path", ["vi/index.html", "en/2025/06/four-lands.html", "index.html", "404.html"])
def test_no_field_pretends_to_search(path: str, sample: Built, open_context: ContextMaker) -> None:
    for scripts in (True, False):
        page = open_context(java_script_enabled=scripts).new_page()
        page.goto(sample.http(path))
        expect(page.locator(".search-box").first).to_be_visible(visible=scripts)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_way_of_the_masthead_and_the_footer_works(
    lang: str, sample: Built, open_context: ContextMaker
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    home = sample.http(f"{lang}/index.html")
    page.goto(home)
    links = page.locator("header nav a, footer nav a[href$='.html']")
    addresses = [str(link.evaluate("node => node.href")) for link in links.all()]
    assert len(addresses) >= 10
    for number, address in amounts.sample(tuple(enumerate(addresses)), 2):
        links.nth(number).click()
        expect(page).to_have_url(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto(home)
